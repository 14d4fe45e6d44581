"""A schedule's total assets are not its total liabilities and equity.

What it checks
--------------
That the financial data schedule (exhibit 27) of a commercial company, bank, insurer or broker gives one amount for
total assets and for total liabilities and equity.

Why it matters
--------------
Programs read the schedule, not the page. Where one column balances, the other must.

Fails
-----
Financial data schedule, balances (in thousands)

| label                      | 1998-12-31 | 1997-12-31 |
| CASH                       |      1,230 |      1,459 |
| TOTAL-ASSETS               |      4,323 |      5,364 |
| TOTAL-LIABILITY-AND-EQUITY |      4,233 |      5,364 |

Passes
------
Financial data schedule, balances (in thousands)

| label                      | 1998-12-31 | 1997-12-31 |
| CASH                       |      1,230 |      1,459 |
| TOTAL-ASSETS               |      4,233 |      5,364 |
| TOTAL-LIABILITY-AND-EQUITY |      4,233 |      5,364 |

Stays silent
------------
where the schedule leaves out a tag.

Financial data schedule, balances (in thousands)

| label        | 1998-12-31 | 1997-12-31 |
| CASH         |      1,230 |      1,459 |
| TOTAL-ASSETS |      4,233 |      5,364 |
"""

from auditor.catalogue import Check, Eq, concepts

total_assets, total_liability_and_equity = concepts("TOTAL-ASSETS TOTAL-LIABILITY-AND-EQUITY")

CHECK = Check(
    code="FD101",
    name="schedule-does-not-balance",
    equation=Eq(total_assets, total_liability_and_equity),
    prior=4.0,
    instead={"TOTAL-LIABILITY-AND-EQUITY": "TOTAL-LIABILITIES-AND-EQUITY TOT-CAPITALIZATION-AND-LIAB"},
)
