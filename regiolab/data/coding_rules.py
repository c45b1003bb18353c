"""What the tables of models, evidence and readings must satisfy.

They are the rules of an argument: a reading rests on cards and on a source, a card speaks to an
indicator that exists, an indicator serves a condition of its own type.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from regiolab import words
from regiolab.data.bundle import Bundle, Finding
from regiolab.data.sources import ARTICLE
from regiolab.i18n import _

# The side of a card that speaks for a degree, and how the side is called in a finding.
SIDE = {"element": "supports", "dominant": "supports", "absent": "contradicts"}
OF_UNIT = ("bloc", "period_start", "period_end", "dimension")

# the fewest and the most conditions of a model, or of each of its variants
CONDITIONS = {"ideal_type": (3, 4), "residual": (2, 3)}


def codings_rest_on_cards(bundle: Bundle) -> Iterator[Finding]:
    """A reading of the article rests on a card of its unit that speaks to its model."""
    spoken = _spoken(bundle)
    for row in bundle.rows("codings"):
        if row["coder"] != ARTICLE or not row["model"]:
            continue
        side = SIDE.get(row["degree"])
        if side and (side, row["model"]) not in spoken[row["unit"]]:
            text = _("no card of {unit} {side} an indicator of {model}; add one to evidence.csv or drop the reading.")
            yield bundle.finding(
                "codings", row["index"], "degree", text.format(unit=row["unit"], side=side, model=row["model"])
            )
        elif not side and ("any", "") not in spoken[row["unit"]]:
            text = _("{unit} has no card at all; add one to evidence.csv or drop the reading.")
            yield bundle.finding("codings", row["index"], "unit", text.format(unit=row["unit"]))


def readings_say_what_carries_them(bundle: Bundle) -> Iterator[Finding]:
    """A reading says whether a card of its unit carries it or its text alone, as the cards have it now."""
    spoken = _spoken(bundle)
    for row in bundle.rows("codings"):
        side = SIDE.get(row["degree"])
        need = (side, row["model"]) if side else ("any", "")
        carried = ("cards" if need in spoken[row["unit"]] else "text") if row["model"] else ""
        if row["carried"] == carried:
            continue
        if carried:
            text = _("the cards of {unit} make this '{carried}'; write that here.")
        else:
            text = _("a reading without a model has nothing to carry; empty this cell.")
        yield bundle.finding("codings", row["index"], "carried", text.format(unit=row["unit"], carried=carried))


def _spoken(bundle: Bundle) -> dict[str, set[tuple[str, str]]]:
    """Return, by unit, the sides and models to which its cards speak, and ("any", "") where it has a card."""
    model_of = {row["indicator"]: row["model"] for row in bundle.rows("indicators")}
    spoken: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for card in bundle.rows("evidence"):
        spoken[card["unit"]].add(("any", ""))
        for column in ("supports", "contradicts"):
            spoken[card["unit"]] |= {(column, model_of.get(name, "")) for name in words.split(card[column])}
    return spoken


def codings_name_sources(bundle: Bundle) -> Iterator[Finding]:
    """A reading names a source, and its coder is a text of the bibliography."""
    for row in bundle.rows("codings"):
        if not row["source"]:
            yield bundle.finding("codings", row["index"], "source", _("name the source of this reading."))
        if row["coder"] not in bundle.bibliography:
            text = _("the coder '{key}' is not in sources.bib; add the entry or correct the key.")
            yield bundle.finding("codings", row["index"], "coder", text.format(key=row["coder"]))


def degrees_fit_models(bundle: Bundle) -> Iterator[Finding]:
    """An ideal type has a degree; a residual answer has none, nor has a reading without a model."""
    kind = {row["model"]: row["kind"] for row in bundle.rows("models")}
    for row in bundle.rows("codings"):
        graded = kind.get(row["model"]) == "ideal_type"
        if graded and not row["degree"]:
            text = _("say how far {model} holds: absent, element or dominant.")
        elif not graded and row["degree"]:
            text = _("a residual answer or an empty model has no degree; empty this cell.")
        else:
            continue
        yield bundle.finding("codings", row["index"], "degree", text.format(model=row["model"]))


def residuals_stand_alone(bundle: Bundle) -> Iterator[Finding]:
    """Whoever answers that no type fits finds no type of that dimension in the unit."""
    models = {row["model"]: row for row in bundle.rows("models")}
    held = defaultdict(list)
    for row in bundle.rows("codings"):
        if row["degree"] in words.HELD and row["model"] in models:
            held[row["unit"], row["coder"], models[row["model"]]["dimension"]].append(row)
    for row in bundle.rows("codings"):
        model = models.get(row["model"])
        if not model or model["kind"] != "residual":
            continue
        for other in held[row["unit"], row["coder"], model["dimension"]]:
            text = _("'{residual}' excludes '{model}', which line {line} calls {degree}; keep one of the two.")
            yield bundle.finding(
                "codings",
                row["index"],
                "model",
                text.format(residual=row["model"], model=other["model"], line=other["line"], degree=other["degree"]),
            )


def codings_repeat_their_unit(bundle: Bundle) -> Iterator[Finding]:
    """A reading's scheme, period and dimension are those of its unit, and so is its model's dimension."""
    units = {row["unit"]: row for row in bundle.rows("units")}
    dimension = {row["model"]: row["dimension"] for row in bundle.rows("models")}
    for row in bundle.rows("codings"):
        unit = units.get(row["unit"])
        for name in OF_UNIT:
            if unit and row[name] != unit[name]:
                text = _("the unit has '{value}' here, not '{given}'.")
                yield bundle.finding("codings", row["index"], name, text.format(value=unit[name], given=row[name]))
        if dimension.get(row["model"], row["dimension"]) != row["dimension"]:
            text = _("{model} is a model of the {dimension} dimension.")
            yield bundle.finding(
                "codings", row["index"], "model", text.format(model=row["model"], dimension=dimension[row["model"]])
            )


def cards_name_indicators(bundle: Bundle) -> Iterator[Finding]:
    """A card supports or contradicts indicators that exist, and never one of them on both sides."""
    known = {row["indicator"] for row in bundle.rows("indicators")}
    for row in bundle.rows("evidence"):
        for side in ("supports", "contradicts"):
            for name in words.split(row[side]):
                if name not in known:
                    text = _("'{name}' is not in indicators.csv; add it there or correct it.")
                    yield bundle.finding("evidence", row["index"], side, text.format(name=name))
        if not words.split(row["supports"]) and not words.split(row["contradicts"]):
            text = _("the card speaks to no indicator; name one that it supports or contradicts.")
            yield bundle.finding("evidence", row["index"], "supports", text)
        for name in sorted(set(words.split(row["supports"])) & set(words.split(row["contradicts"]))):
            text = _("the card both supports and contradicts {name}; keep one side.")
            yield bundle.finding("evidence", row["index"], "contradicts", text.format(name=name))


def indicators_serve_their_type(bundle: Bundle) -> Iterator[Finding]:
    """An indicator serves a condition of its own type."""
    model_of = {row["condition"]: row["model"] for row in bundle.rows("conditions")}
    for row in bundle.rows("indicators"):
        model = model_of.get(row["condition"], row["model"])
        if model != row["model"]:
            text = _("the condition {condition} belongs to {model}, not to {given}.")
            yield bundle.finding(
                "indicators",
                row["index"],
                "condition",
                text.format(condition=row["condition"], model=model, given=row["model"]),
            )


def types_have_conditions(bundle: Bundle) -> Iterator[Finding]:
    """An ideal type, in each variant, has three or four conditions; a residual answer two or three."""
    counted = Counter((row["model"], row["variant"]) for row in bundle.rows("conditions"))
    for row in bundle.rows("models"):
        fewest, most = CONDITIONS[row["kind"]]
        for variant in words.split(row["variants"]) or [""]:
            n = counted[row["model"], ""] + (counted[row["model"], variant] if variant else 0)
            if not fewest <= n <= most:
                text = _("{type} has {n} conditions in conditions.csv; it needs {fewest} to {most}.")
                name = f"{row['model']} ({variant})" if variant else row["model"]
                yield bundle.finding(
                    "models", row["index"], "variants", text.format(type=name, n=n, fewest=fewest, most=most)
                )


def conditions_have_theory(bundle: Bundle) -> Iterator[Finding]:
    """A condition of a type has an indicator that was not drawn from the cases it is tested on.

    A residual answer is named by the cases that no type fits, so its indicators may come from them.
    """
    types = {row["model"] for row in bundle.rows("models") if row["kind"] == "ideal_type"}
    served = {row["condition"] for row in bundle.rows("indicators") if row["origin"] == "theory"}
    for row in bundle.rows("conditions"):
        if row["model"] in types and row["condition"] not in served:
            text = _("no indicator of origin 'theory' serves this condition; a type drawn from its cases cannot fail.")
            yield bundle.finding("conditions", row["index"], "condition", text)


CODING_RULES: tuple[Callable[[Bundle], Iterator[Finding]], ...] = (
    codings_rest_on_cards,
    readings_say_what_carries_them,
    codings_name_sources,
    degrees_fit_models,
    residuals_stand_alone,
    codings_repeat_their_unit,
    cards_name_indicators,
    indicators_serve_their_type,
    types_have_conditions,
    conditions_have_theory,
)
