"""Operating, investing and financing cash flows do not sum to the change in cash.

What it checks
--------------
That the three activities, with the effect of exchange rates and of discontinued operations where printed, add up to
the net change in cash.

Why it matters
--------------
The activities are subtotals of long lists; a slip in one is hard to see.

Fails
-----
Consolidated Statements of Cash Flows

| label                                            |     2003 |    2002 |
| Net cash provided by operating activities        |   17,608 |  14,647 |
| Net cash used by investing activities            | (24,354) | (1,848) |
| Net cash provided (used) by financing activities |   90,024 | (2,564) |
| Net increase in cash and cash equivalents        |   82,378 |  10,235 |

Passes
------
Consolidated Statements of Cash Flows

| label                                            |     2003 |    2002 |
| Net cash provided by operating activities        |   17,608 |  14,647 |
| Net cash used by investing activities            | (24,354) | (1,848) |
| Net cash provided (used) by financing activities |   90,024 | (2,564) |
| Effect of exchange rate changes on cash          |    1,000 |      -- |
| Net increase in cash and cash equivalents        |   84,278 |  10,235 |

Stays silent
------------
when one of the activities has no subtotal: the check is skipped.

Consolidated Statements of Cash Flows

| label                                     |     2003 |    2002 |
| Net cash provided by operating activities |   17,608 |  14,647 |
| Net cash used by investing activities     | (24,354) | (1,848) |
| Net increase in cash and cash equivalents |   83,278 |  10,235 |
"""

from auditor.catalogue import Check, Eq, concepts

net_cash_operating, net_cash_investing, net_cash_financing, net_change_in_cash = concepts(
    "net_cash_operating net_cash_investing net_cash_financing net_change_in_cash"
)

CHECK = Check(
    code="CF101",
    name="cash-flows-do-not-sum",
    equation=Eq(net_cash_operating + net_cash_investing + net_cash_financing, net_change_in_cash),
    prior=10.0,
    optional="fx_effect cash_discontinued",
    is_expected=True,
)
