"""A part is larger than the whole it belongs to.

What it checks
--------------
That a mine has not produced more than its company, nor a quarter more than its year, once both are read as
intervals.

Why it matters
--------------
It needs no complete list of parts, so it speaks where no sum can be made.

Fails
-----
Silver production

| label         |                         2013 |                         2012 |
| Silver        | 2.5 million ounces of silver | 2.1 million ounces of silver |
| Southern mine | 6.4 million ounces of silver |     480,118 ounces of silver |

Passes
------
Silver production

| label         |                         2013 |                         2012 |
| Silver        | 2.5 million ounces of silver | 2.1 million ounces of silver |
| Southern mine |     642,224 ounces of silver |     480,118 ounces of silver |

Stays silent
------------
where nothing says that one is a part of the other.

Production

| label  |                         2013 |                         2012 |
| Silver | 2.5 million ounces of silver | 2.1 million ounces of silver |
| Gold   |        47,108 ounces of gold |        39,410 ounces of gold |
"""

from auditor.catalogue import Check

CHECK = Check(code="PL102", name="part-exceeds-whole", severity="error", decided_by="plausibility")
