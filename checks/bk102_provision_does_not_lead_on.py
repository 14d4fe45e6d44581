"""Net interest income after the provision is not net interest income less the provision.

What it checks
--------------
That net interest income less the provision for credit losses is the net interest income after it.

Why it matters
--------------
The provision turns into a release now and then, and its brackets are lost.

Fails
-----
Consolidated Statements of Income (in thousands)

| label                                               |   2003 |   2002 |
| Net interest income                                 | 26,034 | 24,373 |
| Provision for loan losses                           |  1,580 |  (420) |
| Net interest income after provision for loan losses | 24,184 | 24,793 |

Passes
------
Consolidated Statements of Income (in thousands)

| label                                               |   2003 |   2002 |
| Net interest income                                 | 26,034 | 24,373 |
| Provision for loan losses                           |  1,850 |  (420) |
| Net interest income after provision for loan losses | 24,184 | 24,793 |

Stays silent
------------
where the provision is listed among the expenses.

Consolidated Statements of Income (in thousands)

| label                     |   2003 |   2002 |
| Net interest income       | 26,034 | 24,373 |
| Provision for loan losses |  1,850 |  (420) |
"""

from auditor.catalogue import Check, Eq, concepts

net_interest_income, credit_provision, net_interest_income_after_provision = concepts(
    "net_interest_income credit_provision net_interest_income_after_provision"
)

CHECK = Check(
    code="BK102",
    name="provision-does-not-lead-on",
    equation=Eq(net_interest_income - credit_provision, net_interest_income_after_provision),
    prior=12.0,
)
