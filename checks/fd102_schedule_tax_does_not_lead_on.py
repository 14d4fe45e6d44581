"""A schedule's income after tax is not its income before tax less the tax.

What it checks
--------------
That INCOME-PRETAX less INCOME-TAX is INCOME-CONTINUING.

Why it matters
--------------
A sum within a schedule vouches for each of its tags, which the statements are then held against.

Fails
-----
Financial data schedule (in thousands)

| label             |  1998 |  1997 |
| TOTAL-REVENUES    | 7,081 | 9,833 |
| INCOME-PRETAX     | 4,145 | 3,742 |
| INCOME-TAX        | 1,310 | 1,195 |
| INCOME-CONTINUING | 2,385 | 2,547 |

Passes
------
Financial data schedule (in thousands)

| label             |  1998 |  1997 |
| TOTAL-REVENUES    | 7,081 | 9,833 |
| INCOME-PRETAX     | 4,145 | 3,742 |
| INCOME-TAX        | 1,310 | 1,195 |
| INCOME-CONTINUING | 2,835 | 2,547 |

Stays silent
------------
where the schedule leaves out a tag.

Financial data schedule (in thousands)

| label             |  1998 |  1997 |
| TOTAL-REVENUES    | 7,081 | 9,833 |
| INCOME-PRETAX     | 4,145 | 3,742 |
| INCOME-CONTINUING | 2,835 | 2,547 |
"""

from auditor.catalogue import Check, Eq, concepts

income_pretax, income_tax, income_continuing = concepts("INCOME-PRETAX INCOME-TAX INCOME-CONTINUING")

CHECK = Check(
    code="FD102",
    name="schedule-tax-does-not-lead-on",
    equation=Eq(income_pretax - income_tax, income_continuing),
    prior=4.0,
    instead={"INCOME-CONTINUING": "INCOME-PRE-EXTRAORDINARY INCOME-PRE-EXTRAORDINARY-ITEMS"},
)
