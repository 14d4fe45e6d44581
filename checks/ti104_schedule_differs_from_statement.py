"""The financial data schedule gives another amount than the statement.

What it checks
--------------
That exhibit 27 of filings from 1993 to 2001, in which the main lines of the statements stand under tags, repeats the
statements' amounts for its period. All lines of a schedule are weighed together: only where most of them are the
statement's does the one that is not say anything. Filers fill some tags by definitions of their own (receivables
before allowances, deferred taxes among the current liabilities, earnings per share before a split); a difference is
therefore reported only where one slip of a typist would leave exactly it, and else passed over.

Why it matters
--------------
The schedule was drawn up from the same books by other hands: it betrays a slip that no sum in the statement can, such
as one that was carried through to the totals.

Fails
-----
Consolidated Balance Sheets (in millions)

| label                                      | 1997-12-31 |
| Cash and cash equivalents                  |      1,230 |
| Inventories                                |        437 |
| Total current assets                       |      3,424 |
| Total assets                               |      4,323 |
| Total current liabilities                  |      1,818 |
| Total liabilities and shareholders' equity |      4,233 |

Financial data schedule, balances (in millions)

| label                      | 1997-12-31 |
| CASH                       |      1,230 |
| INVENTORY                  |        437 |
| CURRENT-ASSETS             |      3,424 |
| TOTAL-ASSETS               |      4,233 |
| CURRENT-LIABILITIES        |      1,818 |
| TOTAL-LIABILITY-AND-EQUITY |      4,233 |

Passes
------
Consolidated Balance Sheets (in millions)

| label                                      | 1997-12-31 |
| Cash and cash equivalents                  |      1,230 |
| Total current assets                       |      3,424 |
| Total assets                               |      4,233 |
| Total liabilities and shareholders' equity |      4,233 |

Financial data schedule, balances (in millions)

| label                      | 1997-12-31 |
| CASH                       |      1,230 |
| CURRENT-ASSETS             |      3,424 |
| TOTAL-ASSETS               |      4,233 |
| TOTAL-LIABILITY-AND-EQUITY |      4,233 |

Stays silent
------------
where the tag is filled by another definition, here cash with the short-term investments.

Consolidated Balance Sheets (in millions)

| label                                      | 1997-12-31 |
| Cash and cash equivalents                  |      1,230 |
| Short-term investments                     |        229 |
| Total current assets                       |      3,424 |
| Total assets                               |      4,233 |
| Total liabilities and shareholders' equity |      4,233 |

Financial data schedule, balances (in millions)

| label                      | 1997-12-31 |
| CASH                       |      1,459 |
| CURRENT-ASSETS             |      3,424 |
| TOTAL-ASSETS               |      4,233 |
| TOTAL-LIABILITY-AND-EQUITY |      4,233 |
"""

from auditor.catalogue import Check

CHECK = Check(code="TI104", name="schedule-differs-from-statement", severity="error", decided_by="ties")
