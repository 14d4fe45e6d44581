"""A sentence gives another amount than the statements.

What it checks
--------------
That an amount told in a sentence ("sales of $26.4 million"), with a subject and a period the sentence names, is
that of the tables within the places it is told to. Sentences are hard to read surely, so it serves as a witness and
is not reported.

Why it matters
--------------
The sentence and the table are typed by different hands, so their agreement vouches for both.

Fails
-----
Sales in 2003 were $28.4 million.

Consolidated Statements of Operations (in thousands)

| label             |   2003 |   2002 |
| Sales of products | 26,441 | 24,102 |

Passes
------
Sales in 2003 were $26.4 million.

Consolidated Statements of Operations (in thousands)

| label             |   2003 |   2002 |
| Sales of products | 26,441 | 24,102 |

Stays silent
------------
when the sentence names no period.

Sales were $28.4 million.

Consolidated Statements of Operations (in thousands)

| label             |   2003 |   2002 |
| Sales of products | 26,441 | 24,102 |
"""

from auditor.catalogue import Check

CHECK = Check(code="CL102", name="amount-claim-differs", severity="info", decided_by="claims")
