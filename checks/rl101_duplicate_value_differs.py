"""A release gives one value twice, unlike.

What it checks
--------------
That rows of a release with the same entity, line, period, unit and source say the same, each within its places. Where
they do, that is noted once.

Why it matters
--------------
Whoever joins the release with anything takes one of the two, and which one is chance.

Fails
-----
Release (in thousands)

| label     |   2023 |   2024 |
| Net sales | 26,441 | 27,310 |
| Net sales | 26,414 | 27,310 |

Passes
------
Release (in thousands)

| label     |   2023 |   2024 |
| Net sales | 26,441 | 27,310 |
| Net sales | 26,441 | 27,310 |

Stays silent
------------
where the values are of different periods.

Release (in thousands)

| label     |   2023 |   2024 |
| Net sales | 26,441 | 26,414 |
"""

from auditor.catalogue import Check

CHECK = Check(code="RL101", name="duplicate-value-differs", severity="error", decided_by="release")
