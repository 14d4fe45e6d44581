"""The loss ratio is not losses over premiums earned.

What it checks
--------------
That the losses and loss adjustment expenses divided by the premiums earned are the printed loss ratio.

Why it matters
--------------
It is half of the ratio an insurer is judged by.

Fails
-----
Underwriting results (in thousands)

| label                               |   2003 |   2002 |   2001 |
| Premiums earned                     | 84,112 | 79,406 | 75,380 |
| Losses and loss adjustment expenses | 61,730 | 60,118 | 55,255 |
| Loss ratio                          |  74.3% |  75.7% |  73.3% |

Passes
------
Underwriting results (in thousands)

| label                               |   2003 |   2002 |   2001 |
| Premiums earned                     | 84,112 | 79,406 | 75,380 |
| Losses and loss adjustment expenses | 61,730 | 60,118 | 55,255 |
| Loss ratio                          |  73.4% |  75.7% |  73.3% |

Stays silent
------------
where the premiums are not printed.

Underwriting results (in thousands)

| label                               |   2003 |   2002 |   2001 |
| Losses and loss adjustment expenses | 61,730 | 60,118 | 55,255 |
| Loss ratio                          |  73.4% |  75.7% |  73.3% |
"""

from auditor.catalogue import Check, Ratio, concepts

loss_ratio, insured_losses, premiums = concepts("loss_ratio insured_losses premiums")

CHECK = Check(
    code="IN102",
    name="loss-ratio-does-not-divide",
    equation=Ratio(total=loss_ratio, over=insured_losses, under=premiums),
    severity="warning",
    prior=5.0,
    slack=1,
)
