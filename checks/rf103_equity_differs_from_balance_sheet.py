"""A balance in the statement of equity is not the one on the balance sheet.

What it checks
--------------
That the columns of a statement of equity close, on the dates of the balance sheet, with its lines: capital with
capital, retained earnings with retained earnings, the total with the total.

Why it matters
--------------
The two statements are typed separately, and neither's sums tell which of them is wrong.

Fails
-----
Balance Sheets

| label                      | December 31, 2004 | December 31, 2003 |
| Additional paid-in capital |             9,932 |             9,292 |
| Retained earnings          |            28,749 |            24,834 |

Statements of Stockholders' Equity

| label                         | Additional Paid-in Capital | Retained Earnings |
| Balance at December 31, 2002  |                      8,315 |            20,725 |
| Shares issued                 |                        977 |                 - |
| Net income                    |                          - |             4,118 |
| Balance at December 31, 2003  |                      9,292 |            24,843 |
| Shares issued                 |                        640 |                 - |
| Net income                    |                          - |             3,906 |
| Balance at December 31, 2004  |                      9,932 |            28,749 |

Passes
------
Balance Sheets

| label                      | December 31, 2004 | December 31, 2003 |
| Additional paid-in capital |             9,932 |             9,292 |
| Retained earnings          |            28,749 |            24,843 |

Statements of Stockholders' Equity

| label                         | Additional Paid-in Capital | Retained Earnings |
| Balance at December 31, 2002  |                      8,315 |            20,725 |
| Shares issued                 |                        977 |                 - |
| Net income                    |                          - |             4,118 |
| Balance at December 31, 2003  |                      9,292 |            24,843 |
| Shares issued                 |                        640 |                 - |
| Net income                    |                          - |             3,906 |
| Balance at December 31, 2004  |                      9,932 |            28,749 |

Stays silent
------------
where the balance sheet joins two components in one line.

Balance Sheets

| label                        | December 31, 2004 | December 31, 2003 |
| Common stock and paid-in capital |        10,332 |             9,692 |

Statements of Stockholders' Equity

| label                         | Common Stock | Paid-in Capital |
| Balance at December 31, 2002  |          400 |           8,315 |
| Shares issued                 |            - |             977 |
| Balance at December 31, 2003  |          400 |           9,292 |
| Shares issued                 |            - |             640 |
| Balance at December 31, 2004  |          400 |           9,932 |
"""

from auditor.catalogue import Check

CHECK = Check(code="RF103", name="equity-differs-from-balance-sheet", severity="error", decided_by="ties")
