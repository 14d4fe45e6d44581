"""A period lacks the one line of a sum that all others give.

What it checks
--------------
That a period of an entity which gives the other lines of one of the catalogue's sums gives this one too, where the
entity's other periods do and the sum holds in them.

Why it matters
--------------
A row that was lost on the way leaves no wrong value behind, only a hole that nobody looks into.

Fails
-----
Release (in thousands)

| label         |  2019 |  2020 |  2021 |  2022 |  2023 |  2024 |
| Net sales     | 9,120 | 9,204 | 9,310 | 9,402 | 9,466 | 9,551 |
| Cost of sales | 5,120 | 5,204 |       | 5,307 | 5,266 | 5,351 |
| Gross profit  | 4,000 | 4,000 | 4,130 | 4,095 | 4,200 | 4,200 |

Passes
------
Release (in thousands)

| label         |  2019 |  2020 |  2021 |  2022 |  2023 |  2024 |
| Net sales     | 9,120 | 9,204 | 9,310 | 9,402 | 9,466 | 9,551 |
| Cost of sales | 5,120 | 5,204 | 5,180 | 5,307 | 5,266 | 5,351 |
| Gross profit  | 4,000 | 4,000 | 4,130 | 4,095 | 4,200 | 4,200 |

Stays silent
------------
where the entity never gives the line.

Release (in thousands)

| label        |  2019 |  2020 |  2021 |  2022 |  2023 |  2024 |
| Net sales    | 9,120 | 9,204 | 9,310 | 9,402 | 9,466 | 9,551 |
| Gross profit | 4,000 | 4,000 | 4,130 | 4,095 | 4,200 | 4,200 |
"""

from auditor.catalogue import Check

CHECK = Check(code="RL104", name="missing-row", severity="warning", decided_by="release")
