"""Funds from operations do not follow from net income.

What it checks
--------------
That net income with the depreciation of real estate, less gains on sales of property and with impairments where they
are printed, is the funds from operations.

Why it matters
--------------
The measure is defined by an association, not by accounting standards, and computed on a separate sheet.

Fails
-----
Reconciliation of net income to funds from operations (in thousands)

| label                                     |    2003 |    2002 |
| Net income                                |  24,118 |  19,306 |
| Real estate depreciation and amortization |  31,554 |  29,870 |
| Gain on sale of real estate               | (6,212) | (1,045) |
| Funds from operations                     |  49,640 |  48,131 |

Passes
------
Reconciliation of net income to funds from operations (in thousands)

| label                                     |    2003 |    2002 |
| Net income                                |  24,118 |  19,306 |
| Real estate depreciation and amortization |  31,554 |  29,870 |
| Gain on sale of real estate               | (6,212) | (1,045) |
| Funds from operations                     |  49,460 |  48,131 |

Stays silent
------------
where depreciation is not printed.

Reconciliation of net income to funds from operations (in thousands)

| label                       |    2003 |    2002 |
| Net income                  |  24,118 |  19,306 |
| Gain on sale of real estate | (6,212) | (1,045) |
| Funds from operations       |  49,460 |  48,131 |
"""

from auditor.catalogue import Check, Eq, concepts

net_income, real_estate_depreciation, funds_from_operations = concepts(
    "net_income real_estate_depreciation funds_from_operations"
)

CHECK = Check(
    code="RE101",
    name="funds-from-operations-do-not-tie",
    equation=Eq(net_income + real_estate_depreciation, funds_from_operations),
    prior=6.0,
    optional="property_gains property_impairment",
    instead={"real_estate_depreciation": "depreciation_and_amortization", "net_income": "income_to_common"},
)
