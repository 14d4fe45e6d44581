"""Liabilities and equity do not sum to their total.

What it checks
--------------
That total liabilities, what is printed between (minority interest, redeemable stock) and total equity add up to
total liabilities and equity. Lines of other names between the two are taken in where they make it exact.

Why it matters
--------------
It is the lower half of the balance sheet in one line, and catches a subtotal whose own parts are not printed.

Fails
-----
Consolidated Balance Sheets

| label                                      |    2003 |    2002 |
| Total liabilities                          | 104,209 |  88,211 |
| Common stock                               |  27,623 |  21,547 |
| Other equity                               | 131,976 |  50,383 |
| Total shareholders' equity                 | 159,959 |  71,930 |
| Total liabilities and shareholders' equity | 263,808 | 160,141 |

Passes
------
Consolidated Balance Sheets

| label                                      |    2003 |    2002 |
| Total liabilities                          | 104,209 |  88,211 |
| Minority interest                          |   1,000 |      -- |
| Notes that holders may redeem (see Note 9) |     500 |      -- |
| Total shareholders' equity                 | 158,099 |  71,930 |
| Total liabilities and shareholders' equity | 263,808 | 160,141 |

Stays silent
------------
when total liabilities are not printed, as many companies choose.

Consolidated Balance Sheets

| label                                      |    2003 |    2002 |
| Total current liabilities                  |  33,992 |  35,207 |
| Total shareholders' equity                 | 159,599 |  71,930 |
| Total liabilities and shareholders' equity | 263,808 | 160,141 |
"""

from auditor.catalogue import Check, Eq, concepts

total_liabilities, total_equity, total_liabilities_and_equity = concepts(
    "total_liabilities total_equity total_liabilities_and_equity"
)

CHECK = Check(
    code="BS102",
    name="liabilities-and-equity-do-not-sum",
    equation=Eq(total_liabilities + total_equity, total_liabilities_and_equity),
    prior=12.0,
    optional="minority_interest_bs temporary_equity",
    is_expected=True,
)
