"""A range does not lead from a low end to a high one.

What it checks
--------------
That in "$266 - $267", in a sentence or a cell, the first amount is below the second.

Why it matters
--------------
The ends of a range are an outlook that readers act on, and add to nothing.

Fails
-----
Earnings are expected to be in the range of $2.85 million - $2.58 million for the year.

Passes
------
Earnings are expected to be in the range of $2.58 million - $2.85 million for the year.

Stays silent
------------
where a dash parts amounts of different kinds.

Earnings are expected to be $2.85 million - $2.58 a share.
"""

from auditor.catalogue import Check

CHECK = Check(code="PL106", name="range-is-reversed", severity="warning", decided_by="plausibility")
