"""What a reader looks up while reading: terms, and where the article and the record part."""

from __future__ import annotations

from regiolab.data.frames import load
from regiolab.errors import unknown
from regiolab.i18n import _, language
from regiolab.views.listing import Listing, listing


def define(*terms: str) -> Listing:
    """Explain terms of the article and of the field, with their names in the other languages.

    Parameters
    ----------
    *terms : str
        Identifiers of the table ``glossary``; all terms if none is given.

    Returns
    -------
    Listing
        One row a term: the term, its definition, the term in the other two languages, who uses it,
        and the paragraph of the article.

    Raises
    ------
    UnknownName
        For a term that is not in the glossary.

    Examples
    --------
    >>> len(define("open_regionalism"))
    1
    """
    table = load("glossary").set_index("term", drop=False)
    for term in terms:
        if term not in table.index:
            raise unknown(_("a term of the glossary"), term, table.index)
    rows = table.loc[list(terms)] if terms else table
    others = [name for name in ("en", "es", "pt") if name != language()]
    columns = [
        (_("Term"), rows[f"term_{language()}"]),
        (_("Definition"), rows[f"definition_{language()}"]),
        (" / ".join(others), rows[f"term_{others[0]}"] + " / " + rows[f"term_{others[1]}"]),
        (_("Used by"), rows["used_by"]),
        (_("In the article"), rows["locator"].str.replace(";", ", ")),
    ]
    return listing(columns, _("Glossary"))
