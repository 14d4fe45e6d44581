"""Income before tax is not operating income with other income.

What it checks
--------------
That operating income, the net of other income and expense, and interest where it is printed beside them, add up to
the income before tax.

Why it matters
--------------
The net of other income changes sign from period to period, and brackets are lost.

Fails
-----
Consolidated Statements of Income

| label                      |   2003 |    2002 |
| Operating income           | 17,366 |   3,132 |
| Total other income         |    212 | (1,003) |
| Income before income taxes | 17,758 |   2,129 |

Passes
------
Consolidated Statements of Income

| label                             |    2003 |  2002 |
| Loss from operations              | (1,194) | (568) |
| Interest expense                  |      12 |    -- |
| Other income, net                 |     885 |   808 |
| Income (loss) before income taxes |   (321) |   240 |

Stays silent
------------
when other income is listed without a net; footing the column is then what checks it.

Consolidated Statements of Income

| label                      |   2003 |  2002 |
| Operating income           | 17,366 | 3,132 |
| Gain on investments        |    212 | 1,003 |
| Income before income taxes | 17,578 | 4,135 |
"""

from auditor.catalogue import Check, Eq, concepts

operating_income, other_income_net, pretax_income = concepts("operating_income other_income_net pretax_income")

CHECK = Check(
    code="IS107",
    name="pretax-income-does-not-tie",
    equation=Eq(operating_income + other_income_net, pretax_income),
    prior=6.0,
    optional="interest_expense equity_in_earnings",
)
