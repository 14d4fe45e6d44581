"""Shareholders' and noncontrolling interests do not sum to total equity.

What it checks
--------------
That the equity of the company's shareholders and the noncontrolling interests add up to total equity.

Why it matters
--------------
Since 2009 both stand inside equity, and the total is one line further from the figures it sums.

Fails
-----
Consolidated Balance Sheets

| label                                          |    2009 |    2008 |
| Total Example Corporation stockholders' equity |  91,914 |  86,648 |
| Noncontrolling interests                       |     647 |     469 |
| Total equity                                   |  92,651 |  87,117 |
| Total liabilities and equity                   | 164,621 | 161,165 |

Passes
------
Consolidated Balance Sheets

| label                                          |    2009 |    2008 |
| Total Example Corporation stockholders' equity |  91,914 |  86,648 |
| Noncontrolling interests                       |     647 |     469 |
| Total equity                                   |  92,561 |  87,117 |
| Total liabilities and equity                   | 164,621 | 161,165 |

Stays silent
------------
when equity is not divided.

Consolidated Balance Sheets

| label                        |    2009 |    2008 |
| Total stockholders' equity   |  92,561 |  87,117 |
| Total liabilities and equity | 164,621 | 161,165 |
"""

from auditor.catalogue import Check, Eq, concepts

total_parent_equity, minority_interest_bs, total_equity = concepts(
    "total_parent_equity minority_interest_bs total_equity"
)

CHECK = Check(
    code="BS106",
    name="equity-does-not-sum",
    equation=Eq(total_parent_equity + minority_interest_bs, total_equity),
    prior=8.0,
)
