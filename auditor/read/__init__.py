"""Reading: bytes become `Document` values. ``read_documents`` is the one door; what cannot be read raises
`ReadFailure`."""

from auditor.read.door import read, read_documents, read_source
from auditor.read.failure import ReadFailure

__all__ = ["ReadFailure", "read", "read_documents", "read_source"]
