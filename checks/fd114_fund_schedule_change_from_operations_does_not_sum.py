"""A fund schedule's change from operations is not its income and gains.

What it checks
--------------
That NET-INVESTMENT-INCOME, REALIZED-GAINS-CURRENT and APPREC-INCREASE-CURRENT are NET-CHANGE-FROM-OPS (article 6).

Why it matters
--------------
Realized and unrealized gains change sign, each by itself.

Fails
-----
Financial data schedule (in thousands)

| label                   |    1998 |    1997 |
| NET-INVESTMENT-INCOME   |  14,118 |  13,870 |
| REALIZED-GAINS-CURRENT  |  21,306 | (4,411) |
| APPREC-INCREASE-CURRENT | (8,204) |  30,118 |
| NET-CHANGE-FROM-OPS     |  22,720 |  39,577 |

Passes
------
Financial data schedule (in thousands)

| label                   |    1998 |    1997 |
| NET-INVESTMENT-INCOME   |  14,118 |  13,870 |
| REALIZED-GAINS-CURRENT  |  21,306 | (4,411) |
| APPREC-INCREASE-CURRENT | (8,204) |  30,118 |
| NET-CHANGE-FROM-OPS     |  27,220 |  39,577 |

Stays silent
------------
where the schedule leaves out a tag.

Financial data schedule (in thousands)

| label                   |    1998 |   1997 |
| NET-INVESTMENT-INCOME   |  14,118 | 13,870 |
| APPREC-INCREASE-CURRENT | (8,204) | 30,118 |
| NET-CHANGE-FROM-OPS     |  27,220 | 39,577 |
"""

from auditor.catalogue import Check, Eq, concepts

net_investment_income, realized_gains_current, apprec_increase_current, net_change_from_ops = concepts(
    "NET-INVESTMENT-INCOME REALIZED-GAINS-CURRENT APPREC-INCREASE-CURRENT NET-CHANGE-FROM-OPS"
)

CHECK = Check(
    code="FD114",
    name="fund-schedule-change-from-operations-does-not-sum",
    equation=Eq(net_investment_income + realized_gains_current + apprec_increase_current, net_change_from_ops),
    prior=4.0,
)
