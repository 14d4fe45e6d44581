"""The change of a balance is not the cash flow of its name.

What it checks
--------------
That the change of receivables, inventories and like balances between two dates is the line of that name in the
statement of cash flows. Acquisitions, currency and write-offs come between, so a failure is never reported; where
the relation holds it vouches for three figures. A balance above "Total assets" is an asset, whose growth uses cash;
one below it provides cash.

Why it matters
--------------
It is the only relation that many balances take part in beside their footing.

Fails
-----
Consolidated Balance Sheets

| label        | 2003-12-31 | 2002-12-31 |
| Inventories  |     18,936 |     14,758 |
| Total assets |    231,069 |    160,142 |

Consolidated Statements of Cash Flows

| label       |    2003 |
| Inventories | (3,638) |

Passes
------
Consolidated Balance Sheets

| label        | 2003-12-31 | 2002-12-31 |
| Inventories  |     18,396 |     14,758 |
| Total assets |    231,069 |    160,142 |

Consolidated Statements of Cash Flows

| label       |    2003 |
| Inventories | (3,638) |

Stays silent
------------
where one of the two balances is not printed.

Consolidated Balance Sheets

| label        | 2003-12-31 |
| Inventories  |     18,396 |
| Total assets |    231,069 |

Consolidated Statements of Cash Flows

| label       |    2003 |
| Inventories | (3,638) |
"""

from auditor.catalogue import Check

CHECK = Check(code="TI103", name="balance-change-differs-from-cash-flow", severity="info", decided_by="ties")
