"""The effective tax rate is not the tax over the income before it.

What it checks
--------------
That the provision for income taxes divided by the income before tax is the printed rate.

Why it matters
--------------
The rate is explained at length in the notes; it should be the rate of this year's tax.

Fails
-----
Income taxes (in thousands)

| label                      |    2003 |    2002 |    2001 |
| Income before income taxes | 122,034 | 109,207 | 100,118 |
| Provision for income taxes |  19,300 |  16,741 |  14,527 |
| Effective tax rate         |   18.5% |   15.3% |   14.5% |

Passes
------
Income taxes (in thousands)

| label                      |    2003 |    2002 |    2001 |
| Income before income taxes | 122,034 | 109,207 | 100,118 |
| Provision for income taxes |  19,300 |  16,741 |  14,527 |
| Effective tax rate         |   15.8% |   15.3% |   14.5% |

Stays silent
------------
where the income before tax is not printed.

Income taxes (in thousands)

| label                      |   2003 |   2002 |   2001 |
| Provision for income taxes | 19,300 | 16,741 | 14,527 |
| Effective tax rate         |  15.8% |  15.3% |  14.5% |
"""

from auditor.catalogue import Check, Ratio, concepts

effective_tax_rate, income_tax, pretax_income = concepts("effective_tax_rate income_tax pretax_income")

CHECK = Check(
    code="MG105",
    name="effective-tax-rate-does-not-divide",
    equation=Ratio(total=effective_tax_rate, over=income_tax, under=pretax_income),
    severity="warning",
    prior=5.0,
    reaches="income_statement",
    slack=1,
)
