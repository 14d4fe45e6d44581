"""A sentence tells another percentage of change than its amounts give.

What it checks
--------------
That a percentage told in a sentence ("a 62% increase") lies within what the two amounts admit between which it
goes: those of its own clause, the cells of the row that they are the amounts of, or that row's comparative. What
words such as "about" and "more than" widen is granted. Changes reckoned otherwise (in constant currency, organic)
are left alone.

Why it matters
--------------
Growth is what a release is read for, and it is worked out by hand.

Fails
-----
Gross profit in 2003 was $7.0 million, an increase of 68% compared to $3.7 million in 2002.

Consolidated Statements of Operations (in thousands)

| label             |   2003 |   2002 |
| Sales of products | 26,441 | 24,102 |
| Gross profit      |  6,955 |  3,734 |

Passes
------
Gross profit in 2003 was $7.0 million, an increase of 86% compared to $3.7 million in 2002.

Consolidated Statements of Operations (in thousands)

| label             |   2003 |   2002 |
| Sales of products | 26,441 | 24,102 |
| Gross profit      |  6,955 |  3,734 |

Stays silent
------------
where the change is reckoned on another basis than the amounts.

Gross profit in 2003 was $7.0 million, an increase of 68% in constant currency, compared to $3.7 million in 2002.

Consolidated Statements of Operations (in thousands)

| label             |   2003 |   2002 |
| Sales of products | 26,441 | 24,102 |
| Gross profit      |  6,955 |  3,734 |
"""

from auditor.catalogue import Check

CHECK = Check(code="CL111", name="told-change-differs", severity="warning", decided_by="claims")
