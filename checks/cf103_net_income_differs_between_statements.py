"""Net income on the cash-flow statement is not that on the income statement.

What it checks
--------------
That the statement of cash flows starts from the net income of the statement of income for the same period.

Why it matters
--------------
The line is copied by hand from one statement to the other.

Fails
-----
Consolidated Statements of Income

| label                |    2003 |  2002 |
| Income tax provision |     306 |    56 |
| Net income (loss)    | (8,187) | 6,774 |

Consolidated Statements of Cash Flows

| label                                     |    2003 |   2002 |
| Net income (loss)                         | (8,178) |  6,774 |
| Net cash provided by operating activities |  17,608 | 14,647 |

Passes
------
Consolidated Statements of Income

| label                |    2003 |  2002 |
| Income tax provision |     306 |    56 |
| Net income (loss)    | (8,187) | 6,774 |

Consolidated Statements of Cash Flows

| label                                     |    2003 |   2002 |
| Net income (loss)                         | (8,187) |  6,774 |
| Net cash provided by operating activities |  17,608 | 14,647 |

Stays silent
------------
when the periods are not the same.

Consolidated Statements of Income

| label                | 2003-09-30 |
| Income tax provision |        306 |
| Net income (loss)    |   (17,460) |

Consolidated Statements of Cash Flows

| label                                     | 2003-06-30 |
| Net income (loss)                         |    (8,187) |
| Net cash provided by operating activities |     17,608 |
"""

from auditor.catalogue import Check, Eq, concepts

on_cash_flow, on_income_statement = concepts("net_income.cash_flow net_income.income_statement")

CHECK = Check(
    code="CF103",
    name="net-income-differs-between-statements",
    equation=Eq(on_cash_flow, on_income_statement),
    prior=13.0,
)
