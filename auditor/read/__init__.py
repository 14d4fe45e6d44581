"""Reading: bytes become a `Document`. ``read`` is the one door; a file that cannot be read raises `ReadFailure`."""

from auditor.read.text import ReadFailure, read

__all__ = ["ReadFailure", "read"]
