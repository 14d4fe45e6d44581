"""An amount has more or fewer digits behind the point than all others of its kind in the table.

What it checks
--------------
That amounts of one unit that show a point show the same number of digits behind it, where the table prints at least
six of them for each that differs. Whole numbers are left alone.

Why it matters
--------------
A digit typed twice or left out behind the point is too small to break most sums, which round.

Fails
-----
Balance sheet data (in millions)

| label        |   2020 |   2019 |
| Cash         | 174.55 |  123.2 |
| Receivables  |  102.1 |  110.7 |
| Inventories  |  246.8 |  245.2 |
| Other assets |   22.4 |   19.8 |

Passes
------
Balance sheet data (in millions)

| label        |  2020 |  2019 |
| Cash         | 174.5 | 123.2 |
| Receivables  | 102.1 | 110.7 |
| Inventories  | 246.8 | 245.2 |
| Other assets |  22.4 |  19.8 |

Stays silent
------------
where the table prints amounts both ways.

Balance sheet data (in millions)

| label        |   2020 |  2019 |
| Cash         | 174.55 | 123.2 |
| Receivables  | 102.14 | 110.7 |
| Inventories  |  246.8 | 245.2 |
| Other assets |   22.4 |  19.8 |
"""

from auditor.catalogue import Check

CHECK = Check(code="PL104", name="places-differ", severity="warning", decided_by="plausibility")
