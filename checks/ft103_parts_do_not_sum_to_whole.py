"""The parts named do not sum to the whole they are parts of.

What it checks
--------------
That amounts given in words or in a list ("1.8 million ounces", "642,224 ounces") sum to the whole printed beside
them, each within the places it is printed to.

Why it matters
--------------
Amounts in words carry their own scale, and no column shows when one is a thousand times too large.

Fails
-----
Silver production

| label         |                         2013 |                         2012 |
| Silver        | 8.9 million ounces of silver | 7.3 million ounces of silver |
| Northern mine | 7.4 million ounces of silver | 6.4 million ounces of silver |
| Southern mine | 1.9 million ounces of silver | 0.9 million ounces of silver |

Passes
------
Silver production

| label         |                         2013 |                         2012 |
| Silver        | 8.9 million ounces of silver | 7.3 million ounces of silver |
| Northern mine | 7.4 million ounces of silver | 6.4 million ounces of silver |
| Southern mine | 1.5 million ounces of silver | 0.9 million ounces of silver |

Stays silent
------------
where the list names some of the parts only.

Silver production

| label         |                         2013 |                         2012 |
| Northern mine | 7.4 million ounces of silver | 6.4 million ounces of silver |
| Silver        | 8.9 million ounces of silver | 7.3 million ounces of silver |
"""

from auditor.catalogue import Check

CHECK = Check(code="FT103", name="parts-do-not-sum-to-whole", severity="error", decided_by="plausibility")
