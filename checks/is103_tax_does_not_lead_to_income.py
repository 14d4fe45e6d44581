"""Income after tax is not income before tax less the tax.

What it checks
--------------
That income before tax less the tax is the income from continuing operations, or, where none is printed, the net
income. A tax printed in brackets is already taken away; the reading that fits the row as a whole is used for all
its columns.

Why it matters
--------------
The tax line is retyped in notes, highlights and the discussion, and errors travel with it.

Fails
-----
Consolidated Statements of Income

| label                      |      2003 |      2002 |
| Income before income taxes | 9,409,000 | 7,120,000 |
| Income tax expense         | 3,802,000 | 2,877,000 |
| Net income                 | 5,670,000 | 4,243,000 |

Passes
------
Consolidated Statements of Income

| label                                    |     2003 |  2002 |
| Income (loss) before income taxes        | (17,154) | 2,129 |
| Income tax provision                     |    (306) |  (56) |
| Income (loss) from continuing operations | (17,460) | 2,073 |
| Discontinued operations                  |       -- | (540) |
| Net income (loss)                        | (17,460) | 1,533 |

Stays silent
------------
when no tax is printed between the two.

Consolidated Statements of Income

| label                      |  2003 |  2002 |
| Income before income taxes | 9,409 | 7,120 |
| Net income                 | 5,607 | 4,243 |
"""

from auditor.catalogue import Check, Eq, concepts

pretax_income, income_tax, income_continuing = concepts("pretax_income income_tax income_continuing")

CHECK = Check(
    code="IS103",
    name="tax-does-not-lead-to-income",
    equation=Eq(pretax_income - income_tax, income_continuing),
    prior=8.0,
    optional="minority_interest equity_in_earnings cumulative_effect discontinued extraordinary",
    instead={"income_continuing": "net_income"},
    is_expected=True,
)
