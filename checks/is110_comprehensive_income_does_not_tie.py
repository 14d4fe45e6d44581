"""Comprehensive income is not net income with other comprehensive income.

What it checks
--------------
That net income and the total of other comprehensive income are the comprehensive income.

Why it matters
--------------
Its parts are gains and losses without a cash side, in brackets or not by the year.

Fails
-----
Consolidated Statements of Comprehensive Income (in thousands)

| label                                   |   2003 |   2002 |
| Net income                              | 22,956 | 23,636 |
| Change in foreign currency translation  |  (721) |    124 |
| Change in unrealized gains              |    404 |   (69) |
| Total other comprehensive income (loss) |  (317) |     55 |
| Total comprehensive income              | 22,369 | 23,691 |

Passes
------
Consolidated Statements of Comprehensive Income (in thousands)

| label                                   |   2003 |   2002 |
| Net income                              | 22,956 | 23,636 |
| Change in foreign currency translation  |  (721) |    124 |
| Change in unrealized gains              |    404 |   (69) |
| Total other comprehensive income (loss) |  (317) |     55 |
| Total comprehensive income              | 22,639 | 23,691 |

Stays silent
------------
where the other comprehensive income is not summed up.

Consolidated Statements of Comprehensive Income (in thousands)

| label                                  |   2003 |   2002 |
| Net income                             | 22,956 | 23,636 |
| Change in foreign currency translation |  (721) |    124 |
| Change in unrealized gains             |    404 |   (69) |
| Total comprehensive income             | 22,639 | 23,691 |
"""

from auditor.catalogue import Check, Eq, concepts

net_income, other_comprehensive_income, comprehensive_income = concepts(
    "net_income other_comprehensive_income comprehensive_income"
)

CHECK = Check(
    code="IS110",
    name="comprehensive-income-does-not-tie",
    equation=Eq(net_income + other_comprehensive_income, comprehensive_income),
    prior=10.0,
)
