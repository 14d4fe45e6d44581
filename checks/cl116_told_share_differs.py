"""A sentence tells another share of sales than its figures give.

What it checks
--------------
That a margin or a share of sales told in a sentence ("gross margin of 26.3%") is its line over sales, for the same
period, where the statement prints both.

Why it matters
--------------
Margins are what companies are compared by.

Fails
-----
Gross profit was $6,955,000, or 62.3% of sales.

Consolidated Statements of Operations (in thousands)

| label             |   2003 |   2002 |
| Sales of products | 26,441 | 24,102 |
| Gross profit      |  6,955 |  3,734 |

Passes
------
Gross profit was $6,955,000, or 26.3% of sales.

Consolidated Statements of Operations (in thousands)

| label             |   2003 |   2002 |
| Sales of products | 26,441 | 24,102 |
| Gross profit      |  6,955 |  3,734 |

Stays silent
------------
where the amount or the whole is not one that the statements print.

Sales to one customer were $4.1 million, or 62.3% of sales.

Consolidated Statements of Operations (in thousands)

| label             |   2003 |   2002 |
| Sales of products | 26,441 | 24,102 |
| Gross profit      |  6,955 |  3,734 |
"""

from auditor.catalogue import Check

CHECK = Check(code="CL116", name="told-share-differs", severity="warning", decided_by="claims")
