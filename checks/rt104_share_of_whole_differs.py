"""A printed percentage is not its amount's share of the whole.

What it checks
--------------
That each percentage beside a column of amounts is that amount divided by the one beside which 100 % is printed, with
every figure taken as the interval its last place allows.

Why it matters
--------------
A column of shares often still adds to 100 when an amount beside it has gone wrong: the two bear each other out.

Fails
-----
Loans by kind (dollars in thousands)

| label                   |  Amount | Percent |
| Commercial              | 312,411 |   31.4% |
| Construction            | 145,922 |   14.6% |
| Residential             | 261,287 |   62.2% |
| Home equity             | 110,714 |   11.1% |
| Installment             |  98,303 |    9.9% |
| Other                   |  67,448 |    6.8% |
| Total loans             | 996,085 |  100.0% |

Passes
------
Loans by kind (dollars in thousands)

| label                   |  Amount | Percent |
| Commercial              | 312,411 |   31.4% |
| Construction            | 145,922 |   14.6% |
| Residential             | 261,287 |   26.2% |
| Home equity             | 110,714 |   11.1% |
| Installment             |  98,303 |    9.9% |
| Other                   |  67,448 |    6.8% |
| Total loans             | 996,085 |  100.0% |

Stays silent
------------
where the percentages are yields.

Loans by kind (dollars in thousands)

| label                   |  Amount |   Yield |
| Commercial              | 312,411 |    8.4% |
| Construction            | 145,922 |    9.6% |
| Residential             | 261,287 |    7.2% |
| Total loans             | 719,620 |    8.2% |
"""

from auditor.catalogue import Check

CHECK = Check(code="RT104", name="share-of-whole-differs", severity="error", decided_by="ratios")
