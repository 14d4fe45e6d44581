"""A bank schedule's allowance does not roll forward.

What it checks
--------------
That ALLOWANCE-OPEN less CHARGE-OFFS, with RECOVERIES and LOAN-LOSSES, is ALLOWANCE-CLOSE (article 9).

Why it matters
--------------
The allowance also moves with loans bought and sold, so a failure is a remark; where it holds it vouches for five
tags.

Fails
-----
Financial data schedule (in thousands)

| label           |  1998 |  1997 |
| LOAN-LOSSES     | 1,850 | 2,040 |
| ALLOWANCE-OPEN  | 6,980 | 7,115 |
| CHARGE-OFFS     | 2,318 | 2,790 |
| RECOVERIES      |   644 |   615 |
| ALLOWANCE-CLOSE | 7,516 | 6,980 |

Passes
------
Financial data schedule (in thousands)

| label           |  1998 |  1997 |
| LOAN-LOSSES     | 1,850 | 2,040 |
| ALLOWANCE-OPEN  | 6,980 | 7,115 |
| CHARGE-OFFS     | 2,318 | 2,790 |
| RECOVERIES      |   644 |   615 |
| ALLOWANCE-CLOSE | 7,156 | 6,980 |

Stays silent
------------
where the schedule leaves out a tag.

Financial data schedule (in thousands)

| label           |  1998 |  1997 |
| LOAN-LOSSES     | 1,850 | 2,040 |
| ALLOWANCE-OPEN  | 6,980 | 7,115 |
| CHARGE-OFFS     | 2,318 | 2,790 |
| ALLOWANCE-CLOSE | 7,156 | 6,980 |
"""

from auditor.catalogue import Check, Eq, concepts

allowance_open, charge_offs, recoveries, loan_losses, allowance_close = concepts(
    "ALLOWANCE-OPEN CHARGE-OFFS RECOVERIES LOAN-LOSSES ALLOWANCE-CLOSE"
)

CHECK = Check(
    code="FD106",
    name="bank-schedule-allowance-does-not-roll-forward",
    equation=Eq(allowance_open - charge_offs + recoveries + loan_losses, allowance_close),
    severity="warning",
    prior=2.0,
)
