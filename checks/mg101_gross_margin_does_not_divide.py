"""The gross margin in percent is not gross profit over sales.

What it checks
--------------
That gross profit divided by sales is the printed percentage.

Why it matters
--------------
The percentage is quoted more often than the profit, and is typed, not computed.

Fails
-----
Results of operations (in thousands)

| label                   |   2003 |   2002 |   2001 |
| Net sales               | 26,441 | 24,102 | 20,001 |
| Gross margin            |  6,955 |  5,769 |  5,000 |
| Gross margin percentage |  23.6% |  23.9% |  25.0% |

Passes
------
Results of operations (in thousands)

| label                   |   2003 |   2002 |   2001 |
| Net sales               | 26,441 | 24,102 | 20,001 |
| Gross margin            |  6,955 |  5,769 |  5,000 |
| Gross margin percentage |  26.3% |  23.9% |  25.0% |

Stays silent
------------
where the sales are not printed.

Results of operations (in thousands)

| label                   |  2003 |  2002 |  2001 |
| Gross margin            | 6,955 | 5,769 | 5,000 |
| Gross margin percentage | 26.3% | 23.9% | 25.0% |
"""

from auditor.catalogue import Check, Ratio, concepts

gross_margin_percent, gross_profit, sales = concepts("gross_margin_percent gross_profit sales")

CHECK = Check(
    code="MG101",
    name="gross-margin-does-not-divide",
    equation=Ratio(total=gross_margin_percent, over=gross_profit, under=sales),
    severity="warning",
    prior=5.0,
    reaches="income_statement",
    slack=1,
)
