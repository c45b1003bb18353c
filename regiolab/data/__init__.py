"""Tables, their sources and their validation."""

from regiolab.data.frames import load, tables
from regiolab.data.store import use
from regiolab.data.validation import check

__all__ = ["check", "load", "tables", "use"]
