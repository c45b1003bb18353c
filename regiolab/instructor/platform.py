"""Who handed in a file, as the learning platform's download names it: what no student can write.

Read in the platforms' own sources:

- Canvas (`lib/content_zipper.rb`): ``silvaana_LATE_12345_67890_NAME``, the sortable name in small letters
  without spaces, ``LATE`` if it was, the user's id, the file's id, its name; an anonymous assignment has
  ``anon_`` and a short random id in place of name and id. Older versions write ``late`` small. A user's id
  is the same in every assignment, and is the column ``ID`` of the gradebook.
- Moodle (`mod/assign/classes/downloader.php`): a folder ``Ana Silva_123456_assignsubmission_file``, older
  versions with ``_`` at the end, or without folders files that begin so. ``_`` in a name becomes a space;
  marked blindly everybody is called Participant. The number is one's own in this assignment alone, and is
  the ``Identifier`` of its grading sheet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

CANVAS, MOODLE = "canvas", "moodle"
# a file's id has many digits: `ana_11_3_classify.answers.json` is somebody's own name for a file
OF_CANVAS = re.compile(r"(?:(?P<name>\w*?)_)?(?:(?:LATE|late)_)?(?P<id>\d+)_\d{3,}_[^/]+")
ANONYMOUS = re.compile(r"(?:LATE_|late_)?anon_(?P<id>[0-9A-Za-z]{5})_\d{3,}_[^/]+")
OF_MOODLE = re.compile(r"(?P<name>[^_/]+)_(?P<id>\d+)_assignsubmission_(?:file|onlinetext)(?:_.*)?", re.DOTALL)


@dataclass(frozen=True, order=True)
class Person:
    """Somebody as a platform knows them.

    `download` is where the id holds: for Moodle one download of one assignment, for Canvas everywhere.
    """

    platform: str
    id: str
    name: str = ""
    download: str = ""

    def __str__(self) -> str:
        return f"{self.name} ({self.id})" if self.name else self.id

    def plain(self) -> str:
        """Return the person as one text, for the register."""
        return "\x1f".join((self.platform, self.id, self.name, self.download))

    def is_other(self, other: Person) -> bool:
        """Return whether two files were certainly handed in by two people.

        Examples
        --------
        >>> one, two = Person(MOODLE, "7", "Ana", "a.zip"), Person(MOODLE, "8", "Ana", "b.zip")
        >>> one.is_other(two), one.is_other(Person(MOODLE, "8", "Eva", "b.zip")), one.is_other(Person(CANVAS, "8"))
        (False, True, False)
        """
        if self.platform != other.platform:
            return False
        if self.download == other.download:
            return self.id != other.id
        return self.name != other.name


def from_plain(text: str) -> Person | None:
    """Return the person that :meth:`Person.plain` wrote; None for an empty text."""
    return Person(*text.split("\x1f")) if text else None


def person(label: str) -> Person | None:
    """Return who handed in a file, by its path; None if no platform named it.

    Examples
    --------
    >>> person("in/silvaana_LATE_12345_67890_3_classify.answers.json")
    Person(platform='canvas', id='12345', name='silvaana', download='')
    >>> person("b.zip/Ana Silva_77_assignsubmission_file/3_classify.answers.json")
    Person(platform='moodle', id='77', name='Ana Silva', download='b.zip')
    >>> person("group1/ana_11_3_classify.answers.json")
    """
    parts = label.split("/")
    # the outermost: what lies inside it bears names that the student gave
    for place, part in enumerate(parts):
        if found := OF_MOODLE.fullmatch(part):
            return Person(MOODLE, _number(found["id"]), " ".join(found["name"].split()), "/".join(parts[:place]))
    if found := ANONYMOUS.fullmatch(parts[-1]):
        return Person(CANVAS, found["id"], "", "/".join(parts[:-1]))
    if found := OF_CANVAS.fullmatch(parts[-1]):
        return Person(CANVAS, _number(found["id"]), found["name"] or "")
    return None


def _number(text: str) -> str:
    return text.lstrip("0") or "0"
