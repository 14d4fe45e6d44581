"""A sentence tells another amount of change than its amounts give.

What it checks
--------------
That an amount of change told in a sentence ("up $28 million") is the difference of the two amounts between which it
goes, within the places to which all three are told.

Why it matters
--------------
The difference is worked out by hand, and the two amounts are copied.

Fails
-----
Sales increased $3.2 million to $26.4 million, compared to $24.1 million in 2002.

Consolidated Statements of Operations (in thousands)

| label             |   2003 |   2002 |
| Sales of products | 26,441 | 24,102 |
| Gross profit      |  6,955 |  3,734 |

Passes
------
Sales increased $2.3 million to $26.4 million, compared to $24.1 million in 2002.

Consolidated Statements of Operations (in thousands)

| label             |   2003 |   2002 |
| Sales of products | 26,441 | 24,102 |
| Gross profit      |  6,955 |  3,734 |

Stays silent
------------
where the sentence does not print between which amounts, and no row is sure.

The change in mix increased sales by $3.2 million.

Consolidated Statements of Operations (in thousands)

| label             |   2003 |   2002 |
| Sales of products | 26,441 | 24,102 |
| Gross profit      |  6,955 |  3,734 |
"""

from auditor.catalogue import Check

CHECK = Check(code="CL114", name="told-delta-differs", severity="warning", decided_by="claims")
