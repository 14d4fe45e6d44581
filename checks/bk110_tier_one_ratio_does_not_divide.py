"""The tier 1 capital ratio is not tier 1 capital over risk-weighted assets.

What it checks
--------------
That tier 1 capital divided by the risk-weighted assets is the printed ratio.

Why it matters
--------------
The ratio is a regulatory threshold; the two amounts are printed to more digits than it.

Fails
-----
Capital (in millions)

| label                |    2003 |    2002 |
| Tier 1 capital       |  41,802 |  40,110 |
| Risk-weighted assets | 364,920 | 351,077 |
| Tier 1 capital ratio |  14.46% |  11.42% |

Passes
------
Capital (in millions)

| label                |    2003 |    2002 |
| Tier 1 capital       |  41,802 |  40,110 |
| Risk-weighted assets | 364,920 | 351,077 |
| Tier 1 capital ratio |  11.46% |  11.42% |

Stays silent
------------
where the assets are not weighted in the same table.

Capital (in millions)

| label                |   2003 |   2002 |
| Tier 1 capital       | 41,802 | 40,110 |
| Tier 1 capital ratio | 11.46% | 11.42% |
"""

from auditor.catalogue import Check, Ratio, concepts

tier1_ratio, tier1_capital, risk_weighted_assets = concepts("tier1_ratio tier1_capital risk_weighted_assets")

CHECK = Check(
    code="BK110",
    name="tier-one-ratio-does-not-divide",
    equation=Ratio(total=tier1_ratio, over=tier1_capital, under=risk_weighted_assets),
    severity="warning",
    prior=5.0,
    slack=1,
)
