"""One version of a file as it was read, and what of it could not be read: nobody may take that for gone."""

from pathlib import Path
from typing import Any

import msgspec

from sitegen.config import settings_context
from sitegen.load import read_front_matter, read_yaml
from sitegen.model import Centre
from sitegen.nodes import Mapping, Node, Scalar, Sequence, is_absent
from sitegen.problems import Problem
from sitegen.review.unread import Spot, find_spots, read_rest
from sitegen.schema import fields
from sitegen.schema.formats import slug
from sitegen.schema.reading import Context, Mark, Reading
from sitegen.schema.shapes import Either, ListOf, RecordOf, Shape
from sitegen.validate import check_place


class Read(msgspec.Struct, frozen=True):
    """What one version of a file gave."""

    value: Any = None  # what it says, as far as it can be read; None: it isn't there, or too much is wrong
    node: Node | None = None  # what the value was read from
    problems: tuple[Problem, ...] = ()
    marks: tuple[Mark, ...] = ()
    unread: tuple[Spot, ...] = ()  # where something can't be read, and why
    ids: tuple[str, ...] = ()  # of a list's entries, also of those that can't be read

    @property
    def fault(self) -> Problem | None:
        """The first error."""
        return next((problem for problem in self.problems if problem.severity == "error"), None)


ABSENT = Read()


def read_version(path: str, data: bytes | None, shape: Shape, context: Context, before: Read = ABSENT) -> Read:
    """One version of a file; `data` is None where the file isn't there.

    What can't be read says what it said `before`, so that nobody takes it for changed or gone.
    """
    if data is None:
        return ABSENT
    if shape is fields.PAGE:
        return _read_page(path, data, context)
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
    if isinstance(shape, ListOf):
        fields.tell_twice(node, reading)
    ids = tuple(_ids(node))
    if unread:
        value, node, unread = read_rest(node, shape, unread, before.node, path, reading.context)
    said = None if value is None or node is None else values_of(shape, node, Reading(path, reading.context))
    return Read(said, node, tuple(reading.problems), tuple(reading.marks), unread, ids)


def values_of(shape: Shape, node: Node, reading: Reading) -> Any:
    """What a node says, in the order of the shape: records by the keys that it has, lists as tuples."""
    match shape, node:
        case Either(), Mapping():
            return values_of(shape.mapping, node, reading)
        case Either(), _:
            return {shape.mapping.fields[0].name: shape.scalar.read(node, reading)}
        case RecordOf(), Mapping():
            told = [name for name in shape.by_key if name in node.entries and not is_absent(node.entries[name][1])]
            read = {name: values_of(shape.by_key[name].shape, node.entries[name][1], reading) for name in told}
            return {name: value for name, value in read.items() if value is not None}
        case ListOf(), Sequence():
            items = (values_of(shape.item, item, reading) for item in node.items if not is_absent(item))
            return tuple(item for item in items if item)
    return shape.read(node, reading)


def _read_page(path: str, data: bytes, context: Context) -> Read:
    """A page of words: its settings, and its Markdown as `text`."""
    reading = Reading(path, context)
    head, markdown = read_front_matter(path, data, reading.problems)
    values = fields.PAGE.read(head, reading) if head is not None else None
    if values is not None:
        values = {"slug": slug(reading.file_id), **values, "text": markdown.strip()}
    return Read(values, problems=tuple(reading.problems), marks=tuple(reading.marks))


def _ids(node: Node) -> list[str]:
    """The ids of a list's entries."""
    entries = [item.entries for item in getattr(node, "items", ()) if isinstance(item, Mapping)]
    named = [entry["id"][1] for entry in entries if "id" in entry]
    return [at.text for at in named if isinstance(at, Scalar)]
