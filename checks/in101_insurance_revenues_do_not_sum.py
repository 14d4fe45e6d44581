"""Premiums, investment income, gains and fees do not sum to total revenues.

What it checks
--------------
That premiums and investment income, with realized gains and fees where they are printed between them and the total,
are an insurer's total revenues.

Why it matters
--------------
Realized gains change sign from year to year.

Fails
-----
Consolidated Statements of Income (in thousands)

| label                               |    2003 |   2002 |
| Premiums earned                     |  84,112 | 79,406 |
| Net investment income               |  11,950 | 12,218 |
| Net realized gains (losses)         | (1,204) |    655 |
| Total revenues                      |  94,588 | 92,279 |
| Losses and loss adjustment expenses |  61,730 | 60,118 |

Passes
------
Consolidated Statements of Income (in thousands)

| label                               |    2003 |   2002 |
| Premiums earned                     |  84,112 | 79,406 |
| Net investment income               |  11,950 | 12,218 |
| Net realized gains (losses)         | (1,204) |    655 |
| Total revenues                      |  94,858 | 92,279 |
| Losses and loss adjustment expenses |  61,730 | 60,118 |

Stays silent
------------
where the income from investments is not printed.

Consolidated Statements of Income (in thousands)

| label                               |    2003 |   2002 |
| Premiums earned                     |  84,112 | 79,406 |
| Net realized gains (losses)         | (1,204) |    655 |
| Total revenues                      |  94,858 | 92,279 |
| Losses and loss adjustment expenses |  61,730 | 60,118 |
"""

from auditor.catalogue import Check, Eq, concepts

premiums, investment_income, sales = concepts("premiums investment_income sales")

CHECK = Check(
    code="IN101",
    name="insurance-revenues-do-not-sum",
    equation=Eq(premiums + investment_income, sales),
    optional="realized_gains insurance_fees",
)
