"""A printed quotient is not one row over the other.

What it checks
--------------
That a row which, in other columns, is one row divided by another (cost per ton, sales per square foot, a percentage
of sales) is so in every column, with every figure taken as the interval its last place allows.

Why it matters
--------------
Quotients are computed in one place, pasted in another, and go stale.

Fails
-----
Cost per ounce (dollars and ounces in thousands, except per ounce)

| label             |   2003 |   2002 |   2001 |   2000 |
| Total cash costs  | 13,736 | 17,359 | 16,102 | 15,848 |
| Divided by ounces |     95 |    134 |    121 |    118 |
| Cost per ounce    |    154 |    130 |    133 |    134 |

Passes
------
Cost per ounce (dollars and ounces in thousands, except per ounce)

| label             |   2003 |   2002 |   2001 |   2000 |
| Total cash costs  | 13,736 | 17,359 | 16,102 | 15,848 |
| Divided by ounces |     95 |    134 |    121 |    118 |
| Cost per ounce    |    145 |    130 |    133 |    134 |

Stays silent
------------
where the divisor is printed so coarsely that any quotient would pass.

Cost per ounce (dollars and ounces in millions, except per ounce)

| label             | 2003 | 2002 |
| Total cash costs  |   13 |   17 |
| Divided by ounces |    0 |    0 |
| Cost per ounce    |  145 |  130 |
"""

from auditor.catalogue import Check

CHECK = Check(code="RT101", name="quotient-does-not-divide", severity="error", decided_by="ratios")
