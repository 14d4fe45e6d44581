"""A fact told twice in sentences is told with two amounts.

What it checks
--------------
That an amount told again elsewhere in nearly the same words (in a headline and its paragraph, in the discussion and
in a note) is the same amount. Whether two sentences tell one fact is decided by their words, their years and the other
amounts in them; only amounts one digit or two changed neighbours apart are reported.

Why it matters
--------------
What is told twice is copied by hand, and no sum betrays a slip in it.

Fails
-----
Cash paid for acquisitions, net of cash acquired, was $26.4 million in 2003, of which $11.9 million was for the mill.

Cash paid for acquisitions, net of cash acquired, was $24.6 million in 2003, of which $11.9 million was for the mill.

Consolidated Statements of Operations (in thousands)

| label             |   2003 |   2002 |
| Sales of products | 26,441 | 24,102 |

Passes
------
Cash paid for acquisitions, net of cash acquired, was $26.4 million in 2003, of which $11.9 million was for the mill.

Cash paid for acquisitions, net of cash acquired, was $26.4 million in 2003, of which $11.9 million was for the mill.

Consolidated Statements of Operations (in thousands)

| label             |   2003 |   2002 |
| Sales of products | 26,441 | 24,102 |

Stays silent
------------
where another amount, another year or another name beside it says that it is another fact, and where the two stand in
one passage, which tells of like things in like words.

Cash paid for acquisitions, net of cash acquired, was $26.4 million in 2003, of which $11.9 million was for the mill.

Cash paid for acquisitions, net of cash acquired, was $24.6 million in 2002, of which $10.2 million was for the mine.

Consolidated Statements of Operations (in thousands)

| label             |   2003 |   2002 |
| Sales of products | 26,441 | 24,102 |
"""

from auditor.catalogue import Check

CHECK = Check(code="CL109", name="retold-amount-differs", severity="warning", decided_by="claims")
