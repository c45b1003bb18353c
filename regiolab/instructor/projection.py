"""A question as the room sees it: plain values for the page, with small numbers held back.

The bars of a coded unit show degrees, those of a choice its options; a match and an order are a grid of
items by options or places. What the article, the scholars and the key say is in it only when it is asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from regiolab import words
from regiolab.exercises import deck
from regiolab.exercises.key import ARTICLE, ChoiceKey, CodeKey, MatchKey, OrderKey
from regiolab.exercises.model import AnyQuestion, CodeQuestion
from regiolab.exercises.room import FEWEST
from regiolab.i18n import _, capitalised, number, worded
from regiolab.instructor import reserve, tally, wording
from regiolab.instructor.drawings import MARKS
from regiolab.instructor.entries import GradedAnswer
from regiolab.instructor.gathering import Room
from regiolab.instructor.headcount import NUMBERS, Number

KINDS = {"code": "degrees", "choose": "options", "judge": "options", "predict": "options"}
FLOWS = 5  # of those who moved, by from and to


def picture(room: Room, question: AnyQuestion, beside: bool, second: bool) -> dict:
    """Return what the page shows of a question.

    Parameters
    ----------
    room : Room
    question : Question
    beside : bool
        With what the article, the scholars and the key say.
    second : bool
        With the second round beside the first, and who moved.
    """
    n = {round_: room.given.get((question.id, round_), (0, Counter()))[0] for round_ in NUMBERS}
    rounds: tuple[Number, ...] = tuple(r for r in NUMBERS[: 2 if second else 1] if n[r] >= FEWEST)
    return {
        "question": question.id,
        "name": wording.question_name(question),
        "prompt": _(question.prompt) if question.kind == "code" else "",
        "kind": KINDS.get(question.kind, "grid"),
        "begun": reserve.said(room.begun),
        "sealed": reserve.said(room.sealed.get(question.id, 0)),
        "told": n["1"] if n["1"] >= FEWEST else 0,
        "waiting": n["1"] >= FEWEST and room.sealed.get(question.id, 0) != n["1"],
        "back": reserve.said(n["2"]),
        "rounds": [_round(r, n[r]) for r in rounds],
        "beside": beside,
        "second": second,
        "moved": movement(question, room.answers.get(question.id, ())) if second else None,
        **_drawn(room, question, rounds, beside),
    }


def _round(number_: Number, n: int) -> dict:
    return {"number": number_, "name": _("first round") if number_ == "1" else _("second round"), "n": n}


def _drawn(room: Room, question: AnyQuestion, rounds: tuple[Number, ...], beside: bool) -> dict:
    given = {r: room.given[question.id, r] for r in rounds}
    if isinstance(question, CodeQuestion):
        return _degrees(room, question, given, beside)
    entry = room.standard.key.keys.get(question.id) if room.standard.key else None
    if question.kind == "order":
        items = {item.id: _(item.text) for item in question.items}
        order = entry.order if beside and isinstance(entry, OrderKey) else []
        right = {(item, str(place)) for place, item in enumerate(order, 1)}
        places = {str(place): str(place) for place in range(1, len(items) + 1)}
        return _grid(items, places, given, "@", right)
    options = {option.id: _(option.text) for option in question.options}
    if question.kind == "match":
        pairs = entry.pairs if beside and isinstance(entry, MatchKey) else {}
        return _grid({item.id: _(item.text) for item in question.items}, options, given, "=", set(pairs.items()))
    known = {entry.choice} if beside and isinstance(entry, ChoiceKey) else set()
    return _options(options, given, known)


# -- a coded unit ----------------------------------------------------------------------------------


def _degrees(room: Room, question: CodeQuestion, given: Mapping, beside: bool) -> dict:
    readings = _readings(room, question) if beside else {}
    rows = []
    for model in deck.models(question):
        residual = model == deck.residual(question)
        names = [""] if residual else [*reversed(words.HELD)]
        bars = []
        for n, counts in given.values():
            held = {name: counts[f"{model}:{name}"] for name in names}
            bars.append(_bar({**held, "absent": n - sum(held.values())}, _residual if residual else _degree))
        name = deck.model_name(model, question)
        rows.append({"name": capitalised(name), "bars": bars, "read": _read(room, question, model, readings)})
    said = ""
    if beside and not readings:
        said = _("No reading of this unit is documented: what the class says is the result.")
    return {"rows": rows, "columns": [], "rest": [], "said": said, "readings": len(readings)}


def _readings(room: Room, question: CodeQuestion) -> dict[str, tally.Coding]:
    """Return the documented readings, those too that the cards on offer cannot carry."""
    entry = room.standard.key.keys.get(question.id) if room.standard.key else None
    silent = entry.silent if isinstance(entry, CodeKey) else []
    return {**room.tally.readings(question.id), **{item.coder: tally.coding_of(item.models) for item in silent}}


def _degree(name: str) -> str:
    return words.degree_name(name)


def _residual(name: str) -> str:
    return _("holds") if name == "" else _("does not hold")


def _bar(counts: Mapping[str, int], word: Any) -> list[dict]:
    """Return the parts of a bar: each count that is shown, and in one part those that are not."""
    found = reserve.pooled(counts)
    parts = [
        {"key": name or "holds", "text": word(name), "n": found.shown[name], "grow": found.shown[name], "sign": ""}
        for name in counts
        if name in found.shown
    ]
    if found.most is not None:
        name, least = found.most, found.least
        parts.append({"key": name or "holds", "text": word(name), "n": least, "grow": least, "sign": "≥"})
    names = [word(name) for name in counts if name not in found.shown and name != found.most]
    if found.rest and found.most is None:
        parts.append({"key": "held-back", "text": _either(names), "n": found.rest, "grow": found.rest, "sign": ""})
    elif found.rest:
        parts.append({"key": "held-back", "text": _either(names), "n": FEWEST, "grow": FEWEST - 1, "sign": "<"})
    return parts


def _either(names: list[str]) -> str:
    text = names[0]
    for name in names[1:]:
        text = _("{one} or {other}").format(one=text, other=name)
    return text


def _read(room: Room, question: CodeQuestion, model: str, readings: Mapping[str, tally.Coding]) -> list[dict]:
    """Return what is made of a model: the first reading always, others where they see it, by degree."""
    first = room.tally.reference(question.id)
    found: dict[tuple[bool, str | None], list[str]] = {}
    for coder in sorted(readings):
        degree = dict(readings[coder]).get(model)
        if degree is not None or coder == first:
            found.setdefault((coder != first, degree), []).append(coder)
    order = [None, *reversed(words.DEGREES), ""]
    return [
        {
            "mark": "–" if degree is None else MARKS[degree or "holds"],
            "word": _("absent") if degree is None else words.degree_name(degree) or _residual(""),
            "name": _("the article") if coders == [ARTICLE] else wording.coder_names(coders, question),
            "article": not other,
        }
        for (other, degree), coders in sorted(found.items(), key=lambda item: (item[0][0], order.index(item[0][1])))
    ]


# -- the other kinds -------------------------------------------------------------------------------


def _options(options: Mapping[str, str], given: Mapping, known: set) -> dict:
    parted = [(n, reserve.pooled({name: counts[name] for name in options})) for n, counts in given.values()]
    rows = [
        {"name": text, "bars": [_value(name, *each) for each in parted], "right": name in known}
        for name, text in options.items()
    ]
    rest = [_rest(*each) for each in parted]
    return {"rows": rows, "columns": [], "rest": rest if any(rest) else [], "said": "", "readings": 0}


def _grid(items: Mapping[str, str], columns: Mapping[str, str], given: Mapping, sign: str, right: set) -> dict:
    rounds = []
    for n, counts in given.values():
        mine = {item: {name: counts[f"{item}{sign}{name}"] for name in columns} for item in items}
        grid = {item: {**places, "": n - sum(places.values())} for item, places in mine.items()}
        # each place is given once: of orders the columns add up as well
        of = reserve.crossed(grid) if sign == "@" else {item: reserve.pooled(row) for item, row in grid.items()}
        rounds.append((n, of))
    rows = []
    for item, text in items.items():
        parted = [(n, of[item]) for n, of in rounds]
        cells = []
        for name in columns:
            values = [_value(name, *each) for each in parted]
            if values[1:] and values[0] == values[1] and not (values[0] and values[0]["n"]):
                values = values[1:]  # nothing, or held back, twice
            cells.append({"values": values, "right": (item, name) in right})
        rows.append({"name": text, "cells": cells})
    return {"rows": rows, "columns": list(columns.values()), "rest": [], "said": "", "readings": 0}


def _value(name: str, n: int, found: reserve.Pooled) -> dict | None:
    """Return how often an answer was given; None where that is held back."""
    if name == found.most:
        share = found.least / n
        return {"n": found.least, "sign": "≥", "grow": found.least, "share": round(share, 4), "percent": ""}
    if name not in found.shown and found.rest:
        return None
    k = found.shown.get(name, 0)
    return {"n": k, "grow": k, "sign": "", **_share(k, n)}


def _rest(n: int, found: reserve.Pooled) -> dict | None:
    """Return how many gave what is held back."""
    if found.most is not None:
        return {"n": FEWEST, "sign": "<", "grow": FEWEST - 1, "percent": ""}
    return {"n": found.rest, "grow": found.rest, "sign": "", **_share(found.rest, n)} if found.rest else None


def _share(n: int, of: int) -> dict:
    share = n / of if of else 0.0
    return {"share": round(share, 4), "percent": number(share, 0, percent=True)}


# -- the second round ------------------------------------------------------------------------------


def movement(question: AnyQuestion, answers: Iterable[GradedAnswer]) -> dict:
    """Return who moved from where to where, in counts of those who came back for the second round."""
    pairs = Counter(
        (_stand(question, graded.first), _stand(question, graded.second))
        for graded in answers
        if graded.first is not None and graded.second is not None
    )
    back = sum(pairs.values())
    coded = question.kind == "code"
    title = _("Who moved to other models") if coded else _("Who moved")
    if back < FEWEST:
        said = _("Fewer than five have come back for the second round.")
        return {"title": title, "said": said, "flows": [], "rest": ""}
    moves = {pair: n for pair, n in pairs.most_common() if pair[0] != pair[1]}
    moved = sum(moves.values())
    if not moved and coded:  # by the bars beside it the room may see that degrees did
        said = _("All {n} who came back name the models that they had sealed; degrees may have changed.")
    elif not moved:
        said = _("All {n} who came back stay with what they had sealed.")
    elif moved < FEWEST:
        said = _("Of {n} who came back fewer than five moved; the others stay.")
    elif back - moved < FEWEST:
        said = _("Of {n} who came back nearly all moved: fewer than five stay.")
    else:
        said = _("Of {n} who came back {moved} moved and {stayed} stay.")
    shown, rest, _most = reserve.pooled(moves)
    if moved < FEWEST or question.kind in ("order", "match"):
        shown, rest = {}, 0  # an order is hardly ever given twice
    flows = sorted(shown.items(), key=lambda item: -item[1])
    rest += sum(n for _pair, n in flows[FLOWS:])
    return {
        "title": title,
        "said": worded(said, n=back, moved=moved, stayed=back - moved),
        "flows": [
            {"n": n, "from": _stand_name(question, pair[0]), "to": _stand_name(question, pair[1]), **_share(n, moved)}
            for pair, n in flows[:FLOWS]
        ],
        "rest": _("{n} moved in ways that are held back.").format(n=rest) if rest else "",
    }


def _stand(question: AnyQuestion, answer: Mapping | None) -> Hashable:
    """Return where somebody stands, as it is compared: the models of a coding, an option, a whole order."""
    assert answer is not None
    if question.kind == "code":
        return tuple(tally.models_of(tally.plain_coding(dict(answer))))
    if question.kind == "order":
        return tuple(answer["order"])
    return tuple(sorted(answer["pairs"].items())) if question.kind == "match" else answer["choice"]


def _stand_name(question: Any, stand: Any) -> str:
    return wording.models_name(stand, question) if question.kind == "code" else wording.answer_name(question, stand)
