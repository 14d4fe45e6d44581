"""A balance is not the one before it with the movements between.

What it checks
--------------
That, down each column of a statement that prints balance after balance (equity, shares, an allowance), the opening
balance and the movements below it make the next balance. All stretches of the statement bear each other out.

Why it matters
--------------
Statements of equity are typed from several ledgers, a column each; their share counts stand nowhere else.

Fails
-----
Statements of Stockholders' Equity

| label                         | Shares | Capital | Retained Earnings |
| Balance at December 31, 2002  | 12,410 |   8,315 |            20,725 |
| Shares issued                 |    204 |     977 |                 - |
| Net income                    |      - |       - |             4,118 |
| Balance at December 31, 2003  | 12,614 |   9,292 |            24,843 |
| Shares issued                 |    118 |     640 |                 - |
| Net income                    |      - |       - |             3,906 |
| Balance at December 31, 2004  | 12,372 |   9,932 |            28,749 |

Passes
------
Statements of Stockholders' Equity

| label                         | Shares | Capital | Retained Earnings |
| Balance at December 31, 2002  | 12,410 |   8,315 |            20,725 |
| Shares issued                 |    204 |     977 |                 - |
| Net income                    |      - |       - |             4,118 |
| Balance at December 31, 2003  | 12,614 |   9,292 |            24,843 |
| Shares issued                 |    118 |     640 |                 - |
| Net income                    |      - |       - |             3,906 |
| Balance at December 31, 2004  | 12,732 |   9,932 |            28,749 |

Stays silent
------------
where a column does not roll forward, as comprehensive income beside balances.

Statements of Stockholders' Equity

| label                         | Capital | Comprehensive Income | Retained Earnings |
| Balance at December 31, 2002  |   8,315 |                3,010 |            20,725 |
| Translation                   |       - |                (118) |                 - |
| Net income                    |       - |                4,118 |             4,118 |
| Balance at December 31, 2003  |   8,315 |                4,000 |            24,843 |
| Translation                   |       - |                   27 |                 - |
| Net income                    |       - |                3,906 |             3,906 |
| Balance at December 31, 2004  |   8,315 |                3,933 |            28,749 |
"""

from auditor.catalogue import Check

CHECK = Check(code="RF101", name="balance-does-not-roll-forward", severity="error", decided_by="structure")
