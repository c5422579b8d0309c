"""One centre's file spread over rows of cells, and gathered from them again.

Cells hold what is typed in the file, so nothing is lost: a telephone stays as somebody wrote it. A list inside a list
has to go into one cell, "KTP; Foto produk"; another list of texts may. So has a week: "Senin-Kamis: 08.00-16.00; Jumat:
08.00-11.30".
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sitegen.nodes import Mapping, Node, Scalar, Sequence, is_absent
from sitegen.schema.fields import CENTRE
from sitegen.schema.shapes import Either, ListOf, RecordOf, Shape, WeekOf, Words

Row = dict[str, str]
"""What stands in the cells of a row, by column; an empty cell is not there."""

ROOM = 100_000
"""A node made from a cell has its column times this: the rest tells the character within the cell."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What was typed in one cell, and where: rows and columns count from 1."""

    text: str
    row: int
    column: int


Cells = dict[str, Cell]
"""The filled cells of a row, by column."""


# --- from a file to rows ---


def spread(node: Mapping, languages: tuple[str, ...]) -> list[Row]:
    """The rows of one centre, without its id. One row at least."""
    return spread_shape(CENTRE, node, languages)


def spread_shape(shape: Shape, node: Node, languages: tuple[str, ...]) -> list[Row]:
    """The same for any value of a file: two that say the same give the same cells."""
    rows = _Rows(languages)
    rows.add(shape, node, "", 0, in_list=False)
    return rows.rows


class _Rows:
    def __init__(self, languages: tuple[str, ...]) -> None:
        self.rows: list[Row] = [{}]
        self._languages = languages

    def add(self, shape: Shape, node: Node, name: str, row: int, *, in_list: bool) -> None:
        """Put a value into the columns of its shape, from `row` downwards."""
        if is_absent(node):
            return
        if isinstance(shape, Either) and isinstance(node, Mapping):
            shape = shape.mapping
        elif isinstance(shape, Either):
            name, shape = f"{name}.{shape.mapping.fields[0].name}", shape.scalar
        if isinstance(shape, RecordOf) and isinstance(node, Mapping):
            for field in shape.fields:
                if field.name in node.entries:
                    below = f"{name}.{field.name}" if name else field.name
                    self.add(field.shape, node.entries[field.name][1], below, row, in_list=in_list)
        elif isinstance(shape, ListOf) and isinstance(node, Sequence) and not in_list:
            for count, item in enumerate(node.items):
                if _is_of_texts(shape):  # as if it were alone in a list within a list
                    self.add(shape, Sequence([item], item.line, item.column), name, count, in_list=True)
                else:
                    self.add(shape.item, item, name, count, in_list=True)
        elif isinstance(shape, ListOf) and isinstance(node, Sequence):
            for language in self._languages:
                texts = [_in_language(item, language, self._languages) for item in node.items]
                self._put(row, self._column(name, language), join_items(texts) if any(texts) else "")
        elif isinstance(shape, WeekOf) and isinstance(node, Mapping):
            days = [f"{key.text.strip()}: {_text(value)}" for key, value in node.entries.values()]
            self._put(row, name, join_items(days))
        else:
            for language in self._languages:
                self._put(row, self._column(name, language), _in_language(node, language, self._languages))

    def _column(self, name: str, language: str) -> str:
        return name if language == self._languages[0] else f"{name}.{language}"

    def _put(self, row: int, name: str, text: str) -> None:
        if text:
            while len(self.rows) <= row:
                self.rows.append({})
            self.rows[row][name] = text


def _is_of_texts(shape: ListOf) -> bool:
    """Whether a list's items have one column, in which a cell may hold several of them."""
    return not isinstance(shape.item, RecordOf | Either)


def _in_language(node: Node, language: str, languages: tuple[str, ...]) -> str:
    """A text in one language; a text without one is in the main language."""
    if isinstance(node, Mapping):
        return _text(node.entries[language][1]) if language in node.entries else ""
    return _text(node) if language == languages[0] else ""


def _text(node: Node) -> str:
    assert isinstance(node, Scalar)  # what is spread has been checked
    return node.text.strip()


# --- from rows to a file ---


def gather(rows: Iterable[Cells], at: Cell, languages: tuple[str, ...]) -> Mapping:
    """The nodes of one centre's file from its rows; `at` is where the centre as a whole stands.

    Every node's line is its cell's row, its column the cell's column times `ROOM`: so what the checks of files say
    about a node tells the cell.
    """
    gathering = _Gathering(list(rows), languages)
    found = gathering.record(CENTRE, "", gathering.rows, in_list=False)
    return Mapping(found.entries if found else {}, at.row, at.column * ROOM)


class _Gathering:
    def __init__(self, rows: list[Cells], languages: tuple[str, ...]) -> None:
        self.rows = rows
        self._languages = languages

    def record(self, record: RecordOf, name: str, rows: list[Cells], *, in_list: bool) -> Mapping | None:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for field in record.fields:
            below = f"{name}.{field.name}" if name else field.name
            node = self._node(field.shape, below, rows, in_list=in_list)
            if node is not None:
                entries[field.name] = (Scalar(field.name, node.line, node.column), node)
        first = next((value for _, value in entries.values()), None)
        return None if first is None else Mapping(entries, first.line, first.column)

    def _node(self, shape: Shape, name: str, rows: list[Cells], *, in_list: bool) -> Node | None:
        if isinstance(shape, RecordOf):
            return self.record(shape, name, rows, in_list=in_list)
        if isinstance(shape, Either):
            whole = self.record(shape.mapping, name, rows, in_list=in_list)
            only = shape.mapping.fields[0].name
            return whole.entries[only][1] if whole and whole.entries.keys() == {only} else whole
        if isinstance(shape, ListOf) and (in_list or _is_of_texts(shape)):
            return _sequence([item for row in rows for item in self._list_in_a_cell(name, row)])
        if isinstance(shape, ListOf):
            items = [self._node(shape.item, name, [row], in_list=True) for row in rows]
            return _sequence([item for item in items if item is not None])
        if isinstance(shape, WeekOf):
            cell = _cell(rows, name)
            return None if cell is None else _week(cell)
        if isinstance(shape, Words):
            return self._words({language: _cell(rows, column) for language, column in self._columns(name)})
        cell = _cell(rows, name)
        return None if cell is None else _scalar(cell.text, cell)

    def _columns(self, name: str) -> Iterator[tuple[str, str]]:
        main, *others = self._languages
        yield main, name
        yield from ((language, f"{name}.{language}") for language in others)

    def _words(self, cells: dict[str, Cell | None]) -> Node | None:
        told = {language: cell for language, cell in cells.items() if cell is not None and cell.text}
        if not told:
            return None
        texts = {language: _scalar(cell.text, cell) for language, cell in told.items()}
        first = next(iter(texts.values()))
        if texts.keys() == {self._languages[0]}:
            return first
        entries: dict[str, tuple[Scalar, Node]] = {
            language: (Scalar(language, text.line, text.column), text) for language, text in texts.items()
        }
        return Mapping(entries, first.line, first.column)

    def _list_in_a_cell(self, name: str, row: Cells) -> list[Node]:
        """The items of one cell; in several languages the first belongs to the first, and so on."""
        split: dict[str, list[Cell]] = {}
        for language, column in self._columns(name):
            cell = row.get(column)
            if cell is not None:
                split[language] = [Cell(text, cell.row, cell.column) for text in split_items(cell.text)]
        count = max(map(len, split.values()), default=0)
        found = (
            self._words({language: items[i] if i < len(items) else None for language, items in split.items()})
            for i in range(count)
        )
        return [item for item in found if item is not None]


def _cell(rows: list[Cells], name: str) -> Cell | None:
    return next((row[name] for row in rows if name in row), None)


def _scalar(text: str, cell: Cell) -> Scalar:
    """What is typed in a cell is a text, never one of YAML's signs: no more than what stands in quotes."""
    return Scalar(text, cell.row, cell.column * ROOM, plain=False)


def _sequence(items: list[Node]) -> Sequence | None:
    return Sequence(items, items[0].line, items[0].column) if items else None


def _week(cell: Cell) -> Mapping:
    """Days and hours; a day told twice keeps both, for the check to tell."""
    entries: dict[str, tuple[Scalar, Node]] = {}
    for item in filter(None, split_items(cell.text)):
        days, _, hours = item.partition(":")
        name = days.strip()
        while name in entries:
            name += " "
        entries[name] = (_scalar(days.strip(), cell), _scalar(hours.strip(), cell))
    return Mapping(entries, cell.row, cell.column * ROOM)


_NO_COLON = re.compile(r"([^\W\d][^:\d]*?)[\s=–-]+(\d.*|tutup|closed)", re.IGNORECASE)


def day_without_colon(text: str) -> tuple[str, str] | None:
    """The first days of a week's cell that run into their hours, and how they are written."""
    found = ((item, _NO_COLON.fullmatch(item)) for item in split_items(text))
    return next(((item, f"{match[1]}: {match[2]}") for item, match in found if match), None)


# --- several items in one cell ---


def join_items(items: list[str]) -> str:
    """Items in one cell: "a; b". Where an item has a semicolon of its own, each stands on a line."""
    if any(";" in item for item in items):
        return "\n".join(items) + ("\n" if len(items) == 1 else "")
    return "; ".join(items)


def split_items(text: str) -> list[str]:
    """The other way round. Blanks around items don't count; an empty place stays one, so that languages match."""
    parts = text.split("\n") if "\n" in text else text.split(";")
    items = [part.strip() for part in parts]
    while items and not items[-1]:
        items.pop()
    return items
