"""Deposits with and without interest do not sum to total deposits.

What it checks
--------------
That deposits bearing interest and those without are the total deposits.

Why it matters
--------------
Both parts are quoted by themselves, and go stale by themselves.

Fails
-----
Consolidated Balance Sheets (in thousands)

| label                           |    2003 |    2002 |
| Noninterest-bearing deposits    |  88,240 |  81,977 |
| Total interest-bearing deposits | 411,309 | 402,550 |
| Total deposits                  | 499,459 | 484,527 |
| Total liabilities               | 630,210 | 622,418 |

Passes
------
Consolidated Balance Sheets (in thousands)

| label                           |    2003 |    2002 |
| Noninterest-bearing deposits    |  88,240 |  81,977 |
| Total interest-bearing deposits | 411,309 | 402,550 |
| Total deposits                  | 499,549 | 484,527 |
| Total liabilities               | 630,210 | 622,418 |

Stays silent
------------
where the deposits bearing interest are listed by kind and not summed.

Consolidated Balance Sheets (in thousands)

| label                        |    2003 |    2002 |
| Noninterest-bearing deposits |  88,240 |  81,977 |
| Total deposits               | 499,549 | 484,527 |
| Total liabilities            | 630,210 | 622,418 |
"""

from auditor.catalogue import Check, Eq, concepts

deposits_bearing_interest, deposits_without_interest, total_deposits = concepts(
    "deposits_bearing_interest deposits_without_interest total_deposits"
)

CHECK = Check(
    code="BK107",
    name="deposits-do-not-sum",
    equation=Eq(deposits_bearing_interest + deposits_without_interest, total_deposits),
    prior=6.0,
    spans=True,
)
