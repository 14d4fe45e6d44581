"""A broker schedule's revenues do not sum to their total.

What it checks
--------------
That the revenues of a broker-dealer, from trading, interest and dividends, commissions, investment banking and fees
(article BD), are TOTAL-REVENUE.

Why it matters
--------------
The schedule names each kind of revenue by itself, where the statement groups them as it likes.

Fails
-----
Financial data schedule (in thousands)

| label                       |   1998 |   1997 |
| TRADING-REVENUE             |  9,204 | 11,630 |
| INTEREST-DIVIDENDS          |  6,118 |  5,904 |
| COMMISSIONS                 | 21,445 | 19,872 |
| INVESTMENT-BANKING-REVENUES |  4,310 |  7,725 |
| FEE-REVENUE                 |  2,906 |  2,411 |
| TOTAL-REVENUE               | 49,383 | 47,542 |

Passes
------
Financial data schedule (in thousands)

| label                       |   1998 |   1997 |
| TRADING-REVENUE             |  9,204 | 11,630 |
| INTEREST-DIVIDENDS          |  6,118 |  5,904 |
| COMMISSIONS                 | 21,445 | 19,872 |
| INVESTMENT-BANKING-REVENUES |  4,310 |  7,725 |
| FEE-REVENUE                 |  2,906 |  2,411 |
| TOTAL-REVENUE               | 43,983 | 47,542 |

Stays silent
------------
where one kind of revenue has no line.

Financial data schedule (in thousands)

| label                       |   1998 |   1997 |
| TRADING-REVENUE             |  9,204 | 11,630 |
| INTEREST-DIVIDENDS          |  6,118 |  5,904 |
| INVESTMENT-BANKING-REVENUES |  4,310 |  7,725 |
| FEE-REVENUE                 |  2,906 |  2,411 |
| TOTAL-REVENUE               | 43,983 | 47,542 |
"""

from auditor.catalogue import Check, Eq, concepts

trading_revenue, interest_dividends, commissions, investment_banking_revenues, fee_revenue, total_revenue = concepts(
    "TRADING-REVENUE INTEREST-DIVIDENDS COMMISSIONS INVESTMENT-BANKING-REVENUES FEE-REVENUE TOTAL-REVENUE"
)

CHECK = Check(
    code="FD109",
    name="broker-schedule-revenue-does-not-sum",
    equation=Eq(
        trading_revenue + interest_dividends + commissions + investment_banking_revenues + fee_revenue, total_revenue
    ),
    prior=2.0,
)
