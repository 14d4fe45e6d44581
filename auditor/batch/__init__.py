"""Many filings, one report line each, whatever happens to their neighbours.

``filings``    which files of a directory are audited, in which order
``outcome``    one filing audited: its line and its counts
``local``      the filings shared out among processes of this machine
``companies``  the filings of one company, compared with each other
"""
