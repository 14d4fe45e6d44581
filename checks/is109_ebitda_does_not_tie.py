"""EBITDA is not net income with interest, taxes, depreciation and amortization.

What it checks
--------------
That net income, income taxes, and depreciation and amortization, with interest where it is printed, add up to
EBITDA.

Why it matters
--------------
The measure is reconciled by hand below the statements, with signs turned.

Fails
-----
Reconciliation of net income to EBITDA (in thousands)

| label                         |   2003 |   2002 |
| Net income                    | 12,306 |  9,118 |
| Interest expense              |  3,410 |  3,552 |
| Provision for income taxes    |  6,204 |  4,790 |
| Depreciation and amortization | 11,870 | 11,244 |
| EBITDA                        | 37,390 | 28,704 |

Passes
------
Reconciliation of net income to EBITDA (in thousands)

| label                         |   2003 |   2002 |
| Net income                    | 12,306 |  9,118 |
| Interest expense              |  3,410 |  3,552 |
| Provision for income taxes    |  6,204 |  4,790 |
| Depreciation and amortization | 11,870 | 11,244 |
| EBITDA                        | 33,790 | 28,704 |

Stays silent
------------
where depreciation is not printed.

Reconciliation of net income to EBITDA (in thousands)

| label                      |   2003 |   2002 |
| Net income                 | 12,306 |  9,118 |
| Interest expense           |  3,410 |  3,552 |
| Provision for income taxes |  6,204 |  4,790 |
| EBITDA                     | 33,790 | 28,704 |
"""

from auditor.catalogue import Check, Eq, concepts

net_income, income_tax, depreciation_and_amortization, ebitda = concepts(
    "net_income income_tax depreciation_and_amortization ebitda"
)

CHECK = Check(
    code="IS109",
    name="ebitda-does-not-tie",
    equation=Eq(net_income + income_tax + depreciation_and_amortization, ebitda),
    prior=6.0,
    optional="total_interest_expense interest_income net_interest_income",
    instead={"depreciation_and_amortization": "depreciation"},
)
