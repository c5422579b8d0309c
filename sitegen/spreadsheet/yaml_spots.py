"""Where in a centre's file a value stands, and all that belongs to it: its key or dash, its lines, its comments.

Places are counted in characters from the start of the text.
"""

import re
from dataclasses import dataclass

from sitegen.format import source_of
from sitegen.nodes import Mapping, Node, Scalar, Sequence

Step = str | int
"""The key of an entry, or the number (from 0) of an item."""

Way = tuple[Step, ...]
"""From the whole file to a value in it."""

_CLOSING = re.compile(r"(?:[\s,:]|#[^\n]*)*[\]}]")
_COLON = re.compile(r"\s*:")
_HEAD = re.compile(r"[ \t]*(?:[|>][0-9+-]*)?([ \t]+#[^\n]*)?\n")
"""What follows the colon of a value that takes lines of its own: a comment may stand there."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One value's place."""

    node: Node
    start: int  # of its key or dash; between brackets, of an item itself
    head: int  # after the colon or dash
    end: int  # after its last line; between brackets, after itself
    in_brackets: bool


class SpotFinder:
    """A text and what it says."""

    def __init__(self, text: str, root: Mapping) -> None:
        self.text = text
        self.root = root
        self._lines = text.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def spot(self, way: Way) -> Spot:
        found = Spot(self.root, 0, 0, len(self.text), in_brackets=False)
        for step in way:
            found = self._below(found, step)
        return found

    def steps(self, node: Node) -> list[Step]:
        """To what a list or mapping holds."""
        if isinstance(node, Mapping):
            return list(node.entries)
        return list(range(len(node.items))) if isinstance(node, Sequence) else []

    def holds_in_brackets(self, spot: Spot) -> bool:
        """Whether what a list or mapping holds stands between brackets."""
        return spot.in_brackets or self.text[self.at(spot.node)] in "[{"

    def at(self, node: Node) -> int:
        return self._starts[node.line - 1] + node.column - 1

    def end_of(self, node: Node) -> int | None:
        """Where a value ends; None where it takes lines of its own, or that is not known."""
        if isinstance(node, Scalar):
            source = source_of(node, self._lines)
            return None if source is None else self.at(node) + len(source)
        if self.text[self.at(node)] not in "[{":
            return None
        held = node.items if isinstance(node, Sequence) else [value for _, value in node.entries.values()]
        last = self.end_of(held[-1]) if held else self.at(node) + 1
        closing = None if last is None else _CLOSING.match(self.text, last)
        return closing.end() if closing else None

    def indent(self, spot: Spot) -> int:
        """The column, from 0, of its key or dash."""
        return spot.start - self.line_start(spot.start)

    def line_start(self, place: int) -> int:
        return self.text.rfind("\n", 0, place) + 1

    def comments_above(self, place: int) -> int:
        """Where the comments right above the line of a place begin, or where this line does."""
        start = self.line_start(place)
        while start and self.text[self.line_start(start - 1) : start].lstrip().startswith("#"):
            start = self.line_start(start - 1)
        return start

    def head_comment(self, spot: Spot) -> str:
        """The comment behind the colon of a value that takes lines of its own, with the blanks before it."""
        head = _HEAD.match(self.text, spot.head)
        return (head and head[1]) or ""

    def _below(self, above: Spot, step: Step) -> Spot:
        node, steps = above.node, self.steps(above.node)
        in_brackets = self.holds_in_brackets(above)
        if isinstance(node, Mapping):
            key, value = node.entries[str(step)]
            start = self.at(key)
            colon = _COLON.match(self.text, self.end_of(key) or start)
            head = colon.end() if colon else start
        else:
            assert isinstance(node, Sequence)
            value = node.items[int(step)]
            start = self.at(value) if in_brackets else self._dash(node, int(step))
            head = start if in_brackets else start + 1
        if in_brackets:
            return Spot(value, start, head, self.end_of(value) or self.at(value), in_brackets=True)
        following = steps.index(step) + 1
        last = above.end
        if following < len(steps):
            last = self.line_start(self._start_of(node, steps[following]))
        return Spot(value, start, head, self._trimmed(last, start), in_brackets=False)

    def _start_of(self, node: Mapping | Sequence, step: Step) -> int:
        if isinstance(node, Mapping):
            return self.at(node.entries[str(step)][0])
        return self._dash(node, int(step))

    def _dash(self, node: Sequence, number: int) -> int:
        """The dash of an item, which may stand on a line before it."""
        column = node.column - 1
        line = node.items[number].line - 1
        while line > node.line - 1 and self._lines[line][column : column + 1] != "-":
            line -= 1
        return self._starts[line] + column

    def _trimmed(self, end: int, start: int) -> int:
        """Without blank lines and comments at the end, unless they stand deeper: then they belong to it."""
        first = self.line_start(start)
        while (last := self.line_start(end - 1)) > first:
            line = self.text[last : end - 1]
            bare = line.lstrip(" ")
            if bare and not (bare.startswith("#") and len(line) - len(bare) <= start - first):
                break
            end = last
        return end
