"""The efficiency ratio is not noninterest expense over revenue.

What it checks
--------------
That noninterest expense divided by total revenue is the printed efficiency ratio, as far as its digits allow.

Why it matters
--------------
It is the ratio a bank is managed by. Some banks leave items out of it, and say so in a note; then no column holds
and nothing is said.

Fails
-----
Financial highlights (in millions)

| label               |   2003 |   2002 |   2001 |
| Total revenue       | 20,856 | 18,834 | 18,489 |
| Noninterest expense | 13,198 | 13,303 | 14,802 |
| Efficiency ratio    |  36.3% |  70.6% |  80.1% |

Passes
------
Financial highlights (in millions)

| label               |   2003 |   2002 |   2001 |
| Total revenue       | 20,856 | 18,834 | 18,489 |
| Noninterest expense | 13,198 | 13,303 | 14,802 |
| Efficiency ratio    |  63.3% |  70.6% |  80.1% |

Stays silent
------------
where the table does not print the revenue.

Financial highlights (in millions)

| label               |   2003 |   2002 |   2001 |
| Noninterest expense | 13,198 | 13,303 | 14,802 |
| Efficiency ratio    |  63.3% |  70.6% |  80.1% |
"""

from auditor.catalogue import Check, Ratio, concepts

efficiency_ratio, noninterest_expense, sales = concepts("efficiency_ratio noninterest_expense sales")

CHECK = Check(
    code="BK109",
    name="efficiency-ratio-does-not-divide",
    equation=Ratio(total=efficiency_ratio, over=noninterest_expense, under=sales),
    severity="warning",
    prior=3.0,
    reaches="income_statement",
    slack=1,
)
