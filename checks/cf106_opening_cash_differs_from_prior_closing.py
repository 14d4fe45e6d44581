"""Opening cash is not the closing cash of the period before.

What it checks
--------------
That, in a statement of several consecutive periods, each opens with the cash at which the one before it closed.

Why it matters
--------------
The two stand a column and a line apart, and are typed separately.

Fails
-----
Consolidated Statements of Cash Flows

| label                     |    2003 |   2002 |  2001 |
| Net change in cash        |  83,278 | 11,982 | 1,304 |
| Cash at beginning of year |  19,452 |  7,560 | 6,256 |
| Cash at end of year       | 102,820 | 19,542 | 7,560 |

Passes
------
Consolidated Statements of Cash Flows

| label                     |    2003 |   2002 |  2001 |
| Net change in cash        |  83,278 | 11,982 | 1,304 |
| Cash at beginning of year |  19,542 |  7,560 | 6,256 |
| Cash at end of year       | 102,820 | 19,542 | 7,560 |

Stays silent
------------
when the periods do not follow on one another, as in interim reports.

Consolidated Statements of Cash Flows

| label                     |    2003 |  2001 |
| Cash at beginning of year |  19,542 | 6,256 |
| Cash at end of year       | 102,820 | 7,560 |
"""

from auditor.catalogue import Check, Eq, concepts

opening_cash, prior_closing_cash = concepts("opening_cash.cash_flow closing_cash.cash_flow.opening")

CHECK = Check(
    code="CF106",
    name="opening-cash-differs-from-prior-closing",
    equation=Eq(opening_cash, prior_closing_cash),
    prior=10.0,
)
