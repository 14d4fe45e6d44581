"""An insurer schedule's reserve does not roll forward.

What it checks
--------------
That RESERVE-OPEN with the provisions for this and for prior years, less the payments for both, is RESERVE-CLOSE
(article 7).

Why it matters
--------------
The development of reserves is what an insurer's accounts turn on.

Fails
-----
Financial data schedule (in thousands)

| label             |    1998 |   1997 |
| RESERVE-OPEN      |  61,204 | 58,930 |
| PROVISION-CURRENT |  40,118 | 38,772 |
| PROVISION-PRIOR   | (1,206) |    415 |
| PAYMENTS-CURRENT  |  18,440 | 17,905 |
| PAYMENTS-PRIOR    |  19,870 | 19,008 |
| RESERVE-CLOSE     |  68,106 | 61,204 |

Passes
------
Financial data schedule (in thousands)

| label             |    1998 |   1997 |
| RESERVE-OPEN      |  61,204 | 58,930 |
| PROVISION-CURRENT |  40,118 | 38,772 |
| PROVISION-PRIOR   | (1,206) |    415 |
| PAYMENTS-CURRENT  |  18,440 | 17,905 |
| PAYMENTS-PRIOR    |  19,870 | 19,008 |
| RESERVE-CLOSE     |  61,806 | 61,204 |

Stays silent
------------
where the schedule leaves out a tag.

Financial data schedule (in thousands)

| label             |    1998 |   1997 |
| PROVISION-CURRENT |  40,118 | 38,772 |
| PROVISION-PRIOR   | (1,206) |    415 |
| PAYMENTS-CURRENT  |  18,440 | 17,905 |
| PAYMENTS-PRIOR    |  19,870 | 19,008 |
| RESERVE-CLOSE     |  61,806 | 61,204 |
"""

from auditor.catalogue import Check, Eq, concepts

reserve_open, provision_current, provision_prior, payments_current, payments_prior, reserve_close = concepts(
    "RESERVE-OPEN PROVISION-CURRENT PROVISION-PRIOR PAYMENTS-CURRENT PAYMENTS-PRIOR RESERVE-CLOSE"
)

CHECK = Check(
    code="FD108",
    name="insurance-schedule-reserve-does-not-roll-forward",
    equation=Eq(reserve_open + provision_current + provision_prior - payments_current - payments_prior, reserve_close),
    prior=4.0,
)
