"""A bank's revenue is not its net interest income and its noninterest income.

What it checks
--------------
That net interest income and noninterest income add up to the total revenue, in statements, highlights and the tables
of segments alike.

Why it matters
--------------
Highlights and segment tables print these three lines dozens of times, retyped from release to release.

Fails
-----
Selected financial information (in millions)

| label               |   2003 |   2002 |
| Net interest income |  9,262 |  8,909 |
| Noninterest income  | 11,954 |  9,925 |
| Total revenue       | 20,856 | 18,834 |
| Noninterest expense | 13,198 | 13,303 |

Passes
------
Selected financial information (in millions)

| label               |   2003 |   2002 |
| Net interest income |  9,262 |  8,909 |
| Noninterest income  | 11,594 |  9,925 |
| Total revenue       | 20,856 | 18,834 |
| Noninterest expense | 13,198 | 13,303 |

Stays silent
------------
where only the revenue is printed.

Selected financial information (in millions)

| label               |   2003 |   2002 |
| Noninterest income  | 11,594 |  9,925 |
| Total revenue       | 20,856 | 18,834 |
| Noninterest expense | 13,198 | 13,303 |
"""

from auditor.catalogue import Check, Eq, concepts

net_interest_income, noninterest_income, sales = concepts("net_interest_income noninterest_income sales")

# In some statements interest earned and paid stand below the noninterest income, before their net: hence `spans`.
CHECK = Check(
    code="BK103",
    name="bank-revenue-does-not-sum",
    equation=Eq(net_interest_income + noninterest_income, sales),
    prior=12.0,
    instead={"net_interest_income": "net_interest_income_taxable_equivalent"},
    spans=True,
)
