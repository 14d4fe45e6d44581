"""Net loans are not loans less the allowance.

What it checks
--------------
That loans less the allowance for credit losses are the net loans.

Why it matters
--------------
The allowance is the estimate a bank's reader looks for first.

Fails
-----
Consolidated Balance Sheets (in thousands)

| label                          |    2003 |    2002 |
| Loans                          | 512,660 | 488,105 |
| Less allowance for loan losses |   7,142 |   6,980 |
| Net loans                      | 505,248 | 481,125 |
| Total assets                   | 701,332 | 688,019 |

Passes
------
Consolidated Balance Sheets (in thousands)

| label                          |    2003 |    2002 |
| Loans                          | 512,660 | 488,105 |
| Less allowance for loan losses |   7,412 |   6,980 |
| Net loans                      | 505,248 | 481,125 |
| Total assets                   | 701,332 | 688,019 |

Stays silent
------------
where the loans are printed net only.

Consolidated Balance Sheets (in thousands)

| label                          |    2003 |    2002 |
| Less allowance for loan losses |   7,412 |   6,980 |
| Net loans                      | 505,248 | 481,125 |
| Total assets                   | 701,332 | 688,019 |
"""

from auditor.catalogue import Check, Eq, concepts

loans_total, loan_allowance, net_loans = concepts("loans_total loan_allowance net_loans")

CHECK = Check(
    code="BK106",
    name="net-loans-do-not-tie",
    equation=Eq(loans_total - loan_allowance, net_loans),
    prior=12.0,
)
