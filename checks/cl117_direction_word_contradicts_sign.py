"""A sentence says that an amount rose where it fell, or the other way round.

What it checks
--------------
That a word of direction ("increased", "down", "a decline of") agrees with the two amounts between which it goes.

Why it matters
--------------
The figures may all be right, and the sentence still says the contrary.

Fails
-----
Gross profit decreased 86% to $7.0 million, compared to $3.7 million in 2002.

Consolidated Statements of Operations (in thousands)

| label             |   2003 |   2002 |
| Sales of products | 26,441 | 24,102 |
| Gross profit      |  6,955 |  3,734 |

Passes
------
Gross profit increased 86% to $7.0 million, compared to $3.7 million in 2002.

Consolidated Statements of Operations (in thousands)

| label             |   2003 |   2002 |
| Sales of products | 26,441 | 24,102 |
| Gross profit      |  6,955 |  3,734 |

Stays silent
------------
where the one is a loss and the other is not.

Net income decreased to $0.1 million in 2003, compared to a net loss of $1.6 million in 2002.

Consolidated Statements of Operations (in thousands)

| label             |   2003 |   2002 |
| Sales of products | 26,441 | 24,102 |
| Gross profit      |  6,955 |  3,734 |
"""

from auditor.catalogue import Check

CHECK = Check(code="CL117", name="direction-word-contradicts-sign", severity="warning", decided_by="claims")
