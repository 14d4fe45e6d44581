"""The operating margin is not operating income over sales.

What it checks
--------------
That operating income divided by sales is the printed operating margin, segment by segment where a table has them.

Why it matters
--------------
Tables of segments print it for each of them and for the whole, dozens of figures that stand in no sum.

Fails
-----
Segment results (in millions)

| label            |  2003 |    2002 |  2001 |
| Revenues         | 8,147 |   4,653 | 6,704 |
| Operating income |   537 | (1,143) |   418 |
| Operating margin |  6.9% | (24.6)% |  6.2% |

Passes
------
Segment results (in millions)

| label            |  2003 |    2002 |  2001 |
| Revenues         | 8,147 |   4,653 | 6,704 |
| Operating income |   537 | (1,143) |   418 |
| Operating margin |  6.6% | (24.6)% |  6.2% |

Stays silent
------------
where the revenues are not printed.

Segment results (in millions)

| label            | 2003 |    2002 | 2001 |
| Operating income |  537 | (1,143) |  418 |
| Operating margin | 6.6% | (24.6)% | 6.2% |
"""

from auditor.catalogue import Check, Ratio, concepts

operating_margin, operating_income, sales = concepts("operating_margin operating_income sales")

CHECK = Check(
    code="MG102",
    name="operating-margin-does-not-divide",
    equation=Ratio(total=operating_margin, over=operating_income, under=sales),
    severity="warning",
    prior=5.0,
    reaches="income_statement",
    slack=1,
)
