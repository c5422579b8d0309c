"""What stands in a content file: texts, lists and mappings, each with its place. Nothing is read into it.

Lines and columns count from 1, columns in characters.
"""

from collections.abc import Iterator

import msgspec


class Scalar(msgspec.Struct, frozen=True, gc=False):
    """One text, exactly as typed: `no`, `08.00` and `35.10` stay what they are."""

    text: str
    line: int
    column: int
    plain: bool = True  # without quotes, and not a block after | or >


class Sequence(msgspec.Struct, frozen=True):
    """A list, in the file's order."""

    items: "list[Scalar | Sequence | Mapping]"
    line: int
    column: int


class Mapping(msgspec.Struct, frozen=True):
    """Keys with their values, in the file's order."""

    entries: "dict[str, tuple[Scalar, Scalar | Sequence | Mapping]]"
    line: int
    column: int


Node = Scalar | Sequence | Mapping

NOTHING = frozenset({"", "~"})
"""What stands behind a key of which nothing is known: no text, or YAML's sign for that."""


def is_absent(node: Node) -> bool:
    """Whether nothing is known, as if the key were not there."""
    return type(node) is Scalar and node.text in NOTHING and node.plain


def scalars(node: Node) -> Iterator[Scalar]:
    """All texts of a node, keys too, in the file's order."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    else:
        for key, value in node.entries.values():
            yield key
            yield from scalars(value)
