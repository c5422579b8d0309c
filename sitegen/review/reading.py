"""One version of a file as it was read, and what of it could not be read: nobody may take that for gone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from sitegen.config import settings_context
from sitegen.load import read_front_matter, read_yaml
from sitegen.model import Centre
from sitegen.nodes import Mapping, Node, Scalar, Sequence
from sitegen.problems import Problem
from sitegen.review.unread import Spot, find_spots, read_rest
from sitegen.schema import fields
from sitegen.schema.formats import slug
from sitegen.schema.reading import Context, Mark, Reading
from sitegen.schema.shapes import ListOf, RecordOf
from sitegen.validate import check_place


class Read(msgspec.Struct, frozen=True):
    """What one version of a file gave."""

    value: Any = None  # the record or records, as far as they can be read; None: it isn't there, or too much is wrong
    node: Node | None = None  # what the value was read from
    problems: tuple[Problem, ...] = ()
    marks: tuple[Mark, ...] = ()
    unread: tuple[Spot, ...] = ()  # where something can't be read, and why
    ids: frozenset[str] = frozenset()  # of a list's entries, also of those that can't be read

    @property
    def fault(self) -> Problem | None:
        """The first error."""
        return next((problem for problem in self.problems if problem.severity == "error"), None)


ABSENT = Read()


def read_version(
    path: str, data: bytes | None, shape: RecordOf | ListOf, context: Context, before: Read = ABSENT
) -> Read:
    """One version of a YAML file; `data` is None where the file isn't there.

    What can't be read says what it said `before`, so that nobody takes it for changed or gone.
    """
    if data is None:
        return ABSENT
    problems: list[Problem] = []
    node = read_yaml(path, data, problems)
    if node is None:
        return Read(problems=tuple(problems))
    reading = Reading(path, settings_context(node) if shape is fields.SITE else context)
    reading.problems += problems
    value = shape.read(node, reading)
    unread = find_spots(node, shape, reading.problems)
    if isinstance(value, Centre) and context.data_folder is not None:
        check_place(value, reading, Path(context.data_folder))  # what is in the wrong place could be read
    ids = frozenset(_ids(node))
    rest = read_rest(node, shape, unread, before.node, path, reading.context) if unread else (value, node, unread)
    value, read_node, unread = rest
    return Read(value, read_node, tuple(reading.problems), tuple(reading.marks), unread, ids)


def read_page(path: str, data: bytes | None, context: Context) -> Read:
    """One version of a page of words: its settings, and its Markdown as `text`."""
    if data is None:
        return ABSENT
    reading = Reading(path, context)
    head, markdown = read_front_matter(path, data, reading.problems)
    values = fields.PAGE.read(head, reading) if head is not None else None
    if values is not None:
        values = {"slug": slug(reading.file_id), **values, "text": markdown.strip()}
    return Read(values, problems=tuple(reading.problems), marks=tuple(reading.marks))


def _ids(node: Node) -> Iterator[str]:
    """The ids of a list's entries."""
    for item in node.items if isinstance(node, Sequence) else ():
        named = item.entries.get("id") if isinstance(item, Mapping) else None
        if named is not None and isinstance(named[1], Scalar):
            yield named[1].text
