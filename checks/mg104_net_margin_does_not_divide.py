"""The net margin is not net income over sales.

What it checks
--------------
That net income divided by sales is the printed net margin.

Why it matters
--------------
It ties the last line of the statement to the first.

Fails
-----
Highlights (in millions)

| label          |   2003 |   2002 |   2001 |
| Total revenues | 94,427 | 92,361 | 89,101 |
| Net income     |  5,455 |  5,841 |  6,061 |
| Net margin     |   8.5% |   6.3% |   6.8% |

Passes
------
Highlights (in millions)

| label          |   2003 |   2002 |   2001 |
| Total revenues | 94,427 | 92,361 | 89,101 |
| Net income     |  5,455 |  5,841 |  6,061 |
| Net margin     |   5.8% |   6.3% |   6.8% |

Stays silent
------------
where the revenues are not printed.

Highlights (in millions)

| label      |  2003 |  2002 |  2001 |
| Net income | 5,455 | 5,841 | 6,061 |
| Net margin |  5.8% |  6.3% |  6.8% |
"""

from auditor.catalogue import Check, Ratio, concepts

net_margin, net_income, sales = concepts("net_margin net_income sales")

CHECK = Check(
    code="MG104",
    name="net-margin-does-not-divide",
    equation=Ratio(total=net_margin, over=net_income, under=sales),
    severity="warning",
    prior=5.0,
    reaches="income_statement",
    slack=1,
    instead={"net_income": "net_income_parent income_to_common"},
)
