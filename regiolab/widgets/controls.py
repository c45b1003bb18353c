"""The words on the inputs of a lesson's questions, for the front end ``js/ask.js``."""

from __future__ import annotations

from regiolab.i18n import _
from regiolab.widgets import panel

# what the exercises say of saving, of changes that did not arrive, and of lists
SHARED = frozenset(
    {"sending", "waiting", "lost", "unsent", "kept", "not_kept", "run_again", "saved_at", "not_yet", "offered"}
    | {"take_over", "leave", "place", "up", "down", "remove", "choose", "unplaced"}
)


def control_words() -> dict[str, str]:
    """Return every word that the inputs show by themselves, in the reader's language.

    Examples
    --------
    >>> control_words()["commit"]
    'Commit my answer'
    """
    shared = {name: text for name, text in panel.shown_words().items() if name in SHARED}
    return shared | {
        "commit": _("Commit my answer"),
        "pass_over": _("Pass over"),
        "again": _("Answer again"),
        "answer_now": _("Answer after all"),
        "incomplete": _("Answer first, then commit."),
        "announce": _("Kept; what the record says appears below."),
        "yours": _("Your answer:"),
        "passed": _("Passed over."),
        "show_yours": _("Show it again"),
        "core": _("core question"),
        "hint": _("Hint:"),
        "number": _("Your number"),
        "less": _("less"),
        "more": _("more"),
        "between": _("From {least} to {most}."),
        "percent": _("How likely, in percent"),
        "untouched": _("not set yet"),
        "unlikely": _("hardly"),
        "likely": _("almost surely"),
        "letters": _("Letters left: {n}"),
        "left": _("Still open: {n}"),
        "placed": _("Your order, from the first to the last"),
        "draw_here": _("Draw the line here"),
        "drawn": _("A line is drawn"),
        "draw_on": _("Draw on as far as {year}."),
        "clear": _("Draw anew"),
        "as_numbers": _("The same as numbers"),
        "as_list": _("The same as a list"),
        "chosen": _("Chosen ({n}):"),
        "economic": _("Economic model"),
        "political": _("Political model"),
        "put_here": _("Put it here"),
        "put_into": _("Put {bloc} into: {economic}, {political}"),
        "taken": _("{bloc} is taken up: choose a cell, or press Escape."),
        "take_up": _("Take one up, then choose its cell; or drag it."),
        "all_placed": _("All are placed. Take one up to move it."),
    }
