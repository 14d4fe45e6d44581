"""Operating income is not gross profit minus operating expenses.

What it checks
--------------
That gross profit less the total of operating expenses is the operating income.

Why it matters
--------------
The total of operating expenses is often printed without a label and read past.

Fails
-----
Consolidated Statements of Income

| label                         |     2003 |  2002 |
| Gross profit                  |   10,390 | 6,414 |
| Other operating expenses      |          |       |
| General and administrative    |    1,841 | 1,493 |
| Exploration                   |   25,915 | 1,789 |
|                               |   27,756 | 3,282 |
| Income (loss) from operations | (17,636) | 3,132 |

Passes
------
Consolidated Statements of Income

| label                         |     2003 |  2002 |
| Gross profit                  |   10,390 | 6,414 |
| Other operating expenses      |          |       |
| General and administrative    |    1,841 | 1,493 |
| Exploration                   |   25,915 | 1,789 |
|                               |   27,756 | 3,282 |
| Income (loss) from operations | (17,366) | 3,132 |

Stays silent
------------
when operating expenses are not totalled; footing the column (FT101) is then what checks the line.

Consolidated Statements of Income

| label                         |     2003 |  2002 |
| Gross profit                  |   10,390 | 6,414 |
| General and administrative    |    1,841 | 1,493 |
| Exploration                   |   25,915 | 1,789 |
| Income (loss) from operations | (17,366) | 3,132 |
"""

from auditor.catalogue import Check, Eq, concepts

gross_profit, operating_expenses_total, operating_income = concepts(
    "gross_profit operating_expenses_total operating_income"
)

CHECK = Check(
    code="IS102",
    name="operating-income-does-not-tie",
    equation=Eq(gross_profit - operating_expenses_total, operating_income),
    prior=8.0,
    instead={"operating_expenses_total": "costs_and_expenses_total"},
)
