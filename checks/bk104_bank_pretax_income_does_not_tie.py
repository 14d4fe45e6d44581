"""A bank's income before tax does not follow from its net interest income.

What it checks
--------------
That net interest income after the provision, with noninterest income and less noninterest expense, is the income
before tax.

Why it matters
--------------
Three totals, pages apart in a supplement, lead to one figure.

Fails
-----
Consolidated Statements of Income (in thousands)

| label                                               |   2003 |   2002 |
| Net interest income after provision for loan losses | 24,184 | 24,793 |
| Service charges                                     |  3,106 |  2,940 |
| Mortgage banking                                    |  2,218 |  1,655 |
| Total noninterest income                            |  5,324 |  4,595 |
| Salaries                                            | 12,870 | 12,011 |
| Occupancy                                           |  4,419 |  4,202 |
| Total noninterest expense                           | 17,289 | 16,213 |
| Income before income taxes                          | 12,129 | 13,175 |

Passes
------
Consolidated Statements of Income (in thousands)

| label                                               |   2003 |   2002 |
| Net interest income after provision for loan losses | 24,184 | 24,793 |
| Service charges                                     |  3,106 |  2,940 |
| Mortgage banking                                    |  2,218 |  1,655 |
| Total noninterest income                            |  5,324 |  4,595 |
| Salaries                                            | 12,870 | 12,011 |
| Occupancy                                           |  4,419 |  4,202 |
| Total noninterest expense                           | 17,289 | 16,213 |
| Income before income taxes                          | 12,219 | 13,175 |

Stays silent
------------
where the provision stands below the expenses; then another check applies.

Consolidated Statements of Income (in thousands)

| label                      |   2003 |   2002 |
| Service charges            |  3,106 |  2,940 |
| Mortgage banking           |  2,218 |  1,655 |
| Total noninterest income   |  5,324 |  4,595 |
| Salaries                   | 12,870 | 12,011 |
| Occupancy                  |  4,419 |  4,202 |
| Total noninterest expense  | 17,289 | 16,213 |
| Income before income taxes | 12,219 | 13,175 |
"""

from auditor.catalogue import Check, Eq, concepts

net_interest_income_after_provision, noninterest_income, noninterest_expense, pretax_income = concepts(
    "net_interest_income_after_provision noninterest_income noninterest_expense pretax_income"
)

CHECK = Check(
    code="BK104",
    name="bank-pretax-income-does-not-tie",
    equation=Eq(net_interest_income_after_provision + noninterest_income - noninterest_expense, pretax_income),
    prior=10.0,
)
