"""Filings of one company held against each other: comparatives, and quarters against the year to date.

``filing``     filings in the order of their periods
``heads``      which columns can be compared
``rows``       which line of one table is which of another
``tying``      columns of a later filing tied to what an earlier one printed
``renaming``   lines that changed only their name
``bridges``    changed lines of a column by their cause; ``alone``: those in no sum; ``causes``: over several tables
``returning``  amounts that changed and changed back
``quarters``   parts of one filing added to parts of another
``findings``, ``adding``, ``wording``  what is told of it
``comparing``  the flow, on one screen
``document``, ``console``, ``page``  the forms it is told in
"""

from auditor.compare.comparing import compare
from auditor.compare.comparison import Comparison

__all__ = ["Comparison", "compare"]
