"""Tables, their codebook, their sources and their validation."""

from regiolab.data.codebook import codebook
from regiolab.data.listing import show
from regiolab.data.provenance import provenance
from regiolab.data.reading import against_the_article, define
from regiolab.data.report import sourcing
from regiolab.data.store import use
from regiolab.data.tables import load, tables
from regiolab.data.validation import check

__all__ = [
    "against_the_article",
    "check",
    "codebook",
    "define",
    "load",
    "provenance",
    "show",
    "sourcing",
    "tables",
    "use",
]
