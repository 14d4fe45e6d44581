"""Many filings, one report each, whatever happens to their neighbours.

``filings``    which files are audited, in which order
``outcome``    one filing audited: its line and its counts
``executor``   what audits filings, and the order in which they go out and come back
``child``      a process that audits one filing at a time
``local``      the filings shared out among processes of this machine
``cluster``    the same over the workers of a Dask cluster
``output``     results as JSON lines or Parquet
``resume``     what an interrupted batch has finished
``companies``  the filings of one company, compared with each other
"""
