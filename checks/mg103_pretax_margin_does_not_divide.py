"""The pre-tax margin is not income before tax over sales.

What it checks
--------------
That income before tax divided by sales is the printed margin.

Why it matters
--------------
Brokers and banks put it among their highlights.

Fails
-----
Financial summary (in millions)

| label                      |  2003 |  2002 |  2001 |
| Net revenues               | 5,935 | 5,254 | 5,959 |
| Income before income taxes | 1,589 | 1,282 | 1,608 |
| Pre-tax margin             | 28.6% | 24.4% | 27.0% |

Passes
------
Financial summary (in millions)

| label                      |  2003 |  2002 |  2001 |
| Net revenues               | 5,935 | 5,254 | 5,959 |
| Income before income taxes | 1,589 | 1,282 | 1,608 |
| Pre-tax margin             | 26.8% | 24.4% | 27.0% |

Stays silent
------------
where the net revenues are not printed.

Financial summary (in millions)

| label                      |  2003 |  2002 |  2001 |
| Income before income taxes | 1,589 | 1,282 | 1,608 |
| Pre-tax margin             | 26.8% | 24.4% | 27.0% |
"""

from auditor.catalogue import Check, Ratio, concepts

pretax_margin, pretax_income, sales = concepts("pretax_margin pretax_income sales")

CHECK = Check(
    code="MG103",
    name="pretax-margin-does-not-divide",
    equation=Ratio(total=pretax_margin, over=pretax_income, under=sales),
    severity="warning",
    prior=5.0,
    reaches="income_statement",
    slack=1,
)
