"""A centre's file brought to new values: only what changed is written anew, all other lines stay as they are.

Comments, the order of keys and the way of writing survive wherever nothing changed. Each step changes one thing, as
little of it as can be, and the text is read again: a step after which it does not say exactly what it should is not
taken, and what is next larger around the change is written anew.
"""

import re
from difflib import SequenceMatcher

from sitegen.load import read_yaml_text
from sitegen.nodes import Mapping, Node, Scalar, Sequence, is_absent
from sitegen.problems import Problem, has_errors
from sitegen.schema.fields import CENTRE
from sitegen.schema.shapes import Either, ListOf, Shape
from sitegen.spreadsheet.cells import Row, spread_shape
from sitegen.spreadsheet.yaml_spots import SpotFinder, Step, Way
from sitegen.spreadsheet.yaml_text import entries, entry_in_brackets, in_brackets, item, modeline, shape_of, written

_COMMA = re.compile(r"\s*,[ \t]*")


def new_file(node: Mapping, schema: str | None) -> str:
    """The file of a new centre: what belongs together in blocks, a blank line between them."""
    lines: list[str] = []
    before = ""
    for name in node.entries:
        block = entries(CENTRE, Mapping({name: node.entries[name]}, 1, 1), 0)
        if lines and ("\n" in block or "\n" in before):
            lines.append("")
        lines.append(block)
        before = block
    return "\n".join([*modeline(schema), *lines]) + "\n"


def edited(text: str, old: Mapping, new: Mapping, languages: tuple[str, ...]) -> str | None:
    """The text with new values; None where they can't be put into it. `old` is what the text says now."""
    editing = _Editing(text.rstrip("\n") + "\n", old, languages)
    return editing.file.text if editing.bring((), CENTRE, new) else None


class _Editing:
    """A file that is changed step by step."""

    def __init__(self, text: str, root: Mapping, languages: tuple[str, ...]) -> None:
        self.file = SpotFinder(text, root)
        self._languages = languages

    # --- what to change ---

    def bring(self, way: Way, shape: Shape, new: Node) -> bool:
        """Bring a value to a new one: by its parts if that can be, else as a whole. False: by neither."""
        return self._is_same(way, shape, new) or self._by_parts(way, shape, new) or self._whole(way, shape, new)

    def _is_same(self, way: Way, shape: Shape, new: Node) -> bool:
        return self._cells(shape, self.file.spot(way).node) == self._cells(shape, new)

    def _cells(self, shape: Shape, node: Node) -> list[Row]:
        """Of two values that say the same they are the same."""
        return spread_shape(shape, node, self._languages)

    def _by_parts(self, way: Way, shape: Shape, new: Node) -> bool:
        old = self.file.spot(way).node
        if isinstance(old, Mapping) and isinstance(new, Scalar):
            new = self._in_full(shape, new)
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            done = self._entries(way, shape, old, new)
        elif isinstance(old, Sequence) and isinstance(new, Sequence) and isinstance(shape, ListOf):
            done = self._items(way, shape, old, new)
        else:
            done = False
        return done and self._is_same(way, shape, new)  # the order of days counts

    def _in_full(self, shape: Shape, text: Scalar) -> Mapping:
        """A text that is short for a mapping with one entry, as that mapping."""
        name = shape.mapping.fields[0].name if isinstance(shape, Either) else self._languages[0]
        return Mapping({name: (text, text)}, text.line, text.column)

    def _entries(self, way: Way, shape: Shape, old: Mapping, new: Mapping) -> bool:
        """What is new goes after what it follows in the table; then what is gone is taken out."""
        before: str | None = None
        for name, (_, value) in new.entries.items():
            done = (
                self.bring((*way, name), shape_of(shape, name), value)
                if name in old.entries
                else self._add_entry(way, shape, new, name, before)
            )
            if not done:
                return False
            before = name
        gone = [name for name, (_, value) in old.entries.items() if name not in new.entries and not is_absent(value)]
        return all(self._remove(way, name) for name in gone)

    def _items(self, way: Way, shape: ListOf, old: Sequence, new: Sequence) -> bool:
        """From the end, so that the numbers of the items before stay."""
        said, wanted = ([repr(self._cells(shape.item, one)) for one in node.items] for node in (old, new))
        runs = SequenceMatcher(None, said, wanted, autojunk=False).get_opcodes()
        for _, first, last, new_first, new_last in reversed(runs):
            both = min(last - first, new_last - new_first)
            gone, added = range(first + both, last), new.items[new_first + both : new_last]
            done = (
                all(self._remove(way, number) for number in reversed(gone))
                and all(self._add_item(way, shape, first + both, one) for one in reversed(added))
                and all(self.bring((*way, first + n), shape.item, new.items[new_first + n]) for n in range(both))
            )
            if not done:
                return False
        return True

    # --- how the text changes ---

    def _whole(self, way: Way, shape: Shape, new: Node) -> bool:
        """A value written anew; a comment behind its colon, or behind itself on its line, stays."""
        if not way:
            return False
        spot = self.file.spot(way)
        at, end = self.file.at(spot.node), self.file.end_of(spot.node)
        said = _replaced(self.file.root, way, new)
        if spot.in_brackets:
            return self._step(at, spot.end, in_brackets(shape, new), said)
        indent = self.file.indent(spot)
        text = item(shape, new, indent)[1:] if isinstance(way[-1], int) else written(shape, new, indent)
        first, line_break, rest = text.partition("\n")
        if end is None:
            gap, lasts, comment = " ", [spot.end - 1], self.file.head_comment(spot)
        else:
            line_end = self.file.text.index("\n", end)
            gap, comment = self.file.text[spot.head : at] or " ", self.file.text[end:line_end]
            lasts = [line_end, spot.end - 1]  # comments below it, which a text of several lines would take in
        first = gap + first[1:] if first else ""
        text = first + comment + line_break + rest
        return any(self._step(spot.head, last, text, said) for last in lasts)

    def _add_entry(self, way: Way, shape: Shape, new: Mapping, name: str, before: str | None) -> bool:
        node = self.file.spot(way).node
        assert isinstance(node, Mapping)
        pairs = list(node.entries.items())
        at = 0 if before is None else list(node.entries).index(before) + 1
        pairs.insert(at, (name, new.entries[name]))
        short = entry_in_brackets(shape, name, new.entries[name][1])
        lines = entries(shape, Mapping({name: new.entries[name]}, 1, 1), node.column - 1)
        return self._add(way, at, short, lines, Mapping(dict(pairs), node.line, node.column))

    def _add_item(self, way: Way, shape: ListOf, at: int, new: Node) -> bool:
        node = self.file.spot(way).node
        assert isinstance(node, Sequence)
        indent = node.column - 1
        lines = " " * indent + item(shape.item, new, indent)
        said = Sequence([*node.items[:at], new, *node.items[at:]], node.line, node.column)
        return self._add(way, at, in_brackets(shape.item, new), lines, said)

    def _add(self, way: Way, at: int, short: str, lines: str, said: Node) -> bool:
        """What becomes number `at` of a list or mapping: `short` between brackets, else `lines`."""
        above = self.file.spot(way)
        steps = self.file.steps(above.node)
        if not steps:
            return False
        beside = self.file.spot((*way, steps[max(at - 1, 0)]))
        lead = self.file.text[self.file.line_start(beside.start) : beside.start]
        if self.file.holds_in_brackets(above):
            place, text = (beside.end, f", {short}") if at else (beside.start, f"{short}, ")
        elif at:
            place, text = beside.end, f"{lines}\n"
        elif not lead.strip():
            place, text = self.file.comments_above(beside.start), f"{lines}\n"
        else:  # behind a dash
            place, text = beside.start, f"{lines.lstrip()}\n{' ' * len(lead)}"
        return self._step(place, place, text, _replaced(self.file.root, way, said))

    def _remove(self, way: Way, step: Step) -> bool:
        """Take an entry or item away, with its own lines and the comments in them, not with those above it."""
        above, spot = self.file.spot(way), self.file.spot((*way, step))
        said = _replaced(self.file.root, way, _without(above.node, step))
        text, start = self.file.text, self.file.line_start(spot.start)
        lead = text[start : spot.start]
        if self.file.holds_in_brackets(above):
            return self._remove_in_brackets(way, step, said)
        if not lead.strip():
            return self._step(start, spot.end, "", said)
        following = self.file.spot((*way, self.file.steps(above.node)[1])).start  # behind a dash stands the first
        if text[spot.end : following].strip():  # a comment, which stays where it is
            return self._step(start + len(lead.rstrip()), spot.end - 1, "", said)
        return self._step(spot.start, following, "", said)

    def _remove_in_brackets(self, way: Way, step: Step, said: Node) -> bool:
        """With the comma after it; where there is none, with the one before, unless a comment stands between."""
        spot, steps = self.file.spot((*way, step)), self.file.steps(self.file.spot(way).node)
        if comma := _COMMA.match(self.file.text, spot.end):
            ends_line = self.file.text[comma.end()] == "\n"  # of which nothing but blanks may be left
            start = len(self.file.text[: spot.start].rstrip()) if ends_line else spot.start
            return self._step(start, comma.end(), "", said)
        start = self.file.spot((*way, steps[max(steps.index(step) - 1, 0)])).end
        between = self.file.text[start : spot.start]
        return self._step(spot.start if "#" in between else start, spot.end, "", said)

    def _step(self, start: int, end: int, text: str, said: Node) -> bool:
        """Put a text in another's place, if the file then says what it should."""
        result = self.file.text[:start] + text + self.file.text[end:]
        problems: list[Problem] = []
        root = read_yaml_text("", result, problems)
        if has_errors(problems) or not isinstance(root, Mapping):
            return False
        if self._cells(CENTRE, root) != self._cells(CENTRE, said):
            return False
        self.file = SpotFinder(result, root)
        return True


def _replaced(node: Node, way: Way, new: Node) -> Node:
    """The same node with another value at the end of the way."""
    if not way:
        return new
    step, rest = way[0], way[1:]
    if isinstance(node, Mapping):
        key, value = node.entries[str(step)]
        return Mapping({**node.entries, str(step): (key, _replaced(value, rest, new))}, node.line, node.column)
    assert isinstance(node, Sequence)
    items = [_replaced(one, rest, new) if number == step else one for number, one in enumerate(node.items)]
    return Sequence(items, node.line, node.column)


def _without(node: Node, step: Step) -> Node:
    if isinstance(node, Mapping):
        pairs = {name: pair for name, pair in node.entries.items() if name != step}
        return Mapping(pairs, node.line, node.column)
    assert isinstance(node, Sequence)
    return Sequence([one for number, one in enumerate(node.items) if number != step], node.line, node.column)
