"""Guess a scheme from its profile, its name left out."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable

import ipywidgets

from regiolab.charts import profiles
from regiolab.charts.livechart import live
from regiolab.data import labels
from regiolab.errors import InvalidValue, unknown
from regiolab.i18n import _, format_list, ngettext
from regiolab.views.markup import fill
from regiolab.widgets.messages import Message, guarded

UNITS = (
    "mercosur_1991_economic",
    "mercosur_2003_economic",
    "alba_2004_economic",
    "pacific_alliance_2011_economic",
    "mercosur_2003_political",
    "alba_2004_political",
    "pacific_alliance_2011_political",
    "unasur_2008_political",
)


class ProfileQuiz(ipywidgets.VBox):
    """A profile without its name, and the schemes that it might belong to.

    Nothing is chosen before the reader chooses. A wrong guess gets a reason from the profile and may
    be made again; after the right one the next profile can be asked for. What was right at the first
    guess is counted until the last profile; then the count begins again, and the quiz says so.

    Parameters
    ----------
    units : iterable of str
        The units to guess, each shown once.
    seed : int, optional
        Shuffles the units; in the order given if left out.

    Examples
    --------
    >>> quiz = ProfileQuiz(["alba_2004_political", "mercosur_2003_political"])
    >>> quiz.guess("mercosur_2003_political")
    False
    >>> quiz.guess("alba_2004_political"), quiz.guesses
    (True, 2)
    >>> quiz.next()
    >>> quiz.unit
    'mercosur_2003_political'
    """

    def __init__(self, units: Iterable[str] = UNITS, seed: int | None = None) -> None:
        self.message = Message()
        self._callbacks: list[Callable[[dict], None]] = []
        self._setting = False
        self._units = list(dict.fromkeys(units))
        if len(self._units) < 2:
            raise InvalidValue(_("A quiz needs at least two units to choose from."))
        for unit in self._units:
            labels.unit_row(unit)
        if seed is not None:
            random.Random(seed).shuffle(self._units)
        self._at = 0
        self.at_once = self.done = 0  # profiles right at the first guess, and profiles solved
        self.guesses = 0
        self.feedback = ""
        self.solved = False
        self._compose()
        self._ask()
        super().__init__([self.message, self._body])

    # -- what a program can do ------------------------------------------------------------------

    @property
    def unit(self) -> str:
        """The unit whose profile is shown."""
        return self._units[self._at]

    @property
    def choices(self) -> list[str]:
        """The units offered: all of the dimension that is shown."""
        dimension = labels.unit_row(self.unit)["dimension"]
        return sorted(unit for unit in self._units if labels.unit_row(unit)["dimension"] == dimension)

    def guess(self, unit: str) -> bool:
        """Name the unit that the profile belongs to; True if it does.

        Raises
        ------
        UnknownName
            If the unit is not among the choices.
        """
        if unit not in self.choices:
            raise unknown(_("one of the choices"), unit, self.choices)
        if self.solved:
            return unit == self.unit
        self.guesses += 1
        self.solved = unit == self.unit
        self.done += self.solved
        self.at_once += self.solved and self.guesses == 1
        self.feedback = self._right() if self.solved else self._wrong(unit)
        self._show(unit)
        for callback in self._callbacks:
            callback({"unit": self.unit, "guess": unit, "right": self.solved})
        return self.solved

    def next(self) -> None:
        """Show the next profile; after the last one begin again, with nothing counted."""
        self._at = (self._at + 1) % len(self._units)
        if self._at == 0:
            self.at_once = self.done = 0
        self._ask()

    def on_guess(self, callback: Callable[[dict], None]) -> None:
        """Have a function called after every guess, with the unit, the guess and whether it is right."""
        self._callbacks.append(callback)

    # -- words ----------------------------------------------------------------------------------

    def _right(self) -> str:
        tries = ngettext("Right, with {n} guess.", "Right, after {n} guesses.", self.guesses).format(n=self.guesses)
        said = _("{tries} It is {unit}.").format(tries=tries, unit=labels.unit_name(self.unit))
        if not self._last():
            return said
        text = ngettext(
            "This was the last profile: {n} of {all} was right at the first guess.",
            "This was the last profile: {n} of {all} were right at the first guess.",
            self.at_once,
        )
        return f"{said} {text.format(n=self.at_once, all=self.done)}"

    def _last(self) -> bool:
        return self._at == len(self._units) - 1

    def _wrong(self, unit: str) -> str:
        """Name the conditions on which the profile shown and that of the guess cannot be the same.

        What is open on one side may be what the other has: where nothing known excludes the guess, it is called
        undecided, and the conditions that differ in what is known are named.
        """
        shown, guessed = (
            table[table["basis"].eq("all")].set_index("condition")[["low", "high"]]
            for table in map(profiles.condition_table, (self.unit, unit))
        )
        both = shown.join(guessed.add_suffix("_guess"), how="inner")
        gap = (both["low"] - both["high_guess"]).clip(lower=0) + (both["low_guess"] - both["high"]).clip(lower=0)
        other = (both["low"] - both["low_guess"]).abs() + (both["high"] - both["high_guess"]).abs()
        differs = both.assign(gap=gap, other=other)[other > 0]
        excludes = differs[differs["gap"] > 0].sort_values(["gap", "other"], ascending=False)
        ranked = differs.sort_values("other", ascending=False) if excludes.empty else excludes
        if ranked.empty:
            text = _("The cards cannot tell this profile from that of {unit}. It is another scheme all the same.")
            return text.format(unit=labels.unit_name(unit))
        names = labels.condition_names()
        reasons = [
            _("“{condition}” is {shown} here and {guess} there").format(
                condition=names[condition],
                shown=profiles.interval_text(row["low"], row["high"]),
                guess=profiles.interval_text(row["low_guess"], row["high_guess"]),
            )
            for condition, row in ranked.head(2).iterrows()
        ]
        text = _("Not {unit}: {reasons}.")
        if excludes.empty:
            text = _(
                "It is another scheme, but nothing known excludes {unit}: {reasons}, and what is open may be the same. "
                "By these cards your guess stays undecided."
            )
        return text.format(unit=labels.unit_name(unit), reasons=format_list(reasons))

    # -- drawing --------------------------------------------------------------------------------

    def _ask(self) -> None:
        """Show a profile, with nothing chosen."""
        self.guesses, self.solved, self.feedback = 0, False, ""
        figure = profiles.profile(self.unit, unnamed=True)
        self.description = figure.description
        self._stage.children = [live(figure.chart)]
        text = _("Profile {n} of {all}: which scheme is it?").format(n=self._at + 1, all=len(self._units))
        self._head.value = fill("sentences.html", kind="head", lines=[text])
        self._setting = True
        self._choice.options = [(labels.scheme_name(unit), unit) for unit in self.choices]
        self._choice.value = None
        self._setting = False
        self._show(None)

    def _show(self, unit: str | None) -> None:
        self._setting = True
        self._choice.value = unit
        self._setting = False
        self._choice.disabled = self.solved
        self._on.disabled = not self.solved
        self._on.description = _("Begin again") if self._last() else _("Next profile")
        score = _("Right at the first guess: {n} of {all}").format(n=self.at_once, all=self.done) if self.done else ""
        self._score.value = fill("sentences.html", kind="plain", lines=[score])
        self._words.value = fill("sentences.html", kind="status", lines=[self.feedback])

    def _compose(self) -> None:
        wide = ipywidgets.Layout(width="100%")
        self._head, self._score = ipywidgets.HTML(layout=ipywidgets.Layout(flex="1 1 auto")), ipywidgets.HTML()
        self._choice = ipywidgets.RadioButtons(options=[], layout=wide, orientation="horizontal")
        self._choice.observe(self._chosen, "value")
        self._words = ipywidgets.HTML(layout=ipywidgets.Layout(min_height="26px"))
        self._on = ipywidgets.Button(description=_("Next profile"))
        self._on.on_click(self._went_on)
        # options above the profile and both on one screen: beside it there is no room
        head = ipywidgets.HBox(
            [self._head, self._score, self._on], layout=ipywidgets.Layout(align_items="center", grid_gap="12px")
        )
        self._stage = ipywidgets.Box(layout=ipywidgets.Layout(min_height="380px"))
        self._body = ipywidgets.VBox([head, self._choice, self._words, self._stage], layout=wide)

    @guarded
    def _chosen(self, change: dict) -> None:
        if not self._setting and change["new"] is not None:
            self.guess(change["new"])

    @guarded
    def _went_on(self, _button) -> None:
        self.next()


def profile_quiz(units: Iterable[str] = UNITS, seed: int | None = None) -> ProfileQuiz:
    """Open a :class:`ProfileQuiz`; see there.

    Examples
    --------
    >>> profile_quiz().solved
    False
    """
    return ProfileQuiz(units, seed)
