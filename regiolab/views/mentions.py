"""What a text mentions: paragraphs of the article, cards, statements and terms, and links to what each says."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from regiolab.data import store
from regiolab.i18n import _, language

PAGE = "companion.ipynb"
# JupyterLab and Notebook 7 find a cell by its name before it is drawn; a heading only afterwards, and none
# whose name is not plain ASCII
FRAGMENT = "#cell-id="

# "S2 ¶5", the card E118, the statement C036; a section stands alone only between backticks, where it is meant
CITED = r"(?<![\w¶.-])(?:S\d+[\x20\xa0]¶[\x20\xa0]?\d+|[EC]\d{2,3})(?![\w-])"
_ONLY = re.compile(rf"\s*(?:{CITED}|S\d)(?:\s*[;,]\s*(?:{CITED}|S\d))*\s*")
_EACH = re.compile(rf"{CITED}|S\d(?![\w¶ ])")

# in which a mention stays as it is: code, links, images, addresses, tags, formulas, escapes
_KEPT = r"""
(?P<code>(?<!`)(?P<ticks>`+)(?!`)(?P<inside>.+?)(?<!`)(?P=ticks)(?!`))
| (?P<link>!?\[(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*\]
    (?:\((?P<target>(?:[^()"\\]|\\.|"(?:[^"\\]|\\.)*"|\([^()]*\))*)\)|\[[^\]]*\]))
| (?P<kept><(?P<tag>a|code|summary|script|style)\b.*?</(?P=tag)\s*>|<[A-Za-z/!][^<>]*>|https?://\S+
    |(?<!\\)\$\$.+?\$\$|(?<!\\)\$[^$\n]+\$|\\.)
"""
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_TAGS = "address|article|aside|blockquote|center|dd|details|div|dl|dt|figure|figcaption|footer|form|h[1-6]|header|hr"
_TAGS += "|iframe|li|main|nav|ol|p|pre|script|section|style|summary|table|tbody|td|tfoot|th|thead|tr|ul"
_OTHER = re.compile(
    rf" {{0,3}}(?:\#{{1,6}}(?:\s|$)|\[[^\]]+\]:\s)|(?P<html> {{0,3}}<(?:/?(?:{_TAGS})\b|!|\?))", re.IGNORECASE
)
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)\s*")

# nothing in a link's title may end the title, or the cell of a table, or begin a formula
_TITLE = str.maketrans('"|[]`\\<>\n', "”/()’/‹› ") | {ord("$"): r"\$"}

LONG = 10  # letters from which on half of a term's name, marked in the text, stands for the whole


@dataclass(frozen=True)
class Entry:
    """What a mention stands for: `name` as one cites it, what it says, and a term with what it is qualified by.

    `kind` is ``"section"``, ``"paragraph"``, ``"card"``, ``"statement"`` or ``"term"``.
    """

    kind: str
    name: str
    says: str
    full: str = ""

    @property
    def anchor(self) -> str:
        """The name of its cell in the companion, and of its place in a page: plain letters, digits and hyphens."""
        if self.kind == "paragraph":
            return self.name.lower().replace(" ¶", "-p")
        plain = unicodedata.normalize("NFKD", self.name.lower()).encode("ascii", "ignore").decode()
        plain = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
        return f"term-{plain}"[:64] if self.kind == "term" else plain

    @property
    def title(self) -> str:
        """What kind of thing it is, and what it says."""
        forms = {
            "section": _("Section: {text}"),
            "paragraph": _("The paragraph's gist: {text}"),
            "card": _("Card: {text}"),
            "statement": _("Statement: {text}"),
            "term": _("Definition: {text}"),
        }
        return forms[self.kind].format(text=self.says)


def entries() -> dict[str, Entry]:
    """Return everything that can be mentioned by its name: ``"S2"``, ``"S2 ¶5"``, ``"E118"``, ``"C036"``, terms.

    Examples
    --------
    >>> entries()["S2 ¶5"].anchor, entries()["E118"].anchor, entries()["open regionalism"].anchor
    ('s2-p5', 'e118', 'term-open-regionalism')
    """
    return _entries(language())


@functools.cache
def _entries(spoken: str) -> dict[str, Entry]:
    sections, cards = store.columns("sections"), store.columns("evidence")
    claims, terms = store.columns("claims"), store.columns("glossary")
    found = [Entry("section", *pair) for pair in zip(sections["section"], sections["section_title"], strict=True)]
    found += [Entry("paragraph", *pair) for pair in zip(sections["locator"], sections["gist"], strict=True)]
    found += [Entry("card", *pair) for pair in zip(cards["evidence"], cards[f"fact_{spoken}"], strict=True)]
    found += [Entry("statement", *pair) for pair in zip(claims["claim"], claims["statement"], strict=True)]
    for name, says in zip(terms[f"term_{spoken}"], terms[f"definition_{spoken}"], strict=True):
        found.append(Entry("term", name.split(" (")[0], says, name))
    return {entry.name: entry for entry in found}


store.on_change(_entries.cache_clear)


@functools.cache
def _pattern(spoken: str) -> tuple[re.Pattern[str], dict[str, Entry]]:
    """Return what to look for in a language, and the entry of each form of a term."""
    terms = [entry for entry in _entries(spoken).values() if entry.kind == "term"]
    whole = {_plain(entry.name): entry for entry in terms if entry.name == entry.full}
    pairs = [(entry, words) for entry in terms if len(words := entry.name.lower().split()) == 2]
    seen = Counter(word for _entry, words in pairs for word in words)
    half = {
        _plain(word): entry
        for entry, words in pairs
        for word, other in (words, words[::-1])
        if len(word) >= LONG and seen[word] == 1 and seen[other] > 1 and _plain(word) not in whole
    }
    # "agreement (between coders)": the word alone means other things as well
    half |= {_plain(entry.name): entry for entry in terms if entry.name != entry.full}
    pattern = rf"{_KEPT} | (?P<cited>{CITED})"
    pattern += rf"| (?P<term>(?<![\w-])(?:{_forms(whole)})(?![\w-]))"
    if half:
        # only where a text marks it: *post-liberal*
        pattern += rf"| (?P<half>(?<=(?<!\*)\*)(?:{_forms(half)})(?=\*(?!\*)))"
    return re.compile(pattern, re.VERBOSE | re.DOTALL | re.IGNORECASE), whole | half


store.on_change(_pattern.cache_clear)


def _forms(names: dict[str, Entry]) -> str:
    longest = sorted(names, key=len, reverse=True)
    return "|".join(r"[\s-]+".join(rf"{re.escape(word)}(?:e?s)?" for word in name.split()) for name in longest)


def _plain(text: str) -> str:
    return " ".join(text.replace("-", " ").lower().split())


def _meant(text: str, forms: dict[str, Entry]) -> Entry:
    """Return the entry of a term as it stands in a text, perhaps in the plural."""
    plain = _plain(text)
    if plain in forms:
        return forms[plain]
    return next(entry for name, entry in forms.items() if re.fullmatch(_forms({name: entry}), plain))


def linked(text: str, to: str = PAGE + FRAGMENT) -> str:
    """Turn what a Markdown text mentions into links to a page that says what each is.

    Paragraphs, cards and statements become links wherever they stand, without the backticks around them; a
    term does the first time. Code, headings, links and HTML stay as they are, and so does a text that was
    linked before.

    Parameters
    ----------
    text : str
    to : str
        What stands before an entry's name in an address: the companion as seen from where the text stands, or
        ``"#"`` for a page that holds the entries itself.

    Returns
    -------
    str

    Examples
    --------
    >>> print(linked("Read `S8 ¶4`."))
    Read [S8 ¶4](companion.ipynb#cell-id=s8-p4 "The paragraph's gist: Portuguese keywords").
    >>> linked("`S8 ¶4` is code in `x = 'S8 ¶4'`").endswith(" is code in `x = 'S8 ¶4'`")
    True
    """
    return woven(text, lambda entry, shown: link(entry, shown, to), to)


def link(entry: Entry, shown: str, to: str = PAGE + FRAGMENT) -> str:
    """Return a Markdown link to an entry, with a title that says what it is."""
    return f'[{shown}]({to}{entry.anchor} "{entry.title.translate(_TITLE)}")'


def woven(text: str, write: Callable[[Entry, str], str], to: str = PAGE + FRAGMENT) -> str:
    """Return a Markdown text in which `write` has replaced what is mentioned."""
    seen: set[str] = set()
    return "".join(_inline(part, write, to, seen) if prose else part for prose, part in _parts(text))


def mentioned(text: str) -> list[Entry]:
    """Return what a Markdown text mentions and :func:`linked` would make a link, in order, each once.

    Examples
    --------
    >>> [entry.name for entry in mentioned("`S1 ¶1` to `S1 ¶4`, and S1 ¶1 again: `E08`, regionalism")]
    ['S1 ¶1', 'S1 ¶4', 'E08', 'regionalism']
    """
    found: dict[str, Entry] = {}

    def note(entry: Entry, shown: str) -> str:
        found.setdefault(entry.name, entry)
        return shown

    woven(text, note)
    return list(found.values())


def cited(text: str) -> Iterator[tuple[str, Entry | None]]:
    """Split a plain text into pieces; a piece that names a paragraph, a card or a statement comes with its entry.

    Examples
    --------
    >>> [(piece, entry and entry.kind) for piece, entry in cited("By S2 ¶5, E999")]
    [('By ', None), ('S2 ¶5', 'paragraph'), (', E999', None)]
    """
    known, done = entries(), 0
    for match in re.finditer(CITED, text):
        if entry := known.get(_name(match[0])):
            if match.start() > done:
                yield text[done : match.start()], None
            yield match[0], entry
            done = match.end()
    if done < len(text):
        yield text[done:], None


def _name(shown: str) -> str:
    """Return a locator with the blanks that the tables write."""
    return re.sub(r"\s*¶\s*", " ¶", shown.strip())


def _inline(text: str, write: Callable[[Entry, str], str], to: str, seen: set[str]) -> str:
    known = entries()
    pattern, forms = _pattern(language())

    def one(match: re.Match[str]) -> str:
        entry = known.get(_name(match[0]))
        return write(entry, match[0]) if entry else match[0]

    def replace(match: re.Match[str]) -> str:
        if match["code"]:
            inside = match["inside"]
            if not _ONLY.fullmatch(inside) or not all(_name(item) in known for item in _EACH.findall(inside)):
                return match[0]
            return _EACH.sub(one, inside)
        if match["link"]:
            target = re.match(rf"\s*{re.escape(to)}([\w-]+)", match["target"] or "")
            if target:
                seen.add(target[1])
            return match[0]
        if match["cited"]:
            return one(match) if match["cited"][0].isupper() else match[0]
        if match["kept"]:
            return match[0]
        entry = _meant(match[0], forms)
        before = text[: match.start()]
        if entry.anchor in seen or before.count("“") > before.count("”"):  # a title, or another's words
            return match[0]
        seen.add(entry.anchor)
        return write(entry, match[0])

    return pattern.sub(replace, text)


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """Split Markdown into what is prose and what is a heading, code, a definition of a link or HTML."""
    prose: list[str] = []
    fence, html, indented, blank = "", False, False, True
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        opened = _FENCE.match(line)
        other = None if html or fence else _OTHER.match(line)
        if fence:
            fence = "" if opened and bare == opened[1] and bare.startswith(fence) else fence
            kept = True
        elif opened and not html:
            fence, kept = opened[1], True
        elif html or other:
            html = bool(bare) and (html or bool(other and other["html"]))
            kept = True
        else:
            indented = line.startswith(("    ", "\t")) and (blank or indented) and bool(bare)
            kept = indented
            if prose and not blank and _UNDERLINE.fullmatch(line):
                # the line above is a heading
                above = prose.pop()
                yield True, "".join(prose)
                yield False, above
                prose, kept = [], True
        blank = not bare
        if not kept:
            prose.append(line)
            continue
        yield True, "".join(prose)
        yield False, line
        prose = []
    yield True, "".join(prose)
