"""Submissions of version 1, read as those of today; where the old rules leave room, for the student.

Version 1 told by the clock what came after what, emptied the board when a round was sealed, so that a
second answer may hold only what changed, and cited cards without filing them.
"""

from __future__ import annotations

from typing import Any

from regiolab.words import RESIDUALS

FORMAT = "regiolab-submission/1"


def renewed(data: dict) -> dict:
    """Return the content of a file in the form of today; what is of today already comes back as it is.

    Whatever does not have the form of version 1 is left for the validation to refuse.

    Examples
    --------
    >>> old = {"format": "regiolab-submission/1", "id": "0" * 32, "rounds": [{"answers": {}, "sealed": {}}] * 2}
    >>> renewed(old)["format"]
    'regiolab-submission/2'
    """
    if data.get("format") != FORMAT:
        return data
    new: dict[str, Any] = {**data, "format": "regiolab-submission/2"}
    order = _order(data)
    rounds = data.get("rounds")
    if isinstance(rounds, list):
        new["rounds"] = [_round(item, order, number) for number, item in enumerate(rounds)]
        if len(new["rounds"]) == 2 and all(isinstance(item, dict) for item in new["rounds"]):
            _fill(*new["rounds"])
    if isinstance(steps := data.get("feedback"), list):
        new["feedback"] = [_counted(item, order, ("step", n)) for n, item in enumerate(steps)]
    if isinstance(after := data.get("after"), dict):
        new["after"] = {name: _counted(item, order, ("after", name)) for name, item in after.items()}
    if order and isinstance(data.get("id"), str):
        new["history"] = [{"writer": data["id"][:8], "changes": len(order)}]
    return new


def _order(data: dict) -> dict[tuple, int]:
    """Number everything that a file records, by its clock; of the same second answers come first."""
    found: list[tuple[str, int, tuple]] = []
    rounds = data.get("rounds")
    for number, item in enumerate(rounds if isinstance(rounds, list) else []):
        if isinstance(item, dict):
            for kind, rank in (("answers", 0), ("sealed", 1)):
                entries = item.get(kind)
                for name, value in (entries if isinstance(entries, dict) else {}).items():
                    at = value.get("at") if isinstance(value, dict) else value
                    found.append((str(at), rank, (kind, number, name)))
    steps, after = data.get("feedback"), data.get("after")
    for n, item in enumerate(steps if isinstance(steps, list) else []):
        found.append((str(item.get("at") if isinstance(item, dict) else ""), 2, ("step", n)))
    for name, item in (after if isinstance(after, dict) else {}).items():
        found.append((str(item.get("at") if isinstance(item, dict) else ""), 3, ("after", name)))
    return {place: n for n, (_at, _rank, place) in enumerate(sorted(found, key=lambda entry: entry[:2]), 1)}


def _round(item: Any, order: dict[tuple, int], number: int) -> Any:
    if not isinstance(item, dict):
        return item
    new = dict(item)
    if isinstance(answers := item.get("answers"), dict):
        new["answers"] = {name: _counted(value, order, ("answers", number, name)) for name, value in answers.items()}
    if isinstance(sealed := item.get("sealed"), dict):
        new["sealed"] = {
            name: {"at": at, "revision": order.get(("sealed", number, name), 0)} for name, at in sealed.items()
        }
    return new


def _counted(value: Any, order: dict[tuple, int], place: tuple) -> Any:
    return {**value, "revision": order.get(place, 0)} if isinstance(value, dict) else value


def _fill(first: dict, second: dict) -> None:
    """Complete the answers of the second round by what the first holds."""
    before, later = first.get("answers"), second.get("answers")
    if not isinstance(before, dict) or not isinstance(later, dict):
        return
    for name, answer in later.items():
        old = before.get(name)
        if isinstance(old, dict) and isinstance(answer, dict) and old.get("kind") == answer.get("kind"):
            later[name] = _filled(old, answer)


def _filled(old: dict, answer: dict) -> dict:
    new = dict(answer)
    if isinstance(models := answer.get("models"), dict) and isinstance(before := old.get("models"), dict):
        if models and not set(RESIDUALS) & {*models, *before}:
            new["models"] = {**before, **models}
        if isinstance(cards := answer.get("cards", []), list) and isinstance(cited := old.get("cards", []), list):
            new["cards"] = list(dict.fromkeys(map(str, [*cards, *cited])))[:40]
    if isinstance(pairs := answer.get("pairs"), dict) and isinstance(matched := old.get("pairs"), dict):
        new["pairs"] = {**matched, **pairs} if pairs else pairs
    if isinstance(order := answer.get("order"), list) and isinstance(placed := old.get("order"), list):
        # those placed anew take the places that they held, in their new order
        anew = iter([item for item in order if item in placed])
        if 0 < len(order) < len(placed) and set(order) <= set(placed):
            new["order"] = [next(anew) if item in order else item for item in placed]
    return new
