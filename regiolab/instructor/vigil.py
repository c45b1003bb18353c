"""Watch a folder while a class works in it: the page for the room, and ``class.json`` for its boards."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from regiolab.errors import InvalidValue, RegiolabError, shown, unknown
from regiolab.exercises import model, room
from regiolab.exercises.room import ClassAnswers
from regiolab.files import named
from regiolab.i18n import _, format_list, ngettext
from regiolab.instructor import headcount, projection, reserve
from regiolab.instructor.gathering import Gathering, Room
from regiolab.instructor.lookout import Lookout, Vanished
from regiolab.instructor.screen import EVERY, Screen
from regiolab.instructor.standards import Standards

PATIENCE = 30.0  # seconds for which a folder may be away: a network's drive comes back
NAMED = 5  # files named in one sentence


@dataclass
class Vigil:
    """What is known of a folder by now; :meth:`look` renews it, :meth:`picture` says what a page shows.

    Parameters
    ----------
    folder : pathlib.Path
    standards : Standards
    exercise : str, optional
        The exercise that is shown first; of which there are most files, if left out.
    out : pathlib.Path, optional
        Where ``class.json`` is written; the folder itself if left out.
    """

    folder: Path
    standards: Standards
    exercise: str | None = None
    out: Path | None = None
    rooms: dict[str, Room] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    unwritten: str = ""
    _lookout: Lookout = field(init=False)
    _gathering: Gathering = field(init=False)
    _written: ClassAnswers | None = None
    _seen: bool = False
    _away: float | None = None  # since when the folder is

    def __post_init__(self) -> None:
        self._lookout = Lookout(self.folder)
        self._gathering = Gathering(self.standards)
        self._written = room.read(self.target)

    @property
    def target(self) -> Path:
        """Where ``class.json`` is written."""
        return self.out or self.folder

    def look(self, now: float) -> None:
        """Look once, and write ``class.json`` if its counts have changed.

        Raises
        ------
        RegiolabError
            If the folder has been away for half a minute, or was never there.
        """
        try:
            for place, content in self._lookout.look():
                self._gathering.take(place, content)
        except Vanished as error:
            # by the looks that failed: a machine that slept comes back before its network's drives do
            self._away = now if self._away is None else self._away
            if not self._seen or now - self._away > PATIENCE:
                text = _("{folder} cannot be opened any more ({reason}): what was written stays.")
                raise RegiolabError(text.format(folder=self.folder, reason=error)) from None
            self.notes = (_("The folder is away at the moment: what is shown is as it was."),)
            return
        self._seen, self._away = True, None
        names = self._gathering.exercises()
        if self.exercise is not None and self.exercise not in names:
            names = [self.exercise, *names]
        # put in place whole: pages ask for it meanwhile
        self.rooms = {name: self._gathering.room(name, now) for name in names}
        self._write(now)
        self.notes = tuple(self._noted())

    def _write(self, now: float) -> None:
        answers = self._gathering.class_answers(now)
        before = self._written
        if before is not None:
            # what stands there of exercises that this folder does not hold is another session's
            other = {name: v for name, v in before.exercises.items() if name not in self._gathering.exercises()}
            exercises, lessons = {**other, **answers.exercises}, answers.lessons or before.lessons
            answers = answers.model_copy(update={"exercises": exercises, "lessons": lessons})
            if (before.exercises, before.lessons) == (exercises, lessons):
                return
        elif not (answers.exercises or answers.lessons):
            return  # nothing to tell yet
        try:
            headcount.save(self.target, answers)
        except OSError as error:
            # the page is what the room needs: it goes on, and the next look tries again
            text = _("{file} could not be written into {folder} ({reason}): what was there stays; see --out.")
            reason = error.strerror or error
            self.unwritten = text.format(file=room.FILE, folder=self.target, reason=reason)
            return
        self._written, self.unwritten = answers, ""

    def _noted(self) -> list[str]:
        """Say for the room, without names, what is not as it should be."""
        lookout, gathering = self._lookout, self._gathering
        told = [
            (gathering.broken - lookout.gone, _("Files that cannot be read, or not yet: {n}.")),
            (lookout.waiting, _("Files that are empty or not on this machine: {n}.")),
            (lookout.gone & gathering.read, _("Files that were here and are counted as they were: {n}.")),
        ]
        return [text.format(n=reserve.said(len(places))) for places, text in told if places]

    def troubles(self) -> list[str]:
        """Say for the instructor alone, with the names of files, what is not as it should be."""
        lookout, gathering = self._lookout, self._gathering
        strange = sorted(set(gathering.unknown.values()))
        told = [
            (lookout.closed, _("May not be opened, and is left out: {names}.")),
            (gathering.broken - lookout.gone, _("Cannot be read, or not yet: {names}.")),
            (
                lookout.waiting,
                _("Empty, or not on this machine (let the folder be kept on this device): {names}."),
            ),
            (lookout.gone & gathering.read, _("Gone, and counted as it was: {names}.")),
            (
                gathering.left_out(),
                _("Several files of an exercise under one pseudonym, none of them counted: {names}."),
            ),
            (strange, _("Exercises that are not here (name the file with --exercise): {names}.")),
        ]
        said = [text.format(names=_named(sorted(names))) for names, text in told if names]
        return [*said, *filter(None, [self.unwritten])]

    def picture(self, asked: Mapping[str, str]) -> dict:
        """Return what a page shows that asks for an exercise, the place of a question, and how."""
        rooms = self.rooms
        shared = {"notes": self.notes, "exercises": [], "empty": not rooms}
        if not rooms:
            return shared
        first = self.exercise or next(iter(rooms))
        name = asked.get("exercise") if asked.get("exercise") in rooms else first
        found = rooms[name or first]
        exercise = found.standard.exercise
        divided = asked.get("order") == "divided"
        order = found.divided if divided else tuple(question.id for question in exercise.questions)
        at = order.index(asked["question"]) if asked.get("question") in order else 0
        step = asked.get("step", "")
        at = (at + {"next": 1, "back": -1, "first": -at}.get(step, 0)) % len(order)
        question = exercise.question(order[at])
        return {
            **shared,
            **projection.picture(found, question, asked.get("beside") == "1", asked.get("second") == "1"),
            "exercises": [
                {"name": each, "title": _(one.standard.exercise.title), "here": one is found}
                for each, one in sorted(rooms.items())
            ],
            "exercise": exercise.exercise,
            "title": _(exercise.title),
            "at": at + 1,
            "of": len(order),
            "divided": divided,
        }


def _named(names: list[str]) -> str:
    left = len(names) - NAMED
    shown = names[:NAMED] if left > 0 else names
    more = [ngettext("{n} more", "{n} more", left).format(n=left)] if left > 0 else []
    return format_list([*shown, *more])


def _fault(error: str) -> str:
    text = _("A view could not be drawn ({error}): this is a fault of regiolab, please report it.")
    return text.format(error=shown(error, 80))


def begin(folder: Path, exercise: str | None = None, out: Path | None = None) -> Vigil:
    """Return a watch over a folder.

    Raises
    ------
    RegiolabError
        If there is no such folder or exercise.
    """
    if not folder.is_dir():
        text = _("{folder} is not a folder: name the one into which the class writes.")
        raise InvalidValue(text.format(folder=folder))
    if out is not None and out.exists() and not out.is_dir():
        raise InvalidValue(_("{out} is not a folder: name one for class.json.").format(out=out))
    own = []
    if exercise is not None and exercise.endswith(".json"):
        own = [named(exercise)]
    standards = Standards(own)
    if own:
        exercise = model.read(own[0]).exercise
    elif exercise is not None and standards.get(exercise) is None:
        raise unknown(_("an exercise"), exercise, model.names())
    return Vigil(folder.resolve(), standards, exercise, out)


def keep(
    vigil: Vigil,
    port: int = 0,
    *,
    say: Callable[[str], object],
    show: Callable[[Screen], object],
    clock: Callable[[], float] = time.time,
    sleep: Callable[[float], object] = time.sleep,
) -> None:
    """Look again and again, and serve the page, until Ctrl-C.

    Parameters
    ----------
    vigil : Vigil
    port : int
        0 for a free one.
    say : callable
        Takes each sentence for the instructor, when it is new.
    show : callable
        Takes the screen once it can be opened.
    clock, sleep : callable

    Raises
    ------
    RegiolabError
        If the folder has gone.
    """
    told: set[str] = set()
    try:
        vigil.look(clock())
        with Screen(vigil.picture, port) as screen:
            show(screen)
            while True:
                troubles = [*vigil.troubles(), *map(_fault, screen.faults)]
                for sentence in troubles:
                    if sentence not in told:
                        say(sentence)
                told = set(troubles)
                sleep(EVERY)
                vigil.look(clock())
    except KeyboardInterrupt:
        at = dt.datetime.fromtimestamp(clock()).strftime("%H:%M")
        text = _("Stopped at {time}; the page shows no more than it does now.")
        say(text.format(time=at))
