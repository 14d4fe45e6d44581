"""A sentence gives another amount than the line of a table it speaks of.

What it checks
--------------
That an amount told in a sentence ("sales of $26.4 million") is what its line prints, within the places it is told to
and what words such as "about" leave open. Which line it speaks of is decided by the words around it, its unit and its
period. A sentence that seems to differ mostly speaks of something else, so a warning needs two things: little said by
only one of sentence and label, and a single slip of a typist between the two amounts. An amount rounded the wrong way
is worth knowing only.

Why it matters
--------------
The sentence is what is read and quoted, and it is typed by another hand than the table: no sum betrays a slip in it.

Fails
-----
Sales of products in 2003 were $24.6 million.

Consolidated Statements of Operations (in thousands)

| label             |   2003 |   2002 |
| Sales of products | 26,441 | 24,102 |

Passes
------
Sales of products in 2003 were $26.4 million.

Consolidated Statements of Operations (in thousands)

| label             |   2003 |   2002 |
| Sales of products | 26,441 | 24,102 |

Stays silent
------------
when no slip explains the difference, and when the sentence says that its amount is a part of the line, a change or an
expectation.

Sales of products in 2003 include $24.6 million of concentrates.

Consolidated Statements of Operations (in thousands)

| label             |   2003 |   2002 |
| Sales of products | 26,441 | 24,102 |
"""

from auditor.catalogue import Check

CHECK = Check(code="CL102", name="amount-claim-differs", severity="warning", decided_by="claims")
