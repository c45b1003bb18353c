"""Reasons that stand word for word under different ids: a question to ask, and no charge.

Two students may quote one sentence of the article, or have written up a talk together. What is equal in
closed questions says nothing, since there are few answers to give, and is never listed.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator

from regiolab.errors import shown
from regiolab.i18n import _, format_list, ngettext
from regiolab.instructor.class_list import Student
from regiolab.instructor.findings import ClassFinding
from regiolab.instructor.register import Register

PLACE = "rationale"  # where a finding says that it is: the same in every language
FEWEST = 8  # words: shorter ones are equal by chance
NAMED = 3  # who is named before the rest is counted
WORD = re.compile(r"\w+")

TABLE = """
create temp table reasons (
    exercise text, hash integer, words integer, label text, id text, student text, question text)"""
# one row a reason that stands under several ids and pseudonyms
ALIKE = """
    select exercise, hash, max(words) from reasons group by exercise, hash
    having count(distinct id) > 1 and count(distinct student) > 1 order by min(label), min(question)"""
WHO = """
    select id, min(label), min(student), min(question) from reasons
    where exercise = ? and hash = ? group by id order by 2, 1"""


def words(text: str) -> list[str]:
    """Return the words of a text as they are compared: without case, accents' form, marks and spaces.

    Examples
    --------
    >>> words("The cards, «I think»,  SHOW it.") == words("the cards I think show it")
    True
    """
    return WORD.findall(unicodedata.normalize("NFKC", text).casefold())


class Likeness:
    """Gathers every reason of a class, in a table of the register that is gone afterwards."""

    def __init__(self, register: Register) -> None:
        self._base = register.base
        self._base.execute("drop table if exists temp.reasons")
        self._base.execute(TABLE)

    def see(self, student: Student) -> None:
        """Gather a student's reasons, of both rounds."""
        rows = set()
        for exercise, work in student.works.items():
            for answer in work.record.answers:
                for given in (answer.first, answer.second):
                    found = words((given or {}).get("rationale", ""))
                    if len(found) >= FEWEST:
                        # a number of its own for each text, which no two texts have by chance
                        digest = hashlib.blake2b(" ".join(found).encode(), digest_size=7).digest()
                        place = work.label, work.id, student.name, answer.mark.question
                        rows.add((exercise, int.from_bytes(digest), len(found), *place))
        self._base.executemany("insert into reasons values (?, ?, ?, ?, ?, ?, ?)", sorted(rows))

    def findings(self) -> Iterator[ClassFinding]:
        """Yield a finding for each set of ids under which the same reasons stand."""
        self._base.execute("create index temp.reasons_by_hash on reasons (exercise, hash)")
        shared: dict[tuple[str, ...], tuple[list, int, int]] = {}
        for exercise, digest, n_words in self._base.execute(ALIKE).fetchall():
            rows = self._base.execute(WHO, (exercise, digest)).fetchall()
            first, reasons, most = shared.get(ids := (exercise, *(row[0] for row in rows)), (rows, 0, 0))
            shared[ids] = first, reasons + 1, max(most, n_words)
        for rows, reasons, most in shared.values():
            yield ClassFinding(rows[0][1], PLACE, _told(rows, reasons, most))


def _told(rows: list[tuple[str, str, str, str]], reasons: int, most: int) -> str:
    # by the pseudonym: on a hub, and in what Moodle hands out, all files of an exercise have one name
    who = [f"{shown(student, 60)} ({id_[:8]}, {question})" for id_, _label, student, question in rows[:NAMED]]
    if more := max(0, len(rows) - NAMED):
        who.append(_("{n} more").format(n=more))
    text = ngettext(
        "{n} reason of {words} words stands word for word under {ids} ids: {who}. It may be a quotation, or written "
        "together: ask, and do not take it for an answer",
        "{n} reasons of up to {words} words stand word for word under {ids} ids: {who}. They may be quotations, or "
        "written together: ask, and do not take it for an answer",
        reasons,
    )
    return text.format(n=reasons, words=most, ids=len(rows), who=format_list(who))
