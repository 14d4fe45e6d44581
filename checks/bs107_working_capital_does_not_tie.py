"""Working capital is not current assets less current liabilities.

What it checks
--------------
That total current assets less total current liabilities are the printed working capital.

Why it matters
--------------
It is the measure a lender's covenant is written on.

Fails
-----
Selected financial data (in thousands)

| label                     |    2003 |   2002 |
| Total current assets      | 136,832 | 44,454 |
| Total current liabilities |  21,905 | 19,330 |
| Working capital           | 141,927 | 25,124 |

Passes
------
Selected financial data (in thousands)

| label                     |    2003 |   2002 |
| Total current assets      | 136,832 | 44,454 |
| Total current liabilities |  21,905 | 19,330 |
| Working capital           | 114,927 | 25,124 |

Stays silent
------------
where the current assets are not printed.

Selected financial data (in thousands)

| label                     |    2003 |   2002 |
| Total current liabilities |  21,905 | 19,330 |
| Working capital           | 114,927 | 25,124 |
"""

from auditor.catalogue import Check, Eq, concepts

total_current_assets, total_current_liabilities, working_capital = concepts(
    "total_current_assets total_current_liabilities working_capital"
)

CHECK = Check(
    code="BS107",
    name="working-capital-does-not-tie",
    equation=Eq(total_current_assets - total_current_liabilities, working_capital),
    prior=12.0,
    reaches="balance_sheet",
    spans=True,
)
