"""Property net operating income is not property revenue less property expense.

What it checks
--------------
That the revenue from properties less the expense of operating them is the net operating income.

Why it matters
--------------
It is what buildings are valued by.

Fails
-----
Net operating income by property (in thousands)

| label                         |   2003 |   2002 |
| Rental revenue                | 88,412 | 84,930 |
| Property operating expenses   | 31,206 | 30,118 |
| Property net operating income | 52,706 | 54,812 |

Passes
------
Net operating income by property (in thousands)

| label                         |   2003 |   2002 |
| Rental revenue                | 88,412 | 84,930 |
| Property operating expenses   | 31,206 | 30,118 |
| Property net operating income | 57,206 | 54,812 |

Stays silent
------------
where the expense is not printed.

Net operating income by property (in thousands)

| label                         |   2003 |   2002 |
| Rental revenue                | 88,412 | 84,930 |
| Property net operating income | 57,206 | 54,812 |
"""

from auditor.catalogue import Check, Eq, concepts

property_revenue, property_expense, property_net_operating_income = concepts(
    "property_revenue property_expense property_net_operating_income"
)

CHECK = Check(
    code="RE102",
    name="property-income-does-not-tie",
    equation=Eq(property_revenue - property_expense, property_net_operating_income),
    prior=6.0,
)
