"""A bank's income before tax is not its revenue less expense and provision.

What it checks
--------------
That total revenue less noninterest expense and the provision for credit losses is the income before tax.

Why it matters
--------------
It is how supplements and segment tables of large banks are laid out, with the provision on either side of the
expenses.

Fails
-----
Consumer banking (in millions)

| label                       |  2003 |  2002 |
| Total revenue               | 8,733 | 8,804 |
| Provision for credit losses |   126 | (518) |
| Noninterest expense         | 6,126 | 6,053 |
| Income before income taxes  | 2,841 | 3,269 |
| Income tax expense          |   619 |   818 |
| Net income                  | 1,862 | 2,451 |

Passes
------
Consumer banking (in millions)

| label                       |  2003 |  2002 |
| Total revenue               | 8,733 | 8,804 |
| Provision for credit losses |   126 | (518) |
| Noninterest expense         | 6,126 | 6,053 |
| Income before income taxes  | 2,481 | 3,269 |
| Income tax expense          |   619 |   818 |
| Net income                  | 1,862 | 2,451 |

Stays silent
------------
where the income before tax is left out.

Consumer banking (in millions)

| label                       |  2003 |  2002 |
| Total revenue               | 8,733 | 8,804 |
| Provision for credit losses |   126 | (518) |
| Noninterest expense         | 6,126 | 6,053 |
| Income tax expense          |   619 |   818 |
| Net income                  | 1,862 | 2,451 |
"""

from auditor.catalogue import Check, Eq, concepts

sales, noninterest_expense, credit_provision, pretax_income = concepts(
    "sales noninterest_expense credit_provision pretax_income"
)

CHECK = Check(
    code="BK105",
    name="bank-revenue-does-not-lead-to-pretax-income",
    equation=Eq(sales - noninterest_expense - credit_provision, pretax_income),
    silenced_by="net_interest_income_after_provision",
    spans=True,
)
