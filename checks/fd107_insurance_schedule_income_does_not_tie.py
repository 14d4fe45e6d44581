"""An insurer schedule's income before tax is not its revenues less its benefits and costs.

What it checks
--------------
That PREMIUMS, INVESTMENT-INCOME and INVESTMENT-GAINS, with OTHER-INCOME, less BENEFITS, UNDERWRITING-AMORTIZATION
and UNDERWRITING-OTHER are INCOME-PRETAX (article 7).

Why it matters
--------------
It takes in the whole statement of an insurer in one sum.

Fails
-----
Financial data schedule (in thousands)

| label                     |    1998 |   1997 |
| PREMIUMS                  |  84,112 | 79,406 |
| INVESTMENT-INCOME         |  11,950 | 12,218 |
| INVESTMENT-GAINS          | (1,204) |    655 |
| OTHER-INCOME              |     310 |    288 |
| BENEFITS                  |  61,730 | 60,118 |
| UNDERWRITING-AMORTIZATION |   9,114 |  8,870 |
| UNDERWRITING-OTHER        |  12,470 | 11,905 |
| INCOME-PRETAX             |  11,584 | 11,674 |

Passes
------
Financial data schedule (in thousands)

| label                     |    1998 |   1997 |
| PREMIUMS                  |  84,112 | 79,406 |
| INVESTMENT-INCOME         |  11,950 | 12,218 |
| INVESTMENT-GAINS          | (1,204) |    655 |
| OTHER-INCOME              |     310 |    288 |
| BENEFITS                  |  61,730 | 60,118 |
| UNDERWRITING-AMORTIZATION |   9,114 |  8,870 |
| UNDERWRITING-OTHER        |  12,470 | 11,905 |
| INCOME-PRETAX             |  11,854 | 11,674 |

Stays silent
------------
where the schedule leaves out a tag.

Financial data schedule (in thousands)

| label                     |    1998 |   1997 |
| PREMIUMS                  |  84,112 | 79,406 |
| INVESTMENT-INCOME         |  11,950 | 12,218 |
| INVESTMENT-GAINS          | (1,204) |    655 |
| OTHER-INCOME              |     310 |    288 |
| UNDERWRITING-AMORTIZATION |   9,114 |  8,870 |
| UNDERWRITING-OTHER        |  12,470 | 11,905 |
| INCOME-PRETAX             |  11,854 | 11,674 |
"""

from auditor.catalogue import Check, Eq, concepts

(
    premiums,
    investment_income,
    investment_gains,
    benefits,
    underwriting_amortization,
    underwriting_other,
    income_pretax,
) = concepts(
    "PREMIUMS INVESTMENT-INCOME INVESTMENT-GAINS BENEFITS UNDERWRITING-AMORTIZATION UNDERWRITING-OTHER INCOME-PRETAX"
)

CHECK = Check(
    code="FD107",
    name="insurance-schedule-income-does-not-tie",
    equation=Eq(
        premiums + investment_income + investment_gains - benefits - underwriting_amortization - underwriting_other,
        income_pretax,
    ),
    prior=4.0,
    optional="OTHER-INCOME",
)
