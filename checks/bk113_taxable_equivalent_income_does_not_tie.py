"""Taxable-equivalent net interest income is not net interest income with its adjustment.

What it checks
--------------
That net interest income and the taxable-equivalent adjustment are the net interest income on a taxable-equivalent
basis.

Why it matters
--------------
Margins are computed from the adjusted figure, so a slip in it is carried into them.

Fails
-----
Selected financial information (in millions)

| label                                          |  2003 |  2002 |
| Net interest income                            | 3,123 | 3,168 |
| Taxable-equivalent adjustment                  |    27 |    25 |
| Net interest income (taxable-equivalent basis) | 3,510 | 3,193 |

Passes
------
Selected financial information (in millions)

| label                                          |  2003 |  2002 |
| Net interest income                            | 3,123 | 3,168 |
| Taxable-equivalent adjustment                  |    27 |    25 |
| Net interest income (taxable-equivalent basis) | 3,150 | 3,193 |

Stays silent
------------
where the adjustment is not printed.

Selected financial information (in millions)

| label                                          |  2003 |  2002 |
| Net interest income                            | 3,123 | 3,168 |
| Net interest income (taxable-equivalent basis) | 3,150 | 3,193 |
"""

from auditor.catalogue import Check, Eq, concepts

net_interest_income, taxable_equivalent_adjustment, net_interest_income_taxable_equivalent = concepts(
    "net_interest_income taxable_equivalent_adjustment net_interest_income_taxable_equivalent"
)

CHECK = Check(
    code="BK113",
    name="taxable-equivalent-income-does-not-tie",
    equation=Eq(net_interest_income + taxable_equivalent_adjustment, net_interest_income_taxable_equivalent),
    prior=10.0,
)
