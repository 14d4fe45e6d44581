"""The common equity tier 1 ratio is not that capital over risk-weighted assets.

What it checks
--------------
That common equity tier 1 capital divided by the risk-weighted assets is the printed ratio.

Why it matters
--------------
It is the ratio supervisors and headlines quote.

Fails
-----
Capital (in millions)

| label                              |    2003 |    2002 |
| Common equity tier 1 capital       |  36,415 |  35,202 |
| Risk-weighted assets               | 364,920 | 351,077 |
| Common equity tier 1 capital ratio |   8.98% |  10.03% |

Passes
------
Capital (in millions)

| label                              |    2003 |    2002 |
| Common equity tier 1 capital       |  36,415 |  35,202 |
| Risk-weighted assets               | 364,920 | 351,077 |
| Common equity tier 1 capital ratio |   9.98% |  10.03% |

Stays silent
------------
where the capital is not printed.

Capital (in millions)

| label                              |    2003 |    2002 |
| Risk-weighted assets               | 364,920 | 351,077 |
| Common equity tier 1 capital ratio |   9.98% |  10.03% |
"""

from auditor.catalogue import Check, Ratio, concepts

cet1_ratio, cet1_capital, risk_weighted_assets = concepts("cet1_ratio cet1_capital risk_weighted_assets")

CHECK = Check(
    code="BK111",
    name="common-equity-ratio-does-not-divide",
    equation=Ratio(total=cet1_ratio, over=cet1_capital, under=risk_weighted_assets),
    severity="warning",
    prior=5.0,
    slack=1,
)
