"""A bank schedule's net interest income is not interest less interest expense.

What it checks
--------------
That INTEREST-TOTAL less INTEREST-EXPENSE is INTEREST-INCOME-NET (article 9).

Why it matters
--------------
The net is the tag that ratios of banks were computed from.

Fails
-----
Financial data schedule (in thousands)

| label               |   1998 |   1997 |
| INTEREST-TOTAL      | 40,886 | 42,364 |
| INTEREST-EXPENSE    | 14,534 | 17,589 |
| INTEREST-INCOME-NET | 26,532 | 24,775 |

Passes
------
Financial data schedule (in thousands)

| label               |   1998 |   1997 |
| INTEREST-TOTAL      | 40,886 | 42,364 |
| INTEREST-EXPENSE    | 14,534 | 17,589 |
| INTEREST-INCOME-NET | 26,352 | 24,775 |

Stays silent
------------
where the schedule leaves out a tag.

Financial data schedule (in thousands)

| label               |   1998 |   1997 |
| INTEREST-TOTAL      | 40,886 | 42,364 |
| INTEREST-INCOME-NET | 26,352 | 24,775 |
"""

from auditor.catalogue import Check, Eq, concepts

interest_total, interest_expense, interest_income_net = concepts("INTEREST-TOTAL INTEREST-EXPENSE INTEREST-INCOME-NET")

CHECK = Check(
    code="FD105",
    name="bank-schedule-net-interest-does-not-tie",
    equation=Eq(interest_total - interest_expense, interest_income_net),
    prior=4.0,
)
