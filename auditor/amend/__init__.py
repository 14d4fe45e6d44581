"""Two versions of one filing, an original and its amendment, held against each other.

``difference(original, amended)`` takes two audits and gives all that tells them apart:

``tables``, ``matching``   which table, row and column of one version is which of the other
``held``, ``around``, ``prose``, ``rest``, ``particulars``  which figure is which, what changed of it and around it
``sentences``, ``words``   sentences with their amounts; words against words
``fate``, ``settled``    what becomes of the findings, and what of the changes the original could have told
``bridges``            one cause through many figures
``note``               what the amendment's explanatory note says, against what changed
``kind``               typo, restatement, relabelling or mixed
``document``, ``console``, ``page``  the result for a machine, a terminal and a browser
"""

from __future__ import annotations

from auditor.amend.difference import difference
from auditor.amend.model import Difference

__all__ = ["Difference", "difference"]
