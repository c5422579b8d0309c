"""What is known of the fields of all files, for guesses at what was meant in a file that YAML can't read."""

from collections.abc import Iterator, Set
from functools import cache

from sitegen.nodes import Scalar
from sitegen.problems import Problem
from sitegen.schema.fields import FILES
from sitegen.schema.reading import Context, Reading
from sitegen.schema.shapes import (
    LONG_WORDS,
    Either,
    Field,
    Line,
    ListOf,
    Markdown,
    Phone,
    RecordOf,
    Reference,
    Value,
    Words,
    are_days,
    has_key,
    walk,
)

TEXTS = (Line, Markdown)
OF_ONE_TEXT = (Line, Phone, Reference, Value, Words)


def is_field(word: str) -> bool:
    """Whether it is the name of a field in some of the files."""
    return word in _names()


def are_of_one_file(words: Set[str]) -> bool:
    """Whether they are names of fields that stand side by side in a file that is no list."""
    return any(isinstance(file, RecordOf) and words <= file.by_key.keys() for file in FILES.values())


def is_key(word: str) -> bool:
    """Whether it is such a name, or one of days."""
    return is_field(word) or are_days(word)


def is_name(word: str) -> bool:
    """Whether it is such a key, or what people type for one."""
    return word in _other_names() or is_key(word)


def is_below(heading: str, word: str) -> bool:
    """Whether the fields of one name hold fields of their own, of which this word is one."""
    shapes = [field.shape for field in _fields() if field.name == heading]
    return bool(shapes) and all(has_key(shape, word, word) for shape in shapes)


def told_by_field(key: str, text: Scalar) -> Problem | None:
    """What is wrong with a text in the fields of this name; None if one of them takes it, or if there are none."""
    told = []
    for field in _fields():
        if field.name == key and isinstance(field.shape, OF_ONE_TEXT):
            reading = Reading("", Context())
            field.shape.read(text, reading)
            told.append(next(iter(reading.problems), None))
    return told[0] if told and all(told) else None


@cache
def long_texts() -> frozenset[str]:
    """The fields of all files that may hold texts of several lines."""
    return frozenset(field.name for field in _fields() if field.shape == LONG_WORDS)


@cache
def texts() -> frozenset[str]:
    """The fields of all files that may hold a text in each language, whatever it is."""
    shapes = ((field.name, field.shape) for field in _fields())
    return frozenset(name for name, shape in shapes if isinstance(shape, Words) and isinstance(shape.text, TEXTS))


@cache
def entry_fields() -> dict[str, tuple[str, ...]]:
    """The fields of the entries of each list of a centre's file that has such entries."""
    shapes = {field.name: field.shape for record in walk(FILES["centre"]) for field in record.fields}
    items = {name: shape.item for name, shape in shapes.items() if isinstance(shape, ListOf)}
    records = {name: item.mapping if isinstance(item, Either) else item for name, item in items.items()}
    return {name: tuple(record.by_key) for name, record in records.items() if isinstance(record, RecordOf)}


@cache
def _names() -> frozenset[str]:
    return frozenset(field.name for field in _fields())


@cache
def _other_names() -> frozenset[str]:
    return frozenset(name for field in _fields() for name in field.also)


def _fields() -> Iterator[Field]:
    return (field for file in FILES.values() for record in walk(file) for field in record.fields)
