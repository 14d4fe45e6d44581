"""Free cash flow is not operating cash flow less capital expenditure.

What it checks
--------------
That the net cash provided by operating activities less the capital expenditure is the free cash flow.

Why it matters
--------------
It stands outside the statement, made of two of its lines, and each is copied by hand.

Fails
-----
Free cash flow (in millions)

| label                                     |    2003 |    2002 |
| Net cash provided by operating activities |  31,807 |  25,514 |
| Capital expenditures                      | (8,496) | (6,819) |
| Free cash flow                            |  23,131 |  18,695 |

Passes
------
Free cash flow (in millions)

| label                                     |    2003 |    2002 |
| Net cash provided by operating activities |  31,807 |  25,514 |
| Capital expenditures                      | (8,496) | (6,819) |
| Free cash flow                            |  23,311 |  18,695 |

Stays silent
------------
where the capital expenditure is not printed.

Free cash flow (in millions)

| label                                     |   2003 |   2002 |
| Net cash provided by operating activities | 31,807 | 25,514 |
| Free cash flow                            | 23,311 | 18,695 |
"""

from auditor.catalogue import Check, Eq, concepts

net_cash_operating, capital_expenditure, free_cash_flow = concepts(
    "net_cash_operating capital_expenditure free_cash_flow"
)

CHECK = Check(
    code="CF107",
    name="free-cash-flow-does-not-tie",
    equation=Eq(net_cash_operating - capital_expenditure, free_cash_flow),
    prior=12.0,
    reaches="cash_flow",
)
