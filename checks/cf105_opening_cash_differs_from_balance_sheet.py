"""Opening cash on the cash-flow statement is not the cash on the balance sheet before.

What it checks
--------------
That cash at the beginning of the period equals the balance sheet’s cash at the date before it.

Why it matters
--------------
An interim report prints the last year’s balance sheet for exactly this purpose.

Fails
-----
Consolidated Balance Sheets

| label                     | 2003-12-31 | 2002-12-31 |
| Cash and cash equivalents |    102,820 |     19,542 |
| Total assets              |    263,808 |    160,141 |

Consolidated Statements of Cash Flows

| label                                            |    2003 |
| Cash and cash equivalents at beginning of period |  19,452 |
| Net increase in cash and cash equivalents        |  83,278 |
| Cash and cash equivalents at end of period       | 102,820 |

Passes
------
Consolidated Balance Sheets

| label                     | 2003-12-31 | 2002-12-31 |
| Cash and cash equivalents |    102,820 |     19,542 |
| Total assets              |    263,808 |    160,141 |

Consolidated Statements of Cash Flows

| label                                            |    2003 |
| Cash and cash equivalents at beginning of period |  19,542 |
| Net increase in cash and cash equivalents        |  83,278 |
| Cash and cash equivalents at end of period       | 102,820 |

Stays silent
------------
when the earlier balance sheet is not printed.

Consolidated Balance Sheets

| label                     | 2003-12-31 |
| Cash and cash equivalents |    102,820 |
| Total assets              |    263,808 |

Consolidated Statements of Cash Flows

| label                                            |    2003 |
| Cash and cash equivalents at beginning of period |  19,542 |
| Cash and cash equivalents at end of period       | 102,820 |
"""

from auditor.catalogue import Check, Eq, concepts

opening_cash, cash = concepts("opening_cash.cash_flow cash.balance_sheet.opening")

CHECK = Check(
    code="CF105",
    name="opening-cash-differs-from-balance-sheet",
    equation=Eq(opening_cash, cash),
    prior=13.0,
)
