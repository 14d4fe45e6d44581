"""A value has the sign that its history has not, and the size that it has.

What it checks
--------------
That no value differs from the same line of the same entity in four periods or more around it by its sign alone. Of a
line that cannot be below zero it is an error, of another a warning, unless sums that fail bear it out.

Why it matters
--------------
Sign conventions change between sources, and costs that are added where they were taken away double the difference.

Fails
-----
Release (in thousands)

| label         |  2019 |  2020 |    2021 |  2022 |  2023 |  2024 |
| Cost of sales | 5,120 | 5,204 | (5,180) | 5,307 | 5,266 | 5,351 |

Passes
------
Release (in thousands)

| label         |  2019 |  2020 |  2021 |  2022 |  2023 |  2024 |
| Cost of sales | 5,120 | 5,204 | 5,180 | 5,307 | 5,266 | 5,351 |

Stays silent
------------
where signs turn about in the history too.

Release (in thousands)

| label      |  2019 |    2020 |    2021 |  2022 |    2023 |  2024 |
| Net income | 5,120 | (5,204) | (5,180) | 5,307 | (5,266) | 5,351 |
"""

from auditor.catalogue import Check

CHECK = Check(code="RL103", name="sign-break-in-history", severity="error", decided_by="release")
