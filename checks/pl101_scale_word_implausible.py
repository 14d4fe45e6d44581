"""A number and its scale word make an amount out of all proportion.

What it checks
--------------
That a number written out in full ("642,224") is not followed by a word that multiplies it again ("million"), where
the amounts of its kind in the filing are far smaller and the number alone falls among them.

Why it matters
--------------
No column fails to add, so nothing else shows an amount a million times too large.

Fails
-----
Silver production

| label         |                             2013 |                         2012 |
| Silver        |     2.5 million ounces of silver | 2.1 million ounces of silver |
| Northern mine |     1.8 million ounces of silver | 1.6 million ounces of silver |
| Southern mine | 642,224 million ounces of silver |     480,118 ounces of silver |

Passes
------
Silver production

| label         |                         2013 |                         2012 |
| Silver        | 2.5 million ounces of silver | 2.1 million ounces of silver |
| Northern mine | 1.8 million ounces of silver | 1.6 million ounces of silver |
| Southern mine |     642,224 ounces of silver |     480,118 ounces of silver |

Stays silent
------------
where there is no other amount of the kind to measure it by.

The reserve holds 1,234 million tons.
"""

from auditor.catalogue import Check

CHECK = Check(code="PL101", name="scale-word-implausible", severity="error", decided_by="plausibility")
