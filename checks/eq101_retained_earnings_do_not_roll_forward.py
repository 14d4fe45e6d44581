"""Retained earnings do not move by the net income.

What it checks
--------------
That retained earnings at the opening date and the net income make retained earnings at the closing date. Dividends
and purchases of stock also move them and are seldom printed beside, so a failure says nothing and is never
reported: where the relation holds it vouches for three figures.

Why it matters
--------------
It joins the two balance sheets to the statement of income.

Fails
-----
Consolidated Balance Sheets

| label               | 2003-12-31 | 2002-12-31 |
| Accumulated deficit |  (363,713) |  (355,544) |
| Total assets        |    263,808 |    160,141 |

Consolidated Statements of Income

| label                |    2003 |
| Income tax provision |     306 |
| Net income (loss)    | (8,187) |

Passes
------
Consolidated Balance Sheets

| label               | 2003-12-31 | 2002-12-31 |
| Accumulated deficit |  (363,731) |  (355,544) |
| Total assets        |    263,808 |    160,141 |

Consolidated Statements of Income

| label                |    2003 |
| Income tax provision |     306 |
| Net income (loss)    | (8,187) |

Stays silent
------------
when only one balance sheet is printed.

Consolidated Balance Sheets

| label               | 2003-12-31 |
| Accumulated deficit |  (363,731) |
| Total assets        |    263,808 |

Consolidated Statements of Income

| label                |    2003 |
| Income tax provision |     306 |
| Net income (loss)    | (8,187) |
"""

from auditor.catalogue import Check, Eq, concepts

opening, net_income, closing = concepts(
    "retained_earnings.balance_sheet.opening net_income.income_statement retained_earnings.balance_sheet.closing"
)

CHECK = Check(
    code="EQ101",
    name="retained-earnings-do-not-roll-forward",
    equation=Eq(opening + net_income, closing),
    severity="info",
    prior=2.0,
    latent=True,
)
