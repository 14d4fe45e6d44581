"""The allowance as a percentage of loans is not the one over the other.

What it checks
--------------
That the allowance for credit losses divided by the loans is the percentage printed beside them.

Why it matters
--------------
The percentage is what one bank is compared with another by.

Fails
-----
Credit quality (in millions)

| label                                    |    2003 |    2002 |
| Total loans                              | 305,710 | 298,044 |
| Allowance for loan losses                |   5,724 |   6,011 |
| Allowance for loan losses to total loans |   1.78% |   2.02% |

Passes
------
Credit quality (in millions)

| label                                    |    2003 |    2002 |
| Total loans                              | 305,710 | 298,044 |
| Allowance for loan losses                |   5,724 |   6,011 |
| Allowance for loan losses to total loans |   1.87% |   2.02% |

Stays silent
------------
where the loans are not printed in the table.

Credit quality (in millions)

| label                                    |  2003 |  2002 |
| Allowance for loan losses                | 5,724 | 6,011 |
| Allowance for loan losses to total loans | 1.87% | 2.02% |
"""

from auditor.catalogue import Check, Ratio, concepts

allowance_to_loans, loan_allowance, loans_total = concepts("allowance_to_loans loan_allowance loans_total")

CHECK = Check(
    code="BK112",
    name="allowance-ratio-does-not-divide",
    equation=Ratio(total=allowance_to_loans, over=loan_allowance, under=loans_total),
    severity="warning",
    prior=5.0,
    slack=1,
)
