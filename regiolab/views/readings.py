"""Readings of a bloc: on which cards and passages they rest, and who reads otherwise."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from regiolab import words
from regiolab.data import independence, labels, load, sources, store
from regiolab.data.sources import ARTICLE
from regiolab.errors import UnknownName, unknown
from regiolab.i18n import _, format_date, localised
from regiolab.views.asides import in_place, styled
from regiolab.views.listing import Listing
from regiolab.views.markup import fill

SIDES = ("supports", "contradicts")


@dataclass(frozen=True, eq=False)
class Reading:
    """How a coder reads a unit, and on what that rests; in a notebook it shows as a card.

    Parameters
    ----------
    unit, coder : str
        What is read, and by whom.
    codings : pandas.DataFrame
        The coder's rows of the table ``codings``, one a model; none where the coder names no model.
    cards : pandas.DataFrame
        One row a card, model and side: ``evidence``, ``model``, ``side`` ("supports" or
        "contradicts"), ``indicators``, ``date``, ``precision``, ``fact``, ``locator``, ``source``,
        ``checked``, ``comment``. Under a residual answer stand all the cards of the unit.
    passages : pandas.DataFrame
        The paragraphs of the article: ``locator``, ``finder`` (its first words), ``gist``.
    sources : pandas.DataFrame
        ``key``, ``locator``, ``reference``, ``seen``, ``cited_by`` (the coding or the cards).
    """

    unit: str
    coder: str
    codings: pd.DataFrame
    cards: pd.DataFrame
    passages: pd.DataFrame
    sources: pd.DataFrame

    @property
    def title(self) -> str:
        """The unit, and who reads it."""
        return f"{labels.unit_name(self.unit)} – {labels.coder_name(self.coder)}"

    def __str__(self) -> str:
        lines = [self.title]
        for row in self.codings.itertuples(index=False):
            lines += ["", self._verdict(row), *([f"  {row.comment}"] if isinstance(row.comment, str) else [])]
            for heading, cards in self._lists(row.model):
                lines += [f"  {heading}", *(f"    {card}" for card in cards)]
        if self.codings.empty:
            lines += [_no_model(self.coder), *(f"  {card}" for _heading, cards in self._lists("") for card in cards)]
        lines += ["", _("Passages"), *(f"  {_passage(row)}" for row in self.passages.itertuples())]
        lines += ["", _("Sources"), *(f"  – {_reference(row)}" for row in self.sources.itertuples())]
        return "\n".join(lines)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        parts = [
            {
                "verdict": self._verdict(row),
                "comment": _unfolding(row.comment) if isinstance(row.comment, str) else "",
                "lists": [(heading, list(map(_unfolding, lines))) for heading, lines in self._lists(row.model)],
            }
            for row in self.codings.itertuples(index=False)
        ]
        folded = [(_("Passages"), [_passage(row) for row in self.passages.itertuples()])]
        cited = self.sources.to_dict("records")
        all_cards = [(heading, list(map(_unfolding, lines))) for heading, lines in self._lists("")]
        unmapped = {"says": _no_model(self.coder), "lists": all_cards} if self.codings.empty else None
        texts = {"title": self.title, "parts": parts, "unmapped": unmapped, "folded": folded, "cited": cited}
        return styled(fill("reading.html", **texts))

    def _lists(self, model: object) -> list[tuple[str, list[str]]]:
        """Return the cards under a model, under headings: for and against, or all of the unit."""
        own = self.cards[self.cards["model"].eq("" if pd.isna(model) else str(model))]
        if model and pd.notna(model) and not _is_residual(model):
            torn = _on_the_other_side(own)
            sides = ((_("Cards that speak for it"), "supports"), (_("Cards that speak against it"), "contradicts"))
            lists = [
                (heading, [_card_line(card, card.indicators) + torn.get((card.evidence, side), "") for card in cards])
                for heading, side in sides
                for cards in [list(own[own["side"].eq(side)].itertuples())]
            ]
            return [(heading, cards) for heading, cards in lists if cards]
        lines = []
        for _card, rows in own.groupby("evidence", sort=False):
            spoken = [f"{_mark(row.side)}{name}" for row in rows.itertuples() for name in words.split(row.indicators)]
            lines.append(_card_line(next(rows.itertuples()), ";".join(spoken)))
        heading = _("All cards of the unit, with the indicators that they support (+) or contradict (–)")
        return [(heading, lines)] if lines else []

    def _verdict(self, row) -> str:
        if pd.isna(row.model):
            return _("“{term}”: not mapped on a model of the article").format(term=row.term)
        parts = [words.degree_name(row.degree), words.flag_names(row.flags)]
        tail = ", ".join(part for part in parts if part)
        own = f" (“{row.term}”)" if isinstance(row.term, str) else ""
        return f"{labels.model_names()[row.model]}{own}" + (f": {tail}" if tail else "")


def reading(unit: str, model: str | None = None, coder: str = ARTICLE) -> Reading:
    """Return how a coder reads a unit, with the cards, the passages and the sources behind it.

    Parameters
    ----------
    unit : str
        An identifier of the table ``units``, such as ``"mercosur_2003_economic"``.
    model : str, optional
        One model; all that the coder speaks of if left out.
    coder : str
        A key of the bibliography; the article if left out.

    Returns
    -------
    Reading

    Raises
    ------
    UnknownName
        For an unknown unit, a coder who does not read it, or a model of which the coder does not
        speak there.

    Examples
    --------
    >>> found = reading("alba_2004_economic", "social")
    >>> found.codings["degree"].tolist(), found.passages["locator"].tolist()
    (['dominant'], ['S5 ¶2', 'S5 ¶9'])
    >>> found.cards.query("side == 'contradicts'")["evidence"].tolist()
    ['E34', 'E35', 'E143']
    """
    row = labels.unit_row(unit)
    table = load("codings")
    of_unit = table[table["unit"].eq(unit)]
    if coder != ARTICLE and coder not in set(of_unit["coder"]):
        raise unknown(_("a coder of {unit}").format(unit=unit), coder, {ARTICLE, *of_unit["coder"]})
    codings = _in_order(of_unit[of_unit["coder"].eq(coder)])
    if model is not None:
        spoken = codings["model"].dropna().astype(str).tolist()
        if not spoken:
            text = _("The coder names no model for {unit}: leave 'model' out to see its cards.")
            raise UnknownName(text.format(unit=unit))
        if model not in spoken:
            raise unknown(_("a model of which this coder speaks in {unit}").format(unit=unit), model, spoken)
        codings = codings[codings["model"].eq(model)]
    cards = _cards(unit, codings)
    cells = (codings["locator"] if not codings.empty else pd.Series([row["locator"]])).dropna()
    return Reading(unit, coder, codings.reset_index(drop=True), cards, _passages(cells), _sources(codings, cards))


def ideal_type(model: str) -> Listing:
    """List the conditions of an ideal type or a residual answer, what must hold, and how it is seen.

    Parameters
    ----------
    model : str
        An ideal type or residual answer of the table ``models``.

    Returns
    -------
    Listing
        One row a question, under the condition that it serves; each says whether it was drawn from
        theory or from the cases.

    Raises
    ------
    UnknownName
        For anything else.

    Examples
    --------
    >>> len(ideal_type("strategic")), len(ideal_type("social"))
    (11, 10)
    """
    conditions = load("conditions")
    known = conditions["model"].astype(str)
    if model not in set(known):
        raise unknown(_("an ideal type"), model, set(known))
    asked = load("indicators")
    questions = labels.indicator_questions()
    origins = {"theory": _("theory"), "case": _("the cases")}
    rows = []
    for condition in conditions[known.eq(model)].to_dict("records"):
        name = localised(condition, "name")
        if isinstance(condition["variant"], str):
            name = f"{name} ({condition['variant']})"
        heads = [name, condition["statement"], condition["locator"].replace(";", ", ")]
        for row in asked[asked["condition"].eq(condition["condition"])].itertuples():
            # a condition stands beside its first question only
            rows.append((*heads[:2], f"{row.indicator} {questions[row.indicator]}", origins[row.origin], heads[2]))
            heads = [None, None, heads[2]]
    columns = [_("Condition"), _("What must hold"), _("Seen by asking"), _("Drawn from"), _("In the article")]
    caption = _("{type}: {definition}").format(
        type=labels.model_names()[model], definition=load("models").set_index("model").loc[model, "definition"]
    )
    return Listing(pd.DataFrame(rows, columns=columns), caption)


def _cards(unit: str, codings: pd.DataFrame) -> pd.DataFrame:
    of_model = load("indicators").set_index("indicator")["model"].astype(str)
    kinds = load("models").set_index("model")["kind"].astype(str)
    evidence = load("evidence")
    models = [str(model) for model in codings["model"].dropna()]
    if not models:
        models = [""]  # no model to ask for: all the cards, as under a residual answer
    rows = []
    for model in models:
        every = not model or kinds[model] == "residual"
        for card in evidence[evidence["unit"].eq(unit)].to_dict("records"):
            for side in SIDES:
                spoken = [name for name in words.split(card[side]) if every or of_model[name] == model]
                if spoken:
                    rows.append({**card, "model": model, "side": side, "indicators": ";".join(spoken)})
    found = pd.DataFrame(rows, columns=[*evidence.columns, "model", "side", "indicators"])
    found["fact"] = [localised(row, "fact") for row in rows]
    found["precision"] = found["date_precision"].astype(object)
    names = ["evidence", "model", "side", "indicators", "date", "precision", "fact", "locator", "source", "checked"]
    return found[[*names, "comment"]]


def _passages(cells: pd.Series) -> pd.DataFrame:
    asked = {locator for cell in cells for locator in words.split(cell)}
    sections = load("sections")
    return sections.loc[sections["locator"].isin(asked), ["locator", "finder", "gist"]].reset_index(drop=True)


def _sources(codings: pd.DataFrame, cards: pd.DataFrame) -> pd.DataFrame:
    """Return one row a source, with all the places that the reading and its cards cite in it."""
    cited: dict[str, tuple[list[str], list[str]]] = {}
    named = pd.concat(
        [codings[["coding", "source"]].set_axis(["evidence", "source"], axis=1), cards], ignore_index=True
    )
    for label, cell in zip(named["evidence"], named["source"], strict=True):
        for item in sources.parse(cell if isinstance(cell, str) else ""):
            places, citing = cited.setdefault(item.key, ([], []))
            places += words.split(item.locator)
            citing.append(label)
    rows = [
        (
            key,
            "; ".join(sorted(set(places), key=_place)),
            store.source(key).reference(),
            store.source(key).link,
            store.source(key).seen,
            ";".join(dict.fromkeys(citing)),
        )
        for key, (places, citing) in cited.items()
    ]
    return pd.DataFrame(rows, columns=["key", "locator", "reference", "link", "seen", "cited_by"])


def _place(locator: str) -> tuple[str, int, str]:
    section, _blank, paragraph = locator.partition(" ¶")
    return section, int(paragraph) if paragraph.isdigit() else 0, locator


def _on_the_other_side(cards: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Say of each card on both sides of a type which conditions it speaks to on the other one."""
    served = load("indicators").set_index("indicator")["condition"]
    names = _conditions()
    told = {
        "supports": _("The same fact speaks against the type as well: “{conditions}”."),
        "contradicts": _("The same fact speaks for the type as well: “{conditions}”."),
    }
    found = {}
    for evidence, rows in cards.groupby("evidence"):
        conditions = {
            row.side: list(dict.fromkeys(names[served[item]] for item in words.split(row.indicators)))
            for row in rows.itertuples()
        }
        for side, other in (SIDES, SIDES[::-1]):
            if side in conditions and other in conditions:
                found[evidence, side] = " " + told[side].format(conditions="”, “".join(conditions[other]))
    return found


def _conditions() -> dict[str, str]:
    """Return the conditions' names, each with the variant of the type to which alone it belongs."""
    variants = load("conditions").set_index("condition")["variant"].dropna()
    told = _("{condition} (variant {variant})")
    return {
        condition: told.format(condition=name, variant=words.variant_name(variants[condition]))
        if condition in variants
        else name
        for condition, name in labels.condition_names().items()
    }


def _mark(side: str) -> str:
    return "+" if side == "supports" else "–"


def _in_order(codings: pd.DataFrame) -> pd.DataFrame:
    """Sort readings as the table ``models`` lists them."""
    order = {model: at for at, model in enumerate(load("models")["model"].astype(str))}
    return codings.sort_values("model", key=lambda names: names.astype(object).map(order), kind="stable")


def _is_residual(model: object) -> bool:
    models = load("models").set_index("model")
    return str(models.loc[str(model), "kind"]) == "residual"


def _no_model(coder: str) -> str:
    return _("{coder} names no model for this unit.").format(coder=labels.coder_name(coder))


def _card_line(card, indicators: str) -> str:
    when = format_date(card.date, card.precision) if pd.notna(card.date) else _("no date")
    where = card.locator.replace(";", ", ") if isinstance(card.locator, str) else _("from outside the article")
    if not independence.cites_independent(card.source):
        where = _("{locator}; rests on the article alone").format(locator=where)
    return f"{card.evidence} ({when}; {where}) {card.fact} [{indicators.replace(';', ', ')}]"


def _unfolding(line: str) -> str:
    """Return a line whose paragraphs unfold; what a card says stands in it already."""
    return in_place(line, kinds=("paragraph",))


def _passage(row) -> str:
    return f"{row.locator} “{row.finder} …” – {row.gist}"


def _reference(row) -> str:
    return row.reference + (f" [{row.locator}]" if row.locator else "")
