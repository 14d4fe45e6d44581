"""An instance reports one fact twice, with values that no rounding explains.

What it checks
--------------
That facts of one name, entity, period, set of members and unit agree: with the same value ("complete" duplicates), or
with values that one true value explains, each within its declared decimals ("consistent" ones).

Why it matters
--------------
Whoever reads the instance takes one of the two without knowing of the other.

Fails
-----
Facts (in thousands)

| label      |   2003 |
| Net income | 12,341 |
| Net income | 12,431 |

Passes
------
Facts (in thousands)

| label      |   2003 |
| Net income | 12,341 |
| Net income | 12,341 |

Stays silent
------------
where the facts are of different periods.

Facts (in thousands)

| label      |   2003 |   2002 |
| Net income | 12,341 | 12,431 |
"""

from auditor.catalogue import Check

CHECK = Check(code="XB102", name="reported-twice-unlike", severity="error", decided_by="linkbase")
