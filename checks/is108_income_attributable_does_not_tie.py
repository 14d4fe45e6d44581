"""Income attributable to the company is not net income less the minority share.

What it checks
--------------
That consolidated net income less what belongs to noncontrolling interests is the net income attributable to the
company.

Why it matters
--------------
The two figures stand lines apart and are quoted for one another.

Fails
-----
Consolidated Statements of Income

| label                                                     |   2009 |   2008 |
| Net income                                                | 10,563 | 24,931 |
| Less: Net income attributable to noncontrolling interests |     80 |    100 |
| Net income attributable to Example Corporation            | 10,843 | 24,831 |

Passes
------
Consolidated Statements of Income

| label                                                     |   2009 |   2008 |
| Net income                                                | 10,563 | 24,931 |
| Less: Net income attributable to noncontrolling interests |     80 |    100 |
| Net income attributable to Example Corporation            | 10,483 | 24,831 |

Stays silent
------------
when the minority share is not printed.

Consolidated Statements of Income

| label                                          |   2009 |   2008 |
| Net income                                     | 10,563 | 24,931 |
| Net income attributable to Example Corporation | 10,483 | 24,831 |
"""

from auditor.catalogue import Check, Eq, concepts

net_income, minority_interest, net_income_parent = concepts("net_income minority_interest net_income_parent")

CHECK = Check(
    code="IS108",
    name="income-attributable-does-not-tie",
    equation=Eq(net_income - minority_interest, net_income_parent),
    prior=8.0,
)
