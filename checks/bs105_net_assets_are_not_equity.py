"""Total assets less total liabilities are not total equity.

What it checks
--------------
That equity is what assets leave after liabilities, in a balance sheet that prints no total of liabilities and
equity.

Why it matters
--------------
Summaries and statements of financial position often print only these three totals.

Fails
-----
Consolidated Balance Sheets

| label             |    2003 |    2002 |
| Total assets      | 263,808 | 160,141 |
| Total liabilities | 104,209 |  88,211 |
| Total equity      | 195,599 |  71,930 |

Passes
------
Consolidated Balance Sheets

| label             |    2003 |    2002 |
| Total assets      | 263,808 | 160,141 |
| Total liabilities | 104,209 |  88,211 |
| Total equity      | 159,599 |  71,930 |

Stays silent
------------
when the total of liabilities and equity is printed, which BS101 and BS102 check, or when minority interest stands
between.

Consolidated Balance Sheets

| label             |    2003 |    2002 |
| Total assets      | 263,808 | 160,141 |
| Total liabilities | 104,209 |  88,211 |
| Minority interest |   1,000 |   1,000 |
| Total equity      | 158,599 |  70,930 |
"""

from auditor.catalogue import Check, Eq, concepts

total_assets, total_liabilities, total_equity = concepts("total_assets total_liabilities total_equity")

CHECK = Check(
    code="BS105",
    name="net-assets-are-not-equity",
    equation=Eq(total_assets - total_liabilities, total_equity),
    prior=6.0,
    silenced_by="total_liabilities_and_equity minority_interest_bs temporary_equity",
    spans=True,
)
