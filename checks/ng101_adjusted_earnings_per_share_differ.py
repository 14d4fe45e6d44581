"""Adjusted earnings per share are not adjusted net income over diluted shares.

What it checks
--------------
That net income by the company's own measure divided by the diluted shares is the diluted figure per share by that
measure.

Why it matters
--------------
It is the figure analysts compare with their forecasts.

Fails
-----
Reconciliation of GAAP to non-GAAP (in thousands, except per share)

| label                               |   2003 |   2002 |   2001 |
| Non-GAAP net income                 | 27,460 | 21,533 | 19,774 |
| Weighted average diluted shares     | 10,021 | 10,014 |  9,987 |
| Non-GAAP diluted earnings per share |   2.47 |   2.15 |   1.98 |

Passes
------
Reconciliation of GAAP to non-GAAP (in thousands, except per share)

| label                               |   2003 |   2002 |   2001 |
| Non-GAAP net income                 | 27,460 | 21,533 | 19,774 |
| Weighted average diluted shares     | 10,021 | 10,014 |  9,987 |
| Non-GAAP diluted earnings per share |   2.74 |   2.15 |   1.98 |

Stays silent
------------
where the shares are not printed.

Reconciliation of GAAP to non-GAAP (in thousands, except per share)

| label                               |   2003 |   2002 |   2001 |
| Non-GAAP net income                 | 27,460 | 21,533 | 19,774 |
| Non-GAAP diluted earnings per share |   2.74 |   2.15 |   1.98 |
"""

from auditor.catalogue import Check, Ratio, concepts

nongaap_per_share, nongaap_net_income, shares_diluted = concepts("nongaap_per_share nongaap_net_income shares_diluted")

CHECK = Check(
    code="NG101",
    name="adjusted-earnings-per-share-differ",
    equation=Ratio(total=nongaap_per_share, over=nongaap_net_income, under=shares_diluted),
    severity="warning",
    prior=5.0,
    reaches="income_statement",
    slack=1,
)
