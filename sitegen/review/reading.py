"""One version of a file as it was read, and what of it could not be read: nobody may take that for gone."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from sitegen.load import read_front_matter, read_yaml
from sitegen.model import Centre
from sitegen.nodes import Mapping as MappingNode
from sitegen.nodes import Node, Scalar, Sequence
from sitegen.problems import Problem
from sitegen.schema import fields
from sitegen.schema.formats import slug
from sitegen.schema.reading import Context, Mark, Reading
from sitegen.schema.shapes import ListOf, RecordOf
from sitegen.validate import check_place


class Read(msgspec.Struct, frozen=True):
    """What one version of a file gave."""

    value: Any = None  # the record or records; None: it isn't there, or too much of it can't be read
    problems: tuple[Problem, ...] = ()
    marks: tuple[Mark, ...] = ()
    unread: Mapping[str, Problem] = {}  # by top-level key, or by id in a list: where something can't be read, and why
    ids: frozenset[str] = frozenset()  # of a list's entries, also of those that can't be read

    @property
    def fault(self) -> Problem | None:
        """The first error."""
        return next((problem for problem in self.problems if problem.severity == "error"), None)


ABSENT = Read()


def read_version(path: str, data: bytes | None, shape: RecordOf | ListOf, context: Context) -> Read:
    """One version of a YAML file; `data` is None where the file isn't there."""
    if data is None:
        return ABSENT
    reading = Reading(path, context)
    node = read_yaml(path, data, reading.problems)
    value = shape.read(node, reading) if node is not None else None
    unread = dict(_unread(node, reading.problems, shape))
    if isinstance(value, Centre) and context.data_folder is not None:
        check_place(value, reading, Path(context.data_folder))  # what is in the wrong place could be read
    ids = frozenset(name for name, _ in _parts(node)) if isinstance(shape, ListOf) else frozenset()
    return Read(value, tuple(reading.problems), tuple(reading.marks), unread, ids)


def read_page(path: str, data: bytes | None, context: Context) -> Read:
    """One version of a page of words: its settings, and its Markdown as `text`."""
    if data is None:
        return ABSENT
    reading = Reading(path, context)
    head, markdown = read_front_matter(path, data, reading.problems)
    values = fields.PAGE.read(head, reading) if head is not None else None
    if values is not None:
        values = {"slug": slug(reading.file_id), **values, "text": markdown.strip()}
    return Read(values, tuple(reading.problems), tuple(reading.marks))


def _unread(node: Node | None, problems: Iterable[Problem], shape: RecordOf | ListOf) -> Iterator[tuple[str, Problem]]:
    """The parts of a file with their first error; a mistyped key stands for the one that was meant."""
    parts = list(_parts(node))
    known = shape.by_key if isinstance(shape, RecordOf) else {}
    told: set[str] = set()
    for problem in problems:
        place = (problem.place.line, problem.place.column)
        name = next((name for name, at in reversed(parts) if at <= place), None)
        if name is None or problem.severity != "error":
            continue
        guess = problem.values.get("guess", "")
        name = guess if name not in known and guess in known else name
        if name not in told:
            told.add(name)
            yield name, problem


def _parts(node: Node | None) -> Iterator[tuple[str, tuple[int, int]]]:
    """The top-level keys of a mapping, or the ids of a list's entries, and where each begins."""
    if isinstance(node, MappingNode):
        for name, (key, _) in node.entries.items():
            yield name, (key.line, key.column)
    elif isinstance(node, Sequence):
        for item in node.items:
            named = item.entries.get("id") if isinstance(item, MappingNode) else None
            if named is not None and isinstance(named[1], Scalar):
                yield named[1].text, (item.line, item.column)
