"""A value of an earlier period differs from the previous release.

What it checks
--------------
Values against the release before: which are gone, which were added to a period told before, which changed. What
changed by a power of ten, by its sign, or to another period's amount, with no sum to bear it out, is a warning; what
changed and leaves its sums whole is noted, a finding a period. Below, the second table is the previous release.

Why it matters
--------------
A comparative that moves unannounced is either a restatement, which its readers want to know of, or a slip.

Fails
-----
Release (in thousands)

| label       |  2022 |   2023 |  2024 |
| Inventories | 5,120 | 52,040 | 5,180 |

Previous (in thousands)

| label       |  2022 |  2023 |
| Inventories | 5,120 | 5,204 |

Passes
------
Release (in thousands)

| label       |  2022 |  2023 |  2024 |
| Inventories | 5,120 | 5,204 | 5,180 |

Previous (in thousands)

| label       |  2022 |  2023 |
| Inventories | 5,120 | 5,204 |

Stays silent
------------
where there is no previous release.

Release (in thousands)

| label       |  2022 |   2023 |  2024 |
| Inventories | 5,120 | 52,040 | 5,180 |
"""

from auditor.catalogue import Check

CHECK = Check(code="RL105", name="comparative-changed", severity="warning", decided_by="release")
