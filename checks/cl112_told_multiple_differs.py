"""A sentence tells another multiple than its amounts give.

What it checks
--------------
That "doubled", "nearly tripled" or "nine-fold" is what the new amount over the old one admits.

Why it matters
--------------
Such words are easily written from memory.

Fails
-----
Gross profit tripled from $3.7 million in 2002 to $7.0 million in 2003.

Consolidated Statements of Operations (in thousands)

| label             |   2003 |   2002 |
| Sales of products | 26,441 | 24,102 |
| Gross profit      |  6,955 |  3,734 |

Passes
------
Gross profit nearly doubled from $3.7 million in 2002 to $7.0 million in 2003.

Consolidated Statements of Operations (in thousands)

| label             |   2003 |   2002 |
| Sales of products | 26,441 | 24,102 |
| Gross profit      |  6,955 |  3,734 |

Stays silent
------------
where a sentence only expects it.

We expect that gross profit will have tripled from $3.7 million in 2002 to $7.0 million in 2003.

Consolidated Statements of Operations (in thousands)

| label             |   2003 |   2002 |
| Sales of products | 26,441 | 24,102 |
| Gross profit      |  6,955 |  3,734 |
"""

from auditor.catalogue import Check

CHECK = Check(code="CL112", name="told-multiple-differs", severity="warning", decided_by="claims")
