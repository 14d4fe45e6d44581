"""A utility schedule's operating income is not its revenue less its operating expenses.

What it checks
--------------
That GROSS-OPERATING-REVENUE less TOTAL-OPERATING-EXPENSES is OPERATING-INCOME-LOSS (article UT).

Why it matters
--------------
Utilities count income taxes among the operating expenses, so no commercial check speaks of this line.

Fails
-----
Financial data schedule (in thousands)

| label                    |   1998 |   1997 |
| GROSS-OPERATING-REVENUE  | 96,118 | 93,204 |
| INCOME-TAX-EXPENSE-NET   |  8,112 |  7,940 |
| OTHER-OPERATING-EXPENSES | 66,870 | 65,411 |
| TOTAL-OPERATING-EXPENSES | 74,982 | 73,351 |
| OPERATING-INCOME-LOSS    | 21,316 | 19,853 |

Passes
------
Financial data schedule (in thousands)

| label                    |   1998 |   1997 |
| GROSS-OPERATING-REVENUE  | 96,118 | 93,204 |
| INCOME-TAX-EXPENSE-NET   |  8,112 |  7,940 |
| OTHER-OPERATING-EXPENSES | 66,870 | 65,411 |
| TOTAL-OPERATING-EXPENSES | 74,982 | 73,351 |
| OPERATING-INCOME-LOSS    | 21,136 | 19,853 |

Stays silent
------------
where the schedule leaves out a tag.

Financial data schedule (in thousands)

| label                    |   1998 |   1997 |
| GROSS-OPERATING-REVENUE  | 96,118 | 93,204 |
| INCOME-TAX-EXPENSE-NET   |  8,112 |  7,940 |
| OTHER-OPERATING-EXPENSES | 66,870 | 65,411 |
| OPERATING-INCOME-LOSS    | 21,136 | 19,853 |
"""

from auditor.catalogue import Check, Eq, concepts

gross_operating_revenue, total_operating_expenses, operating_income_loss = concepts(
    "GROSS-OPERATING-REVENUE TOTAL-OPERATING-EXPENSES OPERATING-INCOME-LOSS"
)

CHECK = Check(
    code="FD111",
    name="utility-schedule-operating-income-does-not-tie",
    equation=Eq(gross_operating_revenue - total_operating_expenses, operating_income_loss),
    prior=4.0,
)
