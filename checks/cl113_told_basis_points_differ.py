"""A sentence tells another difference of two percentages than they give.

What it checks
--------------
That basis points or percentage points told in a sentence are the difference of the two percentages between which
they go, in its own clause or in the row of a table. A hundred basis points are one percentage point.

Why it matters
--------------
A nought too many in basis points has moved the price of a share by a third.

Fails
-----
Operating margin rose 500 basis points to 18.2%, compared to 17.7% in 2002.

Consolidated Statements of Operations (in thousands)

| label              |   2003 |   2002 |
| Net sales          | 26,441 | 24,102 |
| Operating income   |  4,812 |  4,266 |
| Operating margin % |  18.2% |  17.7% |

Passes
------
Operating margin rose 50 basis points to 18.2%, compared to 17.7% in 2002.

Consolidated Statements of Operations (in thousands)

| label              |   2003 |   2002 |
| Net sales          | 26,441 | 24,102 |
| Operating income   |  4,812 |  4,266 |
| Operating margin % |  18.2% |  17.7% |

Stays silent
------------
where a difference is of something that is only assumed.

A rise of 500 basis points to 18.2%, compared to 17.7%, would change the result.

Consolidated Statements of Operations (in thousands)

| label              |   2003 |   2002 |
| Net sales          | 26,441 | 24,102 |
| Operating income   |  4,812 |  4,266 |
| Operating margin % |  18.2% |  17.7% |
"""

from auditor.catalogue import Check

CHECK = Check(code="CL113", name="told-basis-points-differ", severity="warning", decided_by="claims")
