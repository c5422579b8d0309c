"""From bytes on disk to nodes: the one place that opens content and that knows YAML.

Content is data from strangers. Only listed, ordinary files below the root are opened, no link on the way, within
limits; every scalar stays text; what YAML could do beyond texts, lists and mappings is a problem at its place.
"""

import errno
import os
import re
import stat
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from sitegen import characters
from sitegen.nodes import Mapping, Node, Scalar, Sequence, scalars
from sitegen.problems import Place, Problem
from sitegen.schema.formats import ID, slug
from sitegen.yaml_faults import explain
from sitegen.yaml_lines import HASH_IN_TEXT

MAX_FILE_BYTES = 256 * 1024
MAX_DEPTH = 9  # lists and mappings inside each other
MAX_NODES = 20_000  # texts, lists and mappings in one file
MAX_FAULTS = 20  # character faults told of one file

_ENDS_AS_CONTENT = re.compile(r"\.ya?ml$|\.[a-z]{2}\.md$", re.IGNORECASE)

UNUSABLE_KEYS = frozenset({"", "<<"})  # nothing, and YAML's sign for "all that stands there"

RESERVED_NAMES = frozenset(
    {"index", "con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
)  # the address of a list, and names that Windows keeps for devices

CONFLICT = re.compile(r"^[ ]*(?P<mark>(?:<{7}|>{7}) .*)$", re.MULTILINE)
"""What Git leaves where two people changed the same lines."""

try:
    from yaml.cyaml import CParser as Parser  # type: ignore[attr-defined]  # the stubs leave it out
except ImportError:  # a PyYAML without libyaml: the same events, ten times slower

    class Parser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):  # type: ignore[no-redef]
        """PyYAML's own parser, with no constructor and no resolver."""

        def __init__(self, text: str) -> None:
            yaml.reader.Reader.__init__(self, text)
            yaml.scanner.Scanner.__init__(self)
            yaml.parser.Parser.__init__(self)


class ContentFolder:
    """The one opener of a network's files. Paths are relative to the root and written with "/"."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def files(self, folder: str, endings: tuple[str, ...], problems: list[Problem]) -> list[str]:
        """The paths of the files of a folder that have one of the endings, sorted; [] if there is no such folder.

        Other files, and names that can't be part of an address, are problems; as capitals are among those, no two
        names differ only in case. Names that begin with a dot are left alone.
        """
        paths: list[str] = []
        for name in self._names(folder, problems):
            path = f"{folder}/{name}"
            stem, dot, ending = name.partition(".")
            if dot + ending not in endings:
                severity = "error" if self._is_meant(path, endings) else "warning"
                guess = f"{stem}{endings[0]}"
                problems.append(_problem("file-unexpected", path, severity=severity, typed=name, guess=guess))
            elif not ID.fullmatch(stem):
                problems.append(_problem("file-name", path, typed=name, guess=f"{slug(stem)}{dot}{ending}"))
            elif stem in RESERVED_NAMES:
                problems.append(_problem("file-name-reserved", path, typed=name, guess=f"{stem}-1{dot}{ending}"))
            else:
                paths.append(path)
        return paths

    def _is_meant(self, path: str, endings: tuple[str, ...]) -> bool:
        """Whether an unexpected name is most likely content: a folder of it, or a file with nearly the ending."""
        name = path.rpartition("/")[2]
        stem, _, ending = name.rpartition(".")
        alike = {"yaml", "yml"} if endings[0] == ".yaml" else {"md"}
        return (ending.lower() in alike and ID.fullmatch(stem) is not None) or (self.root / path).is_dir()

    def check_misplaced(self, folder: str, known: Collection[str], problems: list[Problem]) -> None:
        """Tell content in a folder that only holds what is `known`: YAML files, and folders with content in them."""
        for name in self.names(folder):
            path = f"{folder}/{name}"
            within = self.names(path) if (self.root / path).is_dir() else [name]
            if name not in known and any(_ENDS_AS_CONTENT.search(file) for file in within):
                problems.append(_problem("file-unexpected", path, typed=name, options=", ".join(known)))

    def exists(self, path: str) -> bool:
        """Whether something is at this path, be it a link or a folder."""
        return os.path.lexists(self.root / path)

    def read(self, path: str, problems: list[Problem], limit: int = MAX_FILE_BYTES) -> bytes | None:
        """The bytes of one file, `limit` of them at most, or None and a problem."""
        try:
            descriptor = _open_plainly(self.root, path)
        except OSError as error:
            problems.append(_problem(_fault_of(error), path))
            return None
        try:
            return _read_regular(descriptor, path, limit, problems)
        except OSError:
            problems.append(_problem("file-unreadable", path))
            return None
        finally:
            os.close(descriptor)

    def names(self, folder: str) -> list[str]:
        """What is in a folder, sorted; [] if it can't be listed."""
        return self._names(folder, [])

    def _names(self, folder: str, problems: list[Problem]) -> list[str]:
        try:
            descriptor = _open_plainly(self.root, folder, os.O_DIRECTORY)
        except FileNotFoundError:
            return []
        except OSError as error:
            problems.append(_problem(_fault_of(error), folder))
            return []
        try:
            return sorted(_printable(name) for name in os.listdir(descriptor) if not name.startswith("."))
        finally:
            os.close(descriptor)


def _printable(name: str) -> str:
    """A file's name as it can be shown; one that isn't UTF-8 never passes as a name."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _open_plainly(root: Path, path: str, extra: int = 0) -> int:
    """Open step by step from the root, refusing links at each step. Never waits, not even on a FIFO.

    Raises:
        OSError: not there, not allowed, or a link (ELOOP, or ENOTDIR for a link to a folder).
    """
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC
    *folders, name = path.split("/")
    if ".." in folders or name in ("", ".", ".."):
        raise OSError(errno.ENOENT, os.strerror(errno.ENOENT))
    at = os.open(root, os.O_RDONLY | os.O_CLOEXEC | os.O_DIRECTORY)
    try:
        for folder in folders:
            below = os.open(folder, flags | os.O_DIRECTORY, dir_fd=at)
            os.close(at)
            at = below
        return os.open(name, flags | extra | os.O_NONBLOCK | os.O_NOCTTY, dir_fd=at)
    finally:
        os.close(at)


def _fault_of(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "file-missing"
    return "file-not-regular" if error.errno in (errno.ELOOP, errno.ENOTDIR, errno.ENXIO) else "file-unreadable"


def _read_regular(descriptor: int, path: str, limit: int, problems: list[Problem]) -> bytes | None:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        problems.append(_problem("file-not-regular", path))
        return None
    data = b""
    # The size may grow while we read: what counts is what comes out. Room for the whole limit would be slow to get.
    room = min(status.st_size, limit) + 1
    while len(data) <= limit and (part := os.read(descriptor, room)):
        data += part
    if len(data) > limit:
        problems.append(_problem("file-too-big", path, limit=str(limit // 1024)))
        return None
    return data


# --- text ---


def read_text(path: str, data: bytes, problems: list[Problem]) -> str | None:
    """Bytes as text with "\\n" line ends, every character one that people can see; None if it is no text, or two.

    Refused characters are told and replaced by blanks, so that what else is wrong is told too.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        line, column = _place_in(before, len(before))
        problems.append(_problem("not-utf8", path, line, column, typed=f"0x{data[error.start]:02X}"))
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        if "\r" in text:
            problems.append(_problem("line-end", path, *_place_in(text, text.index("\r"))))
            return None
    if ("<<<<<<< " in text or ">>>>>>> " in text) and (mark := CONFLICT.search(text)):  # the former alone is quicker
        problems.append(_problem("merge-conflict", path, *_place_in(text, mark.start("mark")), typed=mark["mark"]))
        return None
    faults = list(characters.faults(text))
    if faults and data.count(0) * 4 > len(data):  # UTF-16 without its mark
        problems.append(_problem("not-utf8", path, 1, 1, typed="0x00"))
        return None
    for offset, code, values in faults[:MAX_FAULTS]:
        problems.append(_problem(code, path, *_place_in(text, offset), **values))
    return characters.without_refused(text) if faults else text


def _place_in(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of a character of a text."""
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start + 1


# --- YAML ---


def read_yaml(path: str, data: bytes, problems: list[Problem]) -> Node | None:
    """The nodes of one YAML file; None if there are none, or if YAML itself can't go on.

    Anchors, aliases, tags, merge keys, directives, further documents, doubled keys and keys that are no text are
    problems at their place; reading goes on after them where that makes sense.
    """
    told: list[Problem] = []
    text = read_text(path, data, told)
    problems += told
    if text is None:
        return None
    found: list[Problem] = []
    node = read_yaml_text(path, text, found)
    # Where characters were refused, a structure that can't be read is most likely their doing.
    problems += found if node is not None or not told else []
    return node


def read_yaml_text(path: str, text: str, problems: list[Problem]) -> Node | None:
    """As `read_yaml`, for text that is known to be clean."""
    builder = _Builder(path, text, problems)
    try:
        root = builder.build(Parser(text))
    except _StopReadingError:
        return None
    except yaml.MarkedYAMLError as error:
        at, begun = error.problem_mark, error.context_mark
        fault = explain(
            text.split("\n"),
            error.problem or "",
            (at.line, at.column) if at else (0, 0),
            (begun.line, begun.column) if begun else None,
        )
        problem = _problem(fault.code, path, fault.line + 1, fault.column + 1, **fault.values)
        if problems and problems[-1].code in ("alias", "anchor", "tag") and problems[-1].place == problem.place:
            problems.pop()  # two words for one sign
        problems.append(problem)
        return None
    except yaml.YAMLError:
        problems.append(_problem("yaml-syntax", path, 1, 1, typed=""))
        return None
    if root is None:
        problems.append(_problem("file-empty", path))
    elif " #" in text and HASH_IN_TEXT.search(text):  # the former alone is much quicker
        problems += _lost_texts(path, text.split("\n"), root)
    return root


def _lost_texts(path: str, lines: list[str], root: Node) -> Iterator[Problem]:
    """Texts of which YAML took the end for a comment: "Gedung #2", or all of "#1 di Jawa"."""
    for scalar in scalars(root):
        rest = lines[scalar.line - 1][scalar.column - 1 :]
        if not scalar.plain or not rest.startswith(scalar.text):
            continue
        lost = HASH_IN_TEXT.match(rest, len(scalar.text))
        if lost:
            values = {"typed": rest[lost.end() - 1 :].rstrip(), "guess": f'"{rest.strip()}"'}
            at = scalar.column + lost.end() - 1
            yield _problem("comment-in-value", path, scalar.line, at, severity="warning", **values)


class _StopReadingError(Exception):
    """Nothing sensible can follow, and the problem has been told."""


class _Builder:
    """Makes nodes from parser events, without recursion."""

    def __init__(self, path: str, text: str, problems: list[Problem]) -> None:
        self._path = path
        self._text = text
        self._problems = problems
        self._doubled = 0, 0  # which mapping had the last doubled key, and how many keys then

    def build(self, parser: Parser) -> Node | None:
        """The root node; None for a file of comments only.

        Raises:
            yaml.MarkedYAMLError: the parser can't go on.
            _StopReadingError: a problem was added that makes the rest not worth reading.
        """
        items: list[Node] = []  # of the open list; at first, of the document itself
        entries: dict[str, tuple[Scalar, Node]] | None = None  # of the open mapping
        key: Scalar | None = None  # waits for its value
        around: list[_Frame] = []
        # The stubs know less about events than the parser tells.
        events: Iterator[Any] = iter(parser.get_event, None)
        for count, event in enumerate(events):
            kind = event.__class__
            mark = event.start_mark
            node: Node
            if kind is ScalarEvent:
                node = Scalar(event.value, mark.line + 1, mark.column + 1, not event.style)
                if event.anchor is not None or event.tag is not None:
                    self._check_extras(event, mark)
                if event.style == '"' and "\\" in self._text[mark.index : event.end_mark.index]:
                    self._check_escapes(node)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if event.anchor is not None or event.tag is not None:
                    self._check_extras(event, mark)
                if entries is not None and key is None:
                    self._stop("key-not-text", mark, typed="")
                if len(around) == MAX_DEPTH:
                    self._stop("too-deep", mark, limit=str(MAX_DEPTH))
                around.append((items, entries, key, mark.line + 1, mark.column + 1))
                items, entries, key = [], {} if kind is MappingStartEvent else None, None
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                closed_items, closed_entries = items, entries
                items, entries, key, line, column = around.pop()
                node = (
                    Sequence(closed_items, line, column)
                    if closed_entries is None
                    else Mapping(closed_entries, line, column)
                )
            elif kind is AliasEvent:
                self._tell("alias", mark, typed=f"*{event.anchor}")
                node = Scalar("", mark.line + 1, mark.column + 1)
            else:
                self._check_document(event, mark, is_second=bool(items))
                continue
            if count > MAX_NODES:
                self._stop("too-many-nodes", mark, limit=str(MAX_NODES))
            if entries is None:
                items.append(node)
            elif key is None:
                assert type(node) is Scalar
                key = node
                if key.text in entries or key.text in UNUSABLE_KEYS:
                    self._tell_key(key, entries)
            else:
                if key.text not in UNUSABLE_KEYS:
                    entries.setdefault(key.text, (key, node))  # of doubled keys the first counts
                key = None
        return items[0] if items else None

    def _tell_key(self, key: Scalar, entries: dict[str, tuple[Scalar, Node]]) -> None:
        if key.text in entries:
            doubled = id(entries), len(entries)
            if doubled != self._doubled:  # of several fields that were copied together the first is enough
                self._tell_at("double-key", key, typed=key.text, line=str(entries[key.text][0].line))
            self._doubled = doubled
        else:
            self._tell_at("merge-key" if key.text else "key-not-text", key, typed=key.text)

    def _check_escapes(self, node: Scalar) -> None:
        """Escapes may have brought in what the file's text didn't show; what it showed has been told."""
        for _, code, values in characters.faults(node.text):
            self._tell_at(code, node, **values)

    def _check_extras(self, event: ScalarEvent | CollectionStartEvent, mark: yaml.Mark) -> None:
        if event.anchor is not None:
            self._tell("anchor", mark, typed=f"&{event.anchor}")
        if event.tag is not None:
            self._tell("tag", mark, typed=event.tag.replace("tag:yaml.org,2002:", "!!"))

    def _check_document(self, event: Event, mark: yaml.Mark, *, is_second: bool) -> None:
        if not isinstance(event, DocumentStartEvent):
            return
        if event.version or event.tags:
            self._tell("directive", mark)
        if is_second:
            self._stop("second-document", mark)

    def _tell(self, code: str, mark: yaml.Mark, /, **values: str) -> None:
        self._problems.append(_problem(code, self._path, mark.line + 1, mark.column + 1, **values))

    def _tell_at(self, code: str, node: Scalar, /, **values: str) -> None:
        self._problems.append(_problem(code, self._path, node.line, node.column, **values))

    def _stop(self, code: str, mark: yaml.Mark, /, **values: str) -> None:
        self._tell(code, mark, **values)
        raise _StopReadingError


_Frame = tuple[list[Node], dict[str, tuple[Scalar, Node]] | None, Scalar | None, int, int]
"""What is open around a node: items, entries, the key that waits, and the node's line and column."""


# --- pages of words ---


def read_front_matter(path: str, data: bytes, problems: list[Problem]) -> tuple[Mapping | None, str]:
    """The settings between the two "---" lines of a Markdown file, and the Markdown after them."""
    text = read_text(path, data, problems)
    if text is None:
        return None, ""
    match = re.match(r"---[ ]*\n(.*?)^---[ ]*(?:\n|\Z)", text, re.DOTALL | re.MULTILINE)
    if match is None:
        problems.append(_problem("front-matter", path, 1, 1))
        return None, text
    # The first line is left blank instead of cut, so that places stay right.
    node = read_yaml_text(path, "\n" + match[1], problems)
    if node is not None and not isinstance(node, Mapping):
        problems.append(_problem("front-matter", path, 1, 1))
    return node if isinstance(node, Mapping) else None, text[match.end() :]


def _problem(
    code: str, path: str, line: int = 0, column: int = 0, /, *, severity: str = "error", **values: str
) -> Problem:
    return Problem(code=code, place=Place(path, line, column), severity=severity, values=values)
