"""The dividend payout ratio is not dividends over earnings per share.

What it checks
--------------
That dividends per share divided by the earnings per share are the printed payout ratio.

Why it matters
--------------
Shareholders are promised a range of it.

Fails
-----
Per share data

| label                      |  2003 |  2002 |  2001 |
| Diluted earnings per share |  2.74 |  2.15 |  1.98 |
| Dividends per share        |  0.96 |  0.88 |  0.80 |
| Dividend payout ratio      | 53.0% | 40.9% | 40.4% |

Passes
------
Per share data

| label                      |  2003 |  2002 |  2001 |
| Diluted earnings per share |  2.74 |  2.15 |  1.98 |
| Dividends per share        |  0.96 |  0.88 |  0.80 |
| Dividend payout ratio      | 35.0% | 40.9% | 40.4% |

Stays silent
------------
where the dividends are not printed.

Per share data

| label                      |  2003 |  2002 |  2001 |
| Diluted earnings per share |  2.74 |  2.15 |  1.98 |
| Dividend payout ratio      | 35.0% | 40.9% | 40.4% |
"""

from auditor.catalogue import Check, Ratio, concepts

dividend_payout, dividends_per_share, eps_diluted = concepts("dividend_payout dividends_per_share eps_diluted")

# Payout is reckoned by some on totals, by some on basic earnings: a remark at most.
CHECK = Check(
    code="EQ103",
    name="dividend-payout-does-not-divide",
    equation=Ratio(total=dividend_payout, over=dividends_per_share, under=eps_diluted),
    severity="info",
    prior=0.0,
    reaches="income_statement",
    slack=1,
    instead={"eps_diluted": "eps_basic"},
)
