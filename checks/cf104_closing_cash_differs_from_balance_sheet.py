"""Closing cash on the cash-flow statement is not the cash on the balance sheet.

What it checks
--------------
That cash at the end of the period equals the balance sheet’s cash at that date.

Why it matters
--------------
It is one fact in two places.

Fails
-----
Consolidated Balance Sheets

| label                     | 2003-12-31 | 2002-12-31 |
| Cash and cash equivalents |    102,820 |     19,542 |
| Total assets              |    263,808 |    160,141 |

Consolidated Statements of Cash Flows

| label                                      |    2003 |   2002 |
| Cash and cash equivalents at end of period | 102,280 | 19,542 |

Passes
------
Consolidated Balance Sheets

| label                     | 2003-12-31 | 2002-12-31 |
| Cash and cash equivalents |    102,820 |     19,542 |
| Total assets              |    263,808 |    160,141 |

Consolidated Statements of Cash Flows

| label                                      |    2003 |   2002 |
| Cash and cash equivalents at end of period | 102,820 | 19,542 |

Stays silent
------------
when the balance sheet shows another date.

Consolidated Balance Sheets

| label                     | 2001-12-31 |
| Cash and cash equivalents |      7,560 |
| Total assets              |    153,116 |

Consolidated Statements of Cash Flows

| label                                      |    2003 |
| Cash and cash equivalents at end of period | 102,820 |
"""

from auditor.catalogue import Check, Eq, concepts

closing_cash, cash = concepts("closing_cash.cash_flow cash.balance_sheet.closing")

CHECK = Check(
    code="CF104",
    name="closing-cash-differs-from-balance-sheet",
    equation=Eq(closing_cash, cash),
    prior=13.0,
)
