"""A bank schedule's interest does not sum to its total.

What it checks
--------------
That the interest earned on loans, on investments and on the rest (article 9) is INTEREST-TOTAL.

Why it matters
--------------
It is the top of a bank's statement, as machines read it.

Fails
-----
Financial data schedule (in thousands)

| label           |   1998 |   1997 |
| INTEREST-LOAN   | 31,442 | 33,108 |
| INTEREST-INVEST |  9,126 |  8,854 |
| INTEREST-OTHER  |    318 |    402 |
| INTEREST-TOTAL  | 48,086 | 42,364 |

Passes
------
Financial data schedule (in thousands)

| label           |   1998 |   1997 |
| INTEREST-LOAN   | 31,442 | 33,108 |
| INTEREST-INVEST |  9,126 |  8,854 |
| INTEREST-OTHER  |    318 |    402 |
| INTEREST-TOTAL  | 40,886 | 42,364 |

Stays silent
------------
where the schedule leaves out a tag.

Financial data schedule (in thousands)

| label          |   1998 |   1997 |
| INTEREST-LOAN  | 31,442 | 33,108 |
| INTEREST-OTHER |    318 |    402 |
| INTEREST-TOTAL | 40,886 | 42,364 |
"""

from auditor.catalogue import Check, Eq, concepts

interest_loan, interest_invest, interest_total = concepts("INTEREST-LOAN INTEREST-INVEST INTEREST-TOTAL")

CHECK = Check(
    code="FD104",
    name="bank-schedule-interest-does-not-sum",
    equation=Eq(interest_loan + interest_invest, interest_total),
    prior=4.0,
    optional="INTEREST-OTHER",
)
