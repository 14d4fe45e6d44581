"""Total assets are not total liabilities and equity.

What it checks
--------------
That the two sides of the balance sheet print one amount, at every date shown.

Why it matters
--------------
Every entry has two sides, so the totals can differ only by a misprint, a lost line or a column read askew.

Fails
-----
Consolidated Balance Sheets

| label                                      |    2003 |    2002 |
| Total assets                               | 263,880 | 160,141 |
| Total liabilities                          | 104,209 |  88,211 |
| Total shareholders' equity                 | 159,599 |  71,930 |
| Total liabilities and shareholders' equity | 263,808 | 160,141 |

Passes
------
Consolidated Balance Sheets

| label                                      |    2003 |    2002 |
| Total assets                               | 263,808 | 160,141 |
| Total liabilities and shareholders' equity | 263,808 | 160,141 |

Stays silent
------------
when one side is not printed: the check is skipped, and says which line it looked for.

Consolidated Balance Sheets

| label                |    2003 |    2002 |
| Total current assets | 152,231 |  48,934 |
| Total assets         | 263,808 | 160,141 |
"""

from auditor.catalogue import Check, Eq, concepts

total_assets, total_liabilities_and_equity = concepts("total_assets total_liabilities_and_equity")

CHECK = Check(
    code="BS101",
    name="balance-sheet-does-not-balance",
    equation=Eq(total_assets, total_liabilities_and_equity),
    prior=14.0,
    spans=True,
    is_expected=True,
)
