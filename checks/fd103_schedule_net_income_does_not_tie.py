"""A schedule's net income is not its continuing income with what follows it.

What it checks
--------------
That INCOME-CONTINUING with DISCONTINUED, EXTRAORDINARY and CHANGES, where they are given, is NET-INCOME.

Why it matters
--------------
The tags after continuing income are mostly nil, and are forgotten when they are not.

Fails
-----
Financial data schedule (in thousands)

| label             |  1998 |  1997 |
| INCOME-CONTINUING | 2,835 | 2,547 |
| DISCONTINUED      |     0 | (310) |
| EXTRAORDINARY     | (127) |     0 |
| CHANGES           |     0 |     0 |
| NET-INCOME        | 2,780 | 2,237 |

Passes
------
Financial data schedule (in thousands)

| label             |  1998 |  1997 |
| INCOME-CONTINUING | 2,835 | 2,547 |
| DISCONTINUED      |     0 | (310) |
| EXTRAORDINARY     | (127) |     0 |
| CHANGES           |     0 |     0 |
| NET-INCOME        | 2,708 | 2,237 |

Stays silent
------------
where the schedule leaves out a tag.

Financial data schedule (in thousands)

| label         |  1998 |  1997 |
| DISCONTINUED  |     0 | (310) |
| EXTRAORDINARY | (127) |     0 |
| CHANGES       |     0 |     0 |
| NET-INCOME    | 2,708 | 2,237 |
"""

from auditor.catalogue import Check, Eq, concepts

income_continuing, net_income = concepts("INCOME-CONTINUING NET-INCOME")

CHECK = Check(
    code="FD103",
    name="schedule-net-income-does-not-tie",
    equation=Eq(income_continuing, net_income),
    prior=4.0,
    optional="DISCONTINUED EXTRAORDINARY CHANGES",
    instead={"INCOME-CONTINUING": "INCOME-PRE-EXTRAORDINARY INCOME-PRE-EXTRAORDINARY-ITEMS"},
)
