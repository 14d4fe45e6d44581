"""A value is a power of ten off its own history.

What it checks
--------------
That no value is about a thousand or a million times as large or as small as the same line of the same entity in up
to four periods on either side, nor ten or a hundred times where these hardly move. Where most lines of one period are
off alike, that is one finding. Sums that hold as the value stands speak against it, and it is not reported.

Why it matters
--------------
Amounts in thousands among amounts in units are the commonest fault of extracted data, and a sum over entities does
not show them.

Fails
-----
Release (in thousands)

| label       |  2019 |  2020 |      2021 |  2022 |  2023 |  2024 |
| Inventories | 5,120 | 5,204 | 5,180,000 | 5,307 | 5,266 | 5,351 |

Passes
------
Release (in thousands)

| label       |  2019 |  2020 |  2021 |  2022 |  2023 |  2024 |
| Inventories | 5,120 | 5,204 | 5,180 | 5,307 | 5,266 | 5,351 |

Stays silent
------------
where the history moves as much by itself.

Release (in thousands)

| label       | 2019 |  2020 |   2021 | 2022 |    2023 | 2024 |
| Inventories |    5 | 5,204 | 51,800 |  307 | 526,600 |   51 |
"""

from auditor.catalogue import Check

CHECK = Check(code="RL102", name="scale-break-in-history", severity="error", decided_by="release")
