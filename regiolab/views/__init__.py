"""Tables, codebooks, sources, readings and the ledger as a reader sees them."""

from regiolab.views.arithmetic import card_values, moved_cuts
from regiolab.views.codebooks import Codebook, codebook
from regiolab.views.conflicts import against_the_article
from regiolab.views.crosstabs import Crosstab, crosstab, member_counts
from regiolab.views.dissent import kinds_of_reading, other_readers
from regiolab.views.glossary import define
from regiolab.views.ledger import claims, forecasts
from regiolab.views.listing import Listing, show
from regiolab.views.origins import Provenance, provenance, sourcing
from regiolab.views.readings import Reading, ideal_type, reading
from regiolab.views.rulings import rule_and_article

__all__ = [
    "Codebook",
    "Crosstab",
    "Listing",
    "Provenance",
    "Reading",
    "against_the_article",
    "card_values",
    "claims",
    "codebook",
    "crosstab",
    "define",
    "forecasts",
    "ideal_type",
    "kinds_of_reading",
    "member_counts",
    "moved_cuts",
    "other_readers",
    "provenance",
    "reading",
    "rule_and_article",
    "show",
    "sourcing",
]
