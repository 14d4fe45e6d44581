"""The combined ratio is not the loss ratio and the expense ratio.

What it checks
--------------
That the loss ratio and the expense ratio add up to the combined ratio.

Why it matters
--------------
Above one hundred an insurer loses money on what it insures; a digit decides.

Fails
-----
Underwriting ratios

| label          |  2003 |   2002 |  2001 |
| Loss ratio     | 73.4% |  75.7% | 73.3% |
| Expense ratio  | 26.1% |  25.8% | 26.6% |
| Combined ratio | 95.9% | 101.5% | 99.9% |

Passes
------
Underwriting ratios

| label          |  2003 |   2002 |  2001 |
| Loss ratio     | 73.4% |  75.7% | 73.3% |
| Expense ratio  | 26.1% |  25.8% | 26.6% |
| Combined ratio | 99.5% | 101.5% | 99.9% |

Stays silent
------------
where the expense ratio is not printed.

Underwriting ratios

| label          |  2003 |   2002 |  2001 |
| Loss ratio     | 73.4% |  75.7% | 73.3% |
| Combined ratio | 99.5% | 101.5% | 99.9% |
"""

from auditor.catalogue import Check, Eq, concepts

loss_ratio, expense_ratio, combined_ratio = concepts("loss_ratio expense_ratio combined_ratio")

CHECK = Check(
    code="IN103",
    name="combined-ratio-does-not-sum",
    equation=Eq(loss_ratio + expense_ratio, combined_ratio),
    prior=6.0,
)
