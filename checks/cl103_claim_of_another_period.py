"""A sentence gives another period's amount than the one it names.

What it checks
--------------
That an amount told for a period is what its line prints for that period, where the line prints the very amount for
another one: the nine months' for the quarter's, last year's for this year's.

Why it matters
--------------
The sentence of the last release was carried over with a figure left in it, or the eye slipped a column. Sentences name
periods loosely, so it is told as worth knowing.

Fails
-----
Sales of products in 2003 were $24.1 million.

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
when the sentence names no period, or speaks of an earlier amount ("compared with").

Sales of products were $24.1 million.

Consolidated Statements of Operations (in thousands)

| label             |   2003 |   2002 |
| Sales of products | 26,441 | 24,102 |
"""

from auditor.catalogue import Check

CHECK = Check(code="CL103", name="claim-of-another-period", severity="info", decided_by="claims")
