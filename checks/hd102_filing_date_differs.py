"""A date of the header differs from the dates beside it by one slip.

What it checks
--------------
That the date of filing, the date of change and the date in a submission's opening lines are one, and that the period
of the report is a date of its cover page. They may be days apart for good reasons: a difference is reported where a
single slip of a typist explains it and the dates can hardly be two, being weeks apart or no day at all, or one against
three.

Why it matters
--------------
A wrong date puts a filing into another quarter, or makes it late.

Fails
-----
Submission header

| label               | said           |
| SEC-DOCUMENT        | 20051107       |
| ACCEPTANCE-DATETIME | 20051107161025 |
| FILED AS OF DATE    | 20051101       |
| DATE AS OF CHANGE   | 20051107       |

Passes
------
Submission header

| label             | said     |
| SEC-DOCUMENT      | 20051107 |
| FILED AS OF DATE  | 20051107 |
| DATE AS OF CHANGE | 20051107 |

Stays silent
------------
where a filing was passed on some days after it was made.

Submission header

| label            | said     |
| SEC-DOCUMENT     | 19940128 |
| FILED AS OF DATE | 19940126 |
"""

from auditor.catalogue import Check

CHECK = Check(code="HD102", name="filing-date-differs", severity="warning", decided_by="identification")
