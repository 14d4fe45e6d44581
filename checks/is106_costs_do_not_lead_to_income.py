"""Income is not revenues less total costs and expenses.

What it checks
--------------
That, in a statement without gross profit, revenues less the total of costs and expenses are the operating income,
or, where none is printed, the income before tax.

Why it matters
--------------
Service and finance companies print their results in this one step.

Fails
-----
Consolidated Statements of Income

| label                      |   2003 |  2002 |
| Finance income             | 12,050 | 9,310 |
| Total revenues             | 12,050 | 9,310 |
| General and administrative |  2,474 | 1,905 |
| Interest                   |    167 |   285 |
| Total expenses             |  2,641 | 2,190 |
| Income before income taxes |  9,490 | 7,120 |

Passes
------
Consolidated Statements of Income

| label                      |   2003 |  2002 |
| Total revenues             | 12,050 | 9,310 |
| General and administrative |  2,474 | 1,905 |
| Interest                   |    167 |   285 |
| Total expenses             |  2,641 | 2,190 |
| Income before income taxes |  9,409 | 7,120 |

Stays silent
------------
when gross profit is printed: IS101 and IS102 then lead from sales to income.

Consolidated Statements of Income

| label            |   2003 |  2002 |
| Total revenues   | 12,050 | 9,310 |
| Cost of revenues |  2,000 | 1,000 |
| Gross profit     | 10,050 | 8,310 |
| Total expenses   |  2,641 | 2,190 |
| Operating income |  7,409 | 6,120 |
"""

from auditor.catalogue import Check, Eq, concepts

sales, costs_and_expenses_total, operating_income = concepts("sales costs_and_expenses_total operating_income")

CHECK = Check(
    code="IS106",
    name="costs-do-not-lead-to-income",
    equation=Eq(sales - costs_and_expenses_total, operating_income),
    prior=8.0,
    instead={"operating_income": "pretax_income", "costs_and_expenses_total": "operating_expenses_total"},
    silenced_by="gross_profit",
)
