"""The adjusted EBITDA margin is not adjusted EBITDA over sales.

What it checks
--------------
That adjusted EBITDA divided by sales is the printed margin.

Why it matters
--------------
No standard defines the measure, so its arithmetic is all there is to check.

Fails
-----
Reconciliation of adjusted EBITDA (in thousands)

| label                  |    2003 |    2002 |    2001 |
| Net sales              | 312,440 | 298,016 | 287,311 |
| Adjusted EBITDA        |  48,905 |  44,112 |  40,866 |
| Adjusted EBITDA margin |   17.5% |   14.8% |   14.2% |

Passes
------
Reconciliation of adjusted EBITDA (in thousands)

| label                  |    2003 |    2002 |    2001 |
| Net sales              | 312,440 | 298,016 | 287,311 |
| Adjusted EBITDA        |  48,905 |  44,112 |  40,866 |
| Adjusted EBITDA margin |   15.7% |   14.8% |   14.2% |

Stays silent
------------
where the sales are not printed.

Reconciliation of adjusted EBITDA (in thousands)

| label                  |   2003 |   2002 |   2001 |
| Adjusted EBITDA        | 48,905 | 44,112 | 40,866 |
| Adjusted EBITDA margin |  15.7% |  14.8% |  14.2% |
"""

from auditor.catalogue import Check, Ratio, concepts

adjusted_ebitda_margin, adjusted_ebitda, sales = concepts("adjusted_ebitda_margin adjusted_ebitda sales")

CHECK = Check(
    code="MG106",
    name="adjusted-margin-does-not-divide",
    equation=Ratio(total=adjusted_ebitda_margin, over=adjusted_ebitda, under=sales),
    severity="warning",
    prior=5.0,
    reaches="income_statement",
    slack=1,
)
