"""Income to common shareholders is not net income less preferred dividends.

What it checks
--------------
That net income less the dividends on preferred stock is the income applicable to common shareholders.

Why it matters
--------------
Earnings per share rest on this line, not on net income.

Fails
-----
Consolidated Statements of Income

| label                                    |   2003 |   2002 |
| Net income                               | 17,460 | 15,330 |
| Preferred stock dividends                |    651 |    560 |
| Income applicable to common shareholders | 16,890 | 14,770 |

Passes
------
Consolidated Statements of Income

| label                                  |     2003 |     2002 |
| Net income (loss)                      | (17,460) |    1,533 |
| Preferred stock dividends              |    (651) | (18,560) |
| Loss applicable to common shareholders | (18,111) | (17,027) |

Stays silent
------------
when preferred dividends are not printed.

Consolidated Statements of Income

| label                                    |   2003 |   2002 |
| Net income                               | 17,460 | 15,330 |
| Income applicable to common shareholders | 16,809 | 14,770 |
"""

from auditor.catalogue import Check, Eq, concepts

net_income, preferred_dividends, income_to_common = concepts("net_income preferred_dividends income_to_common")

CHECK = Check(
    code="IS105",
    name="income-to-common-does-not-tie",
    equation=Eq(net_income - preferred_dividends, income_to_common),
    prior=8.0,
)
