"""Current and non-current assets do not sum to total assets.

What it checks
--------------
That the subtotals of current and of non-current assets add up to total assets, where both are printed.

Why it matters
--------------
A slip in one of the subtotals leaves the lines above it footing and the balance of the two sides unbroken.

Fails
-----
Consolidated Balance Sheets

| label                    |    2003 |    2002 |
| Total current assets     | 152,231 |  48,934 |
| Total non-current assets | 111,757 | 111,207 |
| Total assets             | 263,808 | 160,141 |

Passes
------
Consolidated Balance Sheets

| label                    |    2003 |    2002 |
| Total current assets     | 152,231 |  48,934 |
| Property, net            | 111,577 | 111,207 |
| Total non-current assets | 111,577 | 111,207 |
| Total assets             | 263,808 | 160,141 |

Stays silent
------------
when there is no subtotal of non-current assets.

Consolidated Balance Sheets

| label                |    2003 |    2002 |
| Total current assets | 152,231 |  48,934 |
| Property, net        | 111,577 | 111,207 |
| Total assets         | 263,808 | 160,141 |
"""

from auditor.catalogue import Check, Eq, concepts

total_current_assets, total_noncurrent_assets, total_assets = concepts(
    "total_current_assets total_noncurrent_assets total_assets"
)

CHECK = Check(
    code="BS103",
    name="assets-do-not-sum",
    equation=Eq(total_current_assets + total_noncurrent_assets, total_assets),
    prior=8.0,
)
