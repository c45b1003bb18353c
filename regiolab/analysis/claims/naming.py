"""Claims that names decide, and which body became which."""

from __future__ import annotations

import pandas as pd

from regiolab.analysis.claims.acts import OR_NOT, day_of, disputed, named, scheme
from regiolab.analysis.claims.verdicts import IndependentTables, Verdict, decides
from regiolab.i18n import _, format_date, format_list
from regiolab.words import split

# claim -> scheme and the column of its row, and the name as the article gives it
NAMES = {
    "C007": ("alba", "name_en", "Bolivarian Alliance for the People of the Americas"),
    "C033": ("apec", "name_en", "Asia-Pacific Cooperation Forum"),
    "C053": ("sica", "name_en", "System of Central American Integration"),
    "C059": ("nafta", "name_en", "North American Trade Agreement"),
    "C076": ("calc", "acronym_en", "CALCS"),
}


def _words(name: str) -> set[str]:
    """Return a name's words without articles, number and order."""
    words = set(name.lower().replace("-", " ").split()) - {"of", "the", "for", "our"}
    return {word.removesuffix("s") for word in words}


def _name_decision(claim: str) -> None:
    bloc, column, said = NAMES[claim]

    @decides(
        claim,
        test="Supported if the scheme's own texts call it “{said}”"
        + ("; imprecise if only order, articles, number or the word our differ." if " " in said else ".")
        + OR_NOT,
        said=said,
    )
    def decide(tables: IndependentTables) -> Verdict:
        name = scheme(tables, bloc)[column]
        figure = _("The name in its own texts: {name}; the article writes {said}.").format(name=name, said=said)
        proper = name.split(" - ")[0]
        if proper == said:
            return Verdict("supported", figure)
        # an acronym has no words to put in another order
        same = " " in said and _words(proper) == _words(said)
        alternative = _("The same words but for order, article or number: a loose translation.") if same else ""
        return Verdict("imprecise" if same else "contradicted", figure, alternative)


for _claim in NAMES:
    _name_decision(_claim)


COMMUNITY = {"es": "CSN", "pt": "CASA"}


@decides(
    "C062",
    test="Supported if the South American Community's own acronym is {es} in Spanish and {pt} in Portuguese and no "
    "independent source disputes it; imprecise if one does." + OR_NOT,
    **COMMUNITY,
)
def two_acronyms(tables: IndependentTables) -> Verdict:
    row = scheme(tables, "sacn")
    figure = _("Spanish {es}, Portuguese {pt}.").format(es=row["acronym_es"], pt=row["acronym_pt"])
    rival = disputed(tables, "sacn_acronym_language")
    if any(row[f"acronym_{tongue}"] != acronym for tongue, acronym in COMMUNITY.items()):
        return Verdict("contradicted", figure, rival)
    return Verdict("imprecise" if rival else "supported", figure, rival)


RENAMED, UNION_YEAR = "2007_margarita_renaming", 2008


@decides(
    "C064",
    test="Supported if the South American Community is a predecessor of UNASUR, ended in {year}, when UNASUR was "
    "founded, and was renamed in {year} too (“{act}”); imprecise if all is so but for the name." + OR_NOT,
    year=UNION_YEAR,
    act=named(RENAMED),
)
def community_becomes_union(tables: IndependentTables) -> Verdict:
    old, new = scheme(tables, "sacn"), scheme(tables, "unasur")
    renamed, _precision = day_of(tables, RENAMED)
    figure = _("The treaty of UNASUR: {date}.").format(date=format_date(new["founded"]))
    alternative = _("The name alone had been changed on {date}.").format(date=format_date(renamed))
    heir = "sacn" in split(new["predecessors"])
    met = heir and pd.notna(old["end"]) and old["end"].year == new["founded"].year == UNION_YEAR
    if not met:
        return Verdict("contradicted", figure, alternative)
    return Verdict("supported" if renamed.year == UNION_YEAR else "imprecise", figure, alternative)


ROOTS = {"rio_group": "the Rio Group", "calc": "the Latin American and Caribbean Summit"}


@decides(
    "C071",
    test="Supported if the predecessors of CELAC are {roots} and no other, and these ended on the day on which "
    "CELAC was founded." + OR_NOT,
    roots=tuple(ROOTS.values()),
)
def roots_of_celac(tables: IndependentTables) -> Verdict:
    row = scheme(tables, "celac")
    roots = set(split(row["predecessors"]))
    ends = {bloc: scheme(tables, bloc)["end"] for bloc in ROOTS}
    figure = _("Predecessors of CELAC: {list}; both ended on {date}.").format(
        list=format_list(sorted(roots)) or _("none"), date=format_date(ends["rio_group"])
    )
    same_day = ends["rio_group"] == ends["calc"] == row["founded"]
    return Verdict("supported" if roots == set(ends) and same_day else "contradicted", figure)
