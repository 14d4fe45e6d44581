"""Gross profit is not sales minus cost of sales.

What it checks
--------------
That sales less the cost of sales (their total, where several lines make it up) are the gross profit, in every
period.

Why it matters
--------------
Margins are quoted from this line; a slip in any of the three is carried into the discussion of results.

Fails
-----
Consolidated Statements of Income

| label             |   2003 |   2002 |
| Sales of products | 26,441 | 24,102 |
| Cost of sales     | 19,486 | 18,333 |
| Gross profit      |  6,595 |  5,769 |

Passes
------
Consolidated Statements of Income

| label                                           |   2003 |   2002 |
| Sales of products                               | 28,079 | 27,790 |
| Cost of sales and other direct production costs | 12,528 | 15,482 |
| Depreciation, depletion and amortization        |  5,161 |  5,894 |
|                                                 | 17,689 | 21,376 |
| Gross profit                                    | 10,390 |  6,414 |

Stays silent
------------
when no line of gross profit is printed.

Consolidated Statements of Income

| label            |   2003 |   2002 |
| Net sales        | 26,441 | 24,102 |
| Cost of sales    | 19,486 | 18,333 |
| Operating income |  6,955 |  5,769 |
"""

from auditor.catalogue import Check, Eq, concepts

sales, costs_total, gross_profit = concepts("sales costs_total gross_profit")

CHECK = Check(
    code="IS101",
    name="gross-profit-does-not-tie",
    equation=Eq(sales - costs_total, gross_profit),
    prior=8.0,
    instead={"costs_total": "cost_of_sales"},
)
