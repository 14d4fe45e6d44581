"""The profit before provision is not revenue less noninterest expense.

What it checks
--------------
That total revenue less noninterest expense is the profit before the provision for credit losses.

Why it matters
--------------
The measure stands outside the statements and is added by hand to tables.

Fails
-----
Results (in millions)

| label                |  2003 |  2002 |
| Total revenue        | 1,720 | 1,659 |
| Noninterest expense  | 1,061 | 1,020 |
| Pre-provision profit |   695 |   639 |

Passes
------
Results (in millions)

| label                |  2003 |  2002 |
| Total revenue        | 1,720 | 1,659 |
| Noninterest expense  | 1,061 | 1,020 |
| Pre-provision profit |   659 |   639 |

Stays silent
------------
where the expense is not printed.

Results (in millions)

| label                |  2003 |  2002 |
| Total revenue        | 1,720 | 1,659 |
| Pre-provision profit |   659 |   639 |
"""

from auditor.catalogue import Check, Eq, concepts

sales, noninterest_expense, preprovision_profit = concepts("sales noninterest_expense preprovision_profit")

CHECK = Check(
    code="BK114",
    name="preprovision-profit-does-not-tie",
    equation=Eq(sales - noninterest_expense, preprovision_profit),
    prior=6.0,
    spans=True,
)
