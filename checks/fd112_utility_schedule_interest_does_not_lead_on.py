"""A utility schedule's net income is not its income less total interest.

What it checks
--------------
That INCOME-BEFORE-INTEREST-EXPEN less TOTAL-INTEREST-EXPENSE is NET-INCOME (article UT).

Why it matters
--------------
Interest is the last deduction of a utility's statement.

Fails
-----
Financial data schedule (in thousands)

| label                        |   1998 |   1997 |
| OPERATING-INCOME-LOSS        | 21,136 | 19,853 |
| OTHER-INCOME-NET             |  1,204 |    988 |
| INCOME-BEFORE-INTEREST-EXPEN | 22,340 | 20,841 |
| TOTAL-INTEREST-EXPENSE       |  9,118 |  9,330 |
| NET-INCOME                   | 12,322 | 11,511 |

Passes
------
Financial data schedule (in thousands)

| label                        |   1998 |   1997 |
| OPERATING-INCOME-LOSS        | 21,136 | 19,853 |
| OTHER-INCOME-NET             |  1,204 |    988 |
| INCOME-BEFORE-INTEREST-EXPEN | 22,340 | 20,841 |
| TOTAL-INTEREST-EXPENSE       |  9,118 |  9,330 |
| NET-INCOME                   | 13,222 | 11,511 |

Stays silent
------------
where the schedule leaves out a tag.

Financial data schedule (in thousands)

| label                        |   1998 |   1997 |
| OPERATING-INCOME-LOSS        | 21,136 | 19,853 |
| OTHER-INCOME-NET             |  1,204 |    988 |
| INCOME-BEFORE-INTEREST-EXPEN | 22,340 | 20,841 |
| NET-INCOME                   | 13,222 | 11,511 |
"""

from auditor.catalogue import Check, Eq, concepts

income_before_interest_expen, total_interest_expense, net_income = concepts(
    "INCOME-BEFORE-INTEREST-EXPEN TOTAL-INTEREST-EXPENSE NET-INCOME"
)

CHECK = Check(
    code="FD112",
    name="utility-schedule-interest-does-not-lead-on",
    equation=Eq(income_before_interest_expen - total_interest_expense, net_income),
    prior=4.0,
)
