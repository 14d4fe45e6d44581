"""Current and non-current liabilities do not sum to total liabilities.

What it checks
--------------
That the subtotals of current and of non-current liabilities add up to total liabilities, where both are printed.

Why it matters
--------------
Debt covenants and ratios are read from these three lines.

Fails
-----
Consolidated Balance Sheets

| label                       |    2003 |   2002 |
| Total current liabilities   |  33,992 | 35,207 |
| Total long-term liabilities |  72,017 | 53,004 |
| Total liabilities           | 104,209 | 88,211 |

Passes
------
Consolidated Balance Sheets

| label                       |    2003 |   2002 |
| Total current liabilities   |  33,992 | 35,207 |
| Long-term debt              |  70,217 | 53,004 |
| Total long-term liabilities |  70,217 | 53,004 |
| Total liabilities           | 104,209 | 88,211 |

Stays silent
------------
when long-term liabilities are listed without a subtotal.

Consolidated Balance Sheets

| label                     |    2003 |   2002 |
| Total current liabilities |  33,992 | 35,207 |
| Long-term debt            |  70,217 | 53,004 |
| Total liabilities         | 104,209 | 88,211 |
"""

from auditor.catalogue import Check, Eq, concepts

total_current_liabilities, total_noncurrent_liabilities, total_liabilities = concepts(
    "total_current_liabilities total_noncurrent_liabilities total_liabilities"
)

CHECK = Check(
    code="BS104",
    name="liabilities-do-not-sum",
    equation=Eq(total_current_liabilities + total_noncurrent_liabilities, total_liabilities),
    prior=8.0,
)
