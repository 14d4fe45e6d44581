"""Cash cost per ounce is not total cash costs over ounces.

What it checks
--------------
That total cash costs over the ounces produced are the printed cost per ounce. Ounces printed in thousands are an
interval, and the quotient is one too.

Why it matters
--------------
Unit costs are what mining companies are compared by, and the divisor is often rounded hard.

Fails
-----
Reconciliation of cash costs (dollars and ounces in thousands, except per ounce)

| label                              |  2003 |  2002 |
| Total cash costs                   | 4,496 | 5,802 |
| Divided by gold ounces produced    |    28 |    48 |
| Total cash cost per ounce produced |   116 |   121 |

Passes
------
Reconciliation of cash costs (dollars and ounces in thousands, except per ounce)

| label                              |  2003 |  2002 |
| Total cash costs                   | 4,496 | 5,802 |
| Divided by gold ounces produced    |    28 |    48 |
| Total cash cost per ounce produced |   161 |   121 |

Stays silent
------------
when the ounces are not printed.

Reconciliation of cash costs (dollars and ounces in thousands, except per ounce)

| label                              |  2003 |  2002 |
| Total cash costs                   | 4,496 | 5,802 |
| Total cash cost per ounce produced |   161 |   121 |
"""

from auditor.catalogue import Check, Ratio, concepts

total_cash_costs, ounces_produced, cash_cost_per_ounce = concepts(
    "total_cash_costs ounces_produced cash_cost_per_ounce"
)

CHECK = Check(
    code="UC101",
    name="unit-cost-does-not-divide",
    equation=Ratio(total=cash_cost_per_ounce, over=total_cash_costs, under=ounces_produced),
    prior=10.0,
)
