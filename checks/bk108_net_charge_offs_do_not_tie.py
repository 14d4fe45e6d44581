"""Net charge-offs are not charge-offs less recoveries.

What it checks
--------------
That the loans charged off less the recoveries of earlier ones are the net charge-offs.

Why it matters
--------------
The net is what every ratio of credit quality is made of.

Fails
-----
Allowance for loan losses (in thousands)

| label           |  2003 |  2002 |
| Charge-offs     | 2,318 | 2,790 |
| Recoveries      |   644 |   512 |
| Net charge-offs | 1,764 | 2,278 |

Passes
------
Allowance for loan losses (in thousands)

| label           |  2003 |  2002 |
| Charge-offs     | 2,318 | 2,790 |
| Recoveries      |   644 |   512 |
| Net charge-offs | 1,674 | 2,278 |

Stays silent
------------
where recoveries are not printed.

Allowance for loan losses (in thousands)

| label           |  2003 |  2002 |
| Charge-offs     | 2,318 | 2,790 |
| Net charge-offs | 1,674 | 2,278 |
"""

from auditor.catalogue import Check, Eq, concepts

charge_offs, recoveries, net_charge_offs = concepts("charge_offs recoveries net_charge_offs")

CHECK = Check(
    code="BK108",
    name="net-charge-offs-do-not-tie",
    equation=Eq(charge_offs - recoveries, net_charge_offs),
    prior=10.0,
)
