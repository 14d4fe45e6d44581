"""Diluted earnings per share are not income over the diluted shares.

What it checks
--------------
That income to common shareholders (or net income) over the diluted weighted average shares is the printed diluted
figure.

Why it matters
--------------
Diluted figures are what contracts and estimates refer to.

Fails
-----
Consolidated Statements of Income (in thousands, except per share)

| label                           |   2003 |   2002 |   2001 |
| Net income                      | 27,460 | 21,533 | 19,774 |
| Diluted earnings per share      |   2.17 |   2.12 |   1.96 |
| Diluted weighted average shares | 10,121 | 10,155 | 10,084 |

Passes
------
Consolidated Statements of Income (in thousands, except per share)

| label                           |   2003 |   2002 |   2001 |
| Net income                      | 27,460 | 21,533 | 19,774 |
| Diluted earnings per share      |   2.71 |   2.12 |   1.96 |
| Diluted weighted average shares | 10,121 | 10,155 | 10,084 |

Stays silent
------------
when the diluted shares are not printed.

Consolidated Statements of Income (in thousands, except per share)

| label                      |   2003 |   2002 |
| Net income                 | 27,460 | 21,533 |
| Diluted earnings per share |   2.71 |   2.12 |
"""

from collections.abc import Mapping
from decimal import Decimal

from auditor.catalogue import Check, Ratio, concepts

income_to_common, shares_diluted, eps_diluted = concepts("income_to_common shares_diluted eps_diluted")


def applies(printed: Mapping[str, Decimal]) -> bool:
    """Only while few new shares dilute: a tenth more comes from convertible debt, whose interest is added back."""
    basic, diluted = printed.get("shares_basic"), printed.get("shares_diluted")
    return not basic or not diluted or 10 * diluted <= 11 * basic


CHECK = Check(
    code="EP102",
    name="diluted-earnings-per-share-differ",
    equation=Ratio(total=eps_diluted, over=income_to_common, under=shares_diluted),
    severity="warning",
    prior=0.0,
    instead={"income_to_common": "net_income_parent net_income"},
    slack=1,
    instead_unless="preferred_dividends",
    applies=applies,
)
