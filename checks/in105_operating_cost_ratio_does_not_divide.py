"""The operating cost ratio is not operating costs over revenues.

What it checks
--------------
That operating costs divided by total revenues are the printed ratio.

Why it matters
--------------
It stands beside the medical care ratio in every release of a health insurer, and is recomputed by nobody.

Fails
-----
Highlights (in millions)

| label                |   2003 |   2002 |   2001 |
| Total revenues       | 94,427 | 92,361 | 89,101 |
| Operating costs      | 14,542 | 13,855 | 13,811 |
| Operating cost ratio |  14.5% |  15.0% |  15.5% |

Passes
------
Highlights (in millions)

| label                |   2003 |   2002 |   2001 |
| Total revenues       | 94,427 | 92,361 | 89,101 |
| Operating costs      | 14,542 | 13,855 | 13,811 |
| Operating cost ratio |  15.4% |  15.0% |  15.5% |

Stays silent
------------
where the costs are not printed.

Highlights (in millions)

| label                |   2003 |   2002 |   2001 |
| Total revenues       | 94,427 | 92,361 | 89,101 |
| Operating cost ratio |  15.4% |  15.0% |  15.5% |
"""

from auditor.catalogue import Check, Ratio, concepts

operating_cost_ratio, operating_costs, sales = concepts("operating_cost_ratio operating_costs sales")

CHECK = Check(
    code="IN105",
    name="operating-cost-ratio-does-not-divide",
    equation=Ratio(total=operating_cost_ratio, over=operating_costs, under=sales),
    severity="warning",
    prior=5.0,
    reaches="income_statement",
    slack=1,
)
