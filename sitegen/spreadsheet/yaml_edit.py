"""A centre's file brought to new values: only what changed is written anew, all other lines stay as they are.

Comments, the order of keys and the way of writing survive wherever nothing changed. The result is read again, and
where it does not say exactly what it should, more of it is written anew, in the end all.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.format import source_of
from sitegen.load import read_yaml_text
from sitegen.nodes import Mapping, Node, Scalar, Sequence, is_absent
from sitegen.problems import Problem
from sitegen.schema.fields import CENTRE
from sitegen.schema.shapes import Either, ListOf, RecordOf, Shape
from sitegen.spreadsheet.cells import spread, spread_shape
from sitegen.spreadsheet.yaml_text import entries, item, scalar, written

MODELINE = "# yaml-language-server: $schema=../../schemas/centre.schema.json\n"

Place = tuple[int, int]
"""A line and a column, from 0."""


@dataclass(frozen=True, slots=True)
class Change:
    """Text from `start` up to `end` gives way to `text`."""

    start: Place
    end: Place
    text: str


def new_file(node: Mapping) -> str:
    """The file of a new centre: what belongs together in blocks, a blank line between them."""
    lines: list[str] = []
    before = ""
    for name in node.entries:
        block = entries(CENTRE, Mapping({name: node.entries[name]}, 1, 1), 0)
        if lines and ("\n" in block or "\n" in before):
            lines.append("")
        lines.append(block)
        before = block
    return MODELINE + "\n".join(lines) + "\n"


def edited(text: str, old: Mapping, new: Mapping, languages: tuple[str, ...]) -> str:
    """The text with new values. `old` is what the text says now."""
    text = text.rstrip("\n") + "\n"
    wanted = spread(new, languages)
    if spread(old, languages) == wanted:
        return text
    for deep in (True, False):
        editing = _Editing(text.split("\n"), languages, deep=deep)
        result = editing.apply(list(editing.mapping(CENTRE, old, new, len(editing.lines))))
        problems: list[Problem] = []
        node = read_yaml_text("", result, problems)
        if not problems and isinstance(node, Mapping) and spread(node, languages) == wanted:
            return result
    return new_file(new)


class _Editing:
    """`deep`: change as little as can be; otherwise whole top-level fields."""

    def __init__(self, lines: list[str], languages: tuple[str, ...], *, deep: bool) -> None:
        self.lines = lines
        self._languages = languages
        self._deep = deep

    def apply(self, changes: list[Change]) -> str:
        text = "\n".join(self.lines)
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line) + 1)
        for change in sorted(changes, key=lambda change: change.start, reverse=True):
            first = starts[change.start[0]] + change.start[1]
            last = min(starts[change.end[0]] + change.end[1], len(text))
            text = text[:first] + change.text + text[last:]
        return text

    def mapping(self, record: RecordOf, old: Mapping, new: Mapping, end: int) -> Iterator[Change]:
        """The changes of a block mapping that ends before line `end`."""
        indent = old.column - 1
        ends = self._ends([key for key, _ in old.entries.values()], end)
        last = old.line - 1  # where a new key goes: after the one before it in the field list
        added: dict[int, str] = {}
        for field in record.fields:
            after = new.entries.get(field.name)
            if field.name not in old.entries:
                if after is not None:
                    block = entries(record, Mapping({field.name: after}, 1, 1), indent)
                    added[last] = added.get(last, "") + block + "\n"
                continue
            key, value = old.entries[field.name]
            last = ends[field.name]
            if after is None:
                yield Change((key.line - 1, 0), (last, 0), "")
            elif not self._same(field.shape, value, after[1]):
                yield from self._value(field.shape, key, value, after[1], last)
        for line, block in added.items():
            yield Change((line, 0), (line, 0), block)

    def _value(self, shape: Shape, key: Scalar, old: Node, new: Node, end: int) -> Iterator[Change]:
        """The changes of one key's value, as small as they can be."""
        within = self._within(shape, old, new, end) if self._deep else None
        if within is not None:
            yield from within
            return
        start = (key.line - 1, key.column - 1)
        yield Change(start, (end, 0), f"{key.text}:{written(shape, new, start[1])}\n")

    def _within(self, shape: Shape, old: Node, new: Node, end: int) -> Iterator[Change] | None:
        """The changes inside a value; None where the whole has to be written anew."""
        if isinstance(old, Scalar) and isinstance(new, Scalar):
            width = self._width(old)
            if width is None or "\n" in new.text.strip():
                return None
            line, column = old.line - 1, old.column - 1
            return iter([Change((line, column), (line, column + width), scalar(shape, new.text))])
        if not self._is_block(old):
            return None
        if isinstance(shape, Either):
            shape = shape.mapping
        if isinstance(shape, RecordOf) and isinstance(old, Mapping) and isinstance(new, Mapping):
            return self.mapping(shape, old, new, end)
        if isinstance(shape, ListOf) and isinstance(old, Sequence) and isinstance(new, Sequence):
            return self._items(shape.item, old, new, end) if len(old.items) == len(new.items) else None
        return None

    def _items(self, shape: Shape, old: Sequence, new: Sequence, end: int) -> Iterator[Change]:
        """The changes of a block list whose items stay as many."""
        starts = [one.line - 1 for one in old.items]
        for one, (before, after) in enumerate(zip(old.items, new.items, strict=True)):
            if self._same(shape, before, after):
                continue
            last = self._trimmed(starts[one + 1] if one + 1 < len(starts) else end, starts[one], old.column - 1)
            within = self._within(shape, before, after, last) if self._is_block(before) else None
            if within is not None:
                yield from within
            else:
                start = (starts[one], old.column - 1)
                yield Change(start, (last, 0), f"{item(shape, after, old.column - 1)}\n")

    def _same(self, shape: Shape, old: Node, new: Node) -> bool:
        """Whether both say the same: then they give the same cells."""
        return spread_shape(shape, old, self._languages) == spread_shape(shape, new, self._languages)

    def _ends(self, keys: list[Scalar], end: int) -> dict[str, int]:
        """The line after each entry, by its key; comments and blank lines before a key belong to that key."""
        after = [key.line - 1 for key in keys[1:]] + [end]
        return {
            key.text: self._trimmed(last, key.line - 1, key.column - 1) for key, last in zip(keys, after, strict=True)
        }

    def _trimmed(self, end: int, start: int, indent: int) -> int:
        """Without blank lines and comments at the end, unless they stand deeper: then they belong to it."""
        while end - 1 > start:
            line = self.lines[end - 1]
            bare = line.lstrip(" ")
            if bare and not (bare.startswith("#") and len(line) - len(bare) <= indent):
                break
            end -= 1
        return end

    def _is_block(self, node: Node) -> bool:
        """Whether a list or mapping stands in lines of its own, not in brackets."""
        if isinstance(node, Scalar):
            return False
        return self.lines[node.line - 1][node.column - 1] not in "[{"

    def _width(self, node: Scalar) -> int | None:
        """How many characters a text takes in its line; None where it takes several lines, or that is not known."""
        source = None if is_absent(node) else source_of(node, self.lines)
        if source is None:
            return None
        after = self.lines[node.line - 1][node.column - 1 + len(source) :].strip()
        return len(source) if after[:1] in ("", "#") else None
