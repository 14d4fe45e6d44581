"""The adjusted operating margin is not adjusted operating income over sales.

What it checks
--------------
That operating income by the company's own measure divided by sales is the margin by that measure.

Why it matters
--------------
The two margins stand side by side, and the wrong income is taken.

Fails
-----
Reconciliation of GAAP to non-GAAP (in millions)

| label                     |  2003 |  2002 |  2001 |
| Revenue                   | 5,305 | 5,182 | 4,890 |
| Non-GAAP operating income | 2,515 | 2,462 | 2,284 |
| Non-GAAP operating margin | 44.7% | 47.5% | 46.7% |

Passes
------
Reconciliation of GAAP to non-GAAP (in millions)

| label                     |  2003 |  2002 |  2001 |
| Revenue                   | 5,305 | 5,182 | 4,890 |
| Non-GAAP operating income | 2,515 | 2,462 | 2,284 |
| Non-GAAP operating margin | 47.4% | 47.5% | 46.7% |

Stays silent
------------
where the revenue is not printed.

Reconciliation of GAAP to non-GAAP (in millions)

| label                     |  2003 |  2002 |  2001 |
| Non-GAAP operating income | 2,515 | 2,462 | 2,284 |
| Non-GAAP operating margin | 47.4% | 47.5% | 46.7% |
"""

from auditor.catalogue import Check, Ratio, concepts

nongaap_operating_margin, nongaap_operating_income, sales = concepts(
    "nongaap_operating_margin nongaap_operating_income sales"
)

CHECK = Check(
    code="NG102",
    name="adjusted-operating-margin-does-not-divide",
    equation=Ratio(total=nongaap_operating_margin, over=nongaap_operating_income, under=sales),
    severity="warning",
    prior=5.0,
    reaches="income_statement",
    slack=1,
)
