"""Files that have something in common: questions to the register, in SQL; and which files are one person's."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from regiolab.instructor import platform, texts
from regiolab.instructor.platform import Person

# Of several files with one id, pseudonym and owner the one with most changes counts. A clock decides between
# equals, and one that is ahead of now loses. What the instructor settled (student, left_out) goes before all.
COUNTED = """
create temp table if not exists counted as
select label, digest, exercise, id, student, folded, latest, handed_in, lost, person, owner, settled, n from (
    select files.label, files.person, files.owner, files.settled, digest, exercise, id, latest, handed_in, lost,
        coalesce(files.student, entries.student) as student, coalesce(files.folded, entries.folded) as folded,
        row_number() over same as n
    from files join entries using (digest) where not files.left_out
    window same as (
        partition by exercise, id, coalesce(files.student, entries.student), owner
        order by revision desc, latest > strftime('%s', 'now') + 86400, latest desc, answered desc, digest, label));
create index if not exists counted_by_student on counted (folded, student, exercise, id);
"""

# one id and pseudonym, different content: file that does not count, file that does, and the history of each
AGAIN = """
    select other.label, best.label, before.history, after.history from counted as other
    join counted as best using (exercise, id, student, owner)
    join entries as before on before.digest = other.digest join entries as after on after.digest = best.digest
    where other.n > 1 and best.n = 1 and other.digest != best.digest order by other.label"""

# two ids, one first writer: writers take random names, so that nobody shares one by chance
GROWN = """
    with begun as (
        select counted.label, counted.student, counted.exercise, counted.id,
            substr(entries.history, 1, 12) as writer
        from counted join entries using (digest) where n = 1 and entries.history != '[]' and not settled)
    select label, exercise || ' ' || writer, student from begun where (exercise, writer) in (
        select exercise, writer from begun group by 1, 2 having count(distinct id) > 1 and count(distinct student) > 1)
    order by label"""

# files of one pseudonym under several ids, and of one id under several pseudonyms
SHARED = """
    select label, student, person, exercise, 'two_ids' from counted where n = 1 and not settled and
        (exercise, student) in (
            select exercise, student from counted where n = 1 group by 1, 2 having count(distinct id) > 1)
    union all select label, student, person, exercise, 'copied' from counted where n = 1 and not settled and
        (exercise, id) in (
            select exercise, id from counted where n = 1 group by 1, 2 having count(distinct student) > 1)
    order by 1"""

# files that the instructor said count, though only one of a student and exercise can
BOTH = """
    select label, student, exercise from counted where n = 1 and settled = 2 and (exercise, student) in (
        select exercise, student from counted where n = 1 and settled = 2 group by 1, 2 having count(*) > 1)
    order by 1"""

PAIRS = {
    "same": """
        select other.label, best.label from counted as other
        join counted as best using (exercise, id, student, owner)
        where other.n > 1 and best.n = 1 and other.digest = best.digest order by other.label""",
    # one pseudonym, two ids
    "two_ids": """
        select max(label), student, exercise, count(distinct id) from counted where n = 1 and not settled
        group by exercise, student having count(distinct id) > 1 order by 1""",
    # one id, two pseudonyms
    "copied": """
        select max(label), exercise, count(distinct student) from counted where n = 1 and not settled
        group by exercise, id having count(distinct student) > 1 order by 1""",
    # pseudonyms that look alike
    "alike": """
        select max(label), min(student), max(student) from counted
        group by folded having count(distinct student) > 1 order by 1""",
}


def own(base: sqlite3.Connection) -> None:
    """Tell apart the files of one id and pseudonym that a platform says two people handed in: their `owner`."""
    name = "coalesce(files.student, entries.student)"
    base.execute("update files set owner = 0 where owner")
    groups = base.execute(
        f"select exercise, id, {name} from files join entries using (digest) where not files.left_out "
        "group by 1, 2, 3 having count(distinct nullif(person, '')) > 1"
    ).fetchall()
    for group in groups:
        rows = base.execute(
            f"select label, person from files join entries using (digest) where exercise = ? and id = ? and {name} = ? "
            "order by label",
            group,
        ).fetchall()
        people = {text: found for _label, text in rows if (found := platform.from_plain(text))}
        owners = apart(people.values())
        base.executemany(
            "update files set owner = ? where label = ?",
            [(owners[people[text]], label) for label, text in rows if text and owners[people[text]]],
        )


def apart(people: Iterable[Person]) -> dict[Person, int]:
    """Return a number for each person of some, the same for those who may be one.

    Examples
    --------
    >>> one, two = Person("canvas", "7"), Person("canvas", "8")
    >>> list(apart([one, two, one]).values())
    [0, 1]
    """
    groups: list[list[Person]] = []
    found: dict[Person, int] = {}
    for person in people:
        if person in found:
            continue
        for number, group in enumerate(groups):
            if not any(person.is_other(member) for member in group):
                group.append(person)
                found[person] = number
                break
        else:
            found[person] = len(groups)
            groups.append([person])
    return found


def decide(base: sqlite3.Connection, said: Iterable[tuple[str, str, bool | None]]) -> None:
    """Keep what the instructor settled of files; one that counts leaves out others of its student and exercise."""
    base.executemany(
        "update files set student = ?, folded = ?, left_out = ?, settled = ? where label = ?",
        [
            (name or None, texts.folded(name) if name else None, counts is False, 2 if counts else 1, label)
            for label, name, counts in said
        ],
    )
    name = "coalesce(files.student, entries.student)"
    base.execute(
        f"""
        update files set left_out = 1, settled = 1 where settled != 2 and label in (
            select label from files join entries using (digest) join (
                select exercise, {name} as who from files join entries using (digest) where settled = 2
                ) as said on said.exercise = entries.exercise and said.who = {name})"""
    )


def labels(base: sqlite3.Connection, ending: str) -> list[str]:
    """Return the files of a name, or those whose path ends with it."""
    if base.execute("select 1 from files where label = ?", (ending,)).fetchone():
        return [ending]
    tail = f"/{ending}"
    query = "select label from files where substr(label, -length(?)) = ? order by label"
    return [row[0] for row in base.execute(query, (tail, tail))]
