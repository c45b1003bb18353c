"""Who else reads a bloc, and where the article is read otherwise, in words."""

from __future__ import annotations

from regiolab.analysis.comparison import disagreements
from regiolab.data import labels
from regiolab.i18n import _
from regiolab.views.crosstabs import Crosstab, crosstab
from regiolab.views.listing import Listing, listing
from regiolab.views.spoken import value

KINDS = ("agrees", "degree", "model", "own category", "article silent")


def other_readers(bloc: str) -> Listing:
    """List who reads a bloc otherwise than the article, each in their own terms.

    Parameters
    ----------
    bloc : str
        A scheme that somebody reads.

    Returns
    -------
    Listing
        One row a reading: what is read, by whom, in what term, our mapping of it, what the article
        says of that model, and why it was mapped so.

    Raises
    ------
    UnknownName
        For a scheme that nobody reads.

    Examples
    --------
    >>> "Riggirozzi & Grugel 2015" in other_readers("unasur").frame["Who"].tolist()
    True
    """
    found = disagreements(bloc)
    mapped = [
        ": ".join(filter(None, (value("model", row.model), value("degree", row.degree)))) or _("not mapped")
        for row in found.itertuples()
    ]
    columns = [
        (_("Unit"), found["unit"].map(labels.unit_name)),
        (_("Who"), found["coder"].map(labels.coder_name)),
        (_("Own term"), found["term"]),
        (_("Our mapping"), mapped),
        (_("The article"), [_said(row) for row in found.itertuples()]),
        (_("Comment"), found["comment"]),
    ]
    return listing(columns, _("Who reads {bloc} otherwise than the article").format(bloc=labels.short_name(bloc)))


def kinds_of_reading() -> Crosstab:
    """Count the readings by others, by how they stand to the article's.

    Examples
    --------
    >>> kinds_of_reading().rows[0][0]
    'agrees'
    """
    return crosstab(disagreements(all_readings=True), "kind", only=KINDS)


def _said(row) -> str:
    """Return what the article says of the model that the other reading names."""
    if row.kind == "article silent":
        return _("silent")
    return value("article", row.article) if row.article else ""
