"""Net interest income is not interest income less interest expense.

What it checks
--------------
That the total of interest income less the total of interest expense is the net interest income of a bank.

Why it matters
--------------
It is the first subtotal of every bank's statement, and all that follows rests on it.

Fails
-----
Consolidated Statements of Income (in thousands)

| label                  |   2003 |   2002 |
| Interest income        |        |        |
| Loans                  | 31,442 | 33,108 |
| Securities             |  9,126 |  8,854 |
| Total interest income  | 40,568 | 41,962 |
| Interest expense       |        |        |
| Deposits               | 11,230 | 14,071 |
| Borrowings             |  3,304 |  3,518 |
| Total interest expense | 14,534 | 17,589 |
| Net interest income    | 26,304 | 24,373 |

Passes
------
Consolidated Statements of Income (in thousands)

| label                  |   2003 |   2002 |
| Interest income        |        |        |
| Loans                  | 31,442 | 33,108 |
| Securities             |  9,126 |  8,854 |
| Total interest income  | 40,568 | 41,962 |
| Interest expense       |        |        |
| Deposits               | 11,230 | 14,071 |
| Borrowings             |  3,304 |  3,518 |
| Total interest expense | 14,534 | 17,589 |
| Net interest income    | 26,034 | 24,373 |

Stays silent
------------
where the interest earned is not summed up.

Consolidated Statements of Income (in thousands)

| label                  |   2003 |   2002 |
| Interest income        |        |        |
| Loans                  | 31,442 | 33,108 |
| Securities             |  9,126 |  8,854 |
| Interest expense       |        |        |
| Deposits               | 11,230 | 14,071 |
| Borrowings             |  3,304 |  3,518 |
| Total interest expense | 14,534 | 17,589 |
| Net interest income    | 26,034 | 24,373 |
"""

from auditor.catalogue import Check, Eq, concepts

interest_income_total, interest_expense, net_interest_income = concepts(
    "interest_income_total interest_expense net_interest_income"
)

CHECK = Check(
    code="BK101",
    name="net-interest-income-does-not-tie",
    equation=Eq(interest_income_total - interest_expense, net_interest_income),
    prior=12.0,
    instead={"interest_income_total": "interest_income", "interest_expense": "total_interest_expense"},
)
