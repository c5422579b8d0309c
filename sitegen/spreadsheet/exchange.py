"""From a network's files to the table, and from a table to changed files.

Nothing is written before the whole table could be read, and what is written is read again first: it says exactly what
the table says.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

import msgspec

from sitegen import characters, nodes
from sitegen.format import formatted
from sitegen.i18n import Translator
from sitegen.load import RESERVED_NAMES, ContentFolder, read_yaml
from sitegen.model import Centre
from sitegen.problem_words import hint_of, message_of
from sitegen.problems import Place, Problem, WrongValueError
from sitegen.schema import formats
from sitegen.schema.fields import CENTRE
from sitegen.schema.reading import Context, Reading
from sitegen.schema.shapes import Choice, Line, ListOf, Phone, Reference, Shape, Spans, Value, WeekOf, Words
from sitegen.spreadsheet.cells import ROOM, Cell, Cells, day_without_colon, gather, spread
from sitegen.spreadsheet.columns import ID, Column, fold, guess_column, headings, make_columns
from sitegen.spreadsheet.grid import CellFault, Grid, Kind, column_letters
from sitegen.spreadsheet.yaml_edit import edited, new_file
from sitegen.validate import CENTRES, check_place, known_regions, read_centre

ABOUT_ABSENCE = frozenset({"contact-empty", "coordinates-half", "dates-which", "hours-or-closed", "id-or-name"})
"""What is told of a record that lacks something, which may be the very cell that was refused."""

NUMBERS = (formats.read_degrees, formats.read_year, formats.read_count, formats.read_date, formats.read_partial_date)
"""What may stand in a cell as a number; elsewhere a number may have lost its zeros already."""

DATES = (formats.read_date, formats.read_partial_date)
DAY_0 = date(1899, 12, 30)  # from which spreadsheet programs count days
MAX_TITLE_ROWS = 20
MAX_SHARED = 50  # ids with the same word; a word of more tells none of them apart

_SERIAL = re.compile(r"[2-7][0-9]{4}")  # a day from 1954 to 2119
_SEVERAL = re.compile(r"[,;].*\w")
_COMMA = re.compile(r"\s*,\s*(?=\w)")
_LOST_ZERO = re.compile(r"([0-9]{2})[.,]([1-9])")  # 35.10 as a number
_POWER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+")  # how a spreadsheet shows a long number


class Finding(NamedTuple):
    """Something wrong in a table, and in which cell: rows and columns count from 1, 0 is the sheet as a whole."""

    sheet: str
    row: int
    column: int
    problem: Problem | CellFault
    name: str = ""  # of the column

    @property
    def is_error(self) -> bool:
        return isinstance(self.problem, CellFault) or self.problem.severity == "error"

    def printed(self, file: str, t: Translator) -> str:
        """Two lines: where and what, then what to type."""
        place = t("table.place-sheet", file=file, sheet=self.sheet) if self.sheet else file
        if self.row:
            cell = f"{column_letters(self.column)}{self.row}" if self.column else f"{t('table.row')} {self.row}"
            place = f"{place}, {cell}{f' ({self.name})' if self.name else ''}"
        if isinstance(self.problem, CellFault):
            key = f"table.fault.{self.problem.code}"
            unguessed = f"{key}.hint-without-guess"
            hint_key = unguessed if "guess" not in self.problem.values and t.has(unguessed) else f"{key}.hint"
            message, hint = (t(part, **self.problem.values) for part in (f"{key}.message", hint_key))
            severity = "error"
        else:
            message, hint = message_of(self.problem, t), _hint_in_cell(self.problem, t)
            severity = self.problem.severity
        return (
            f"{place}: {t(f'terminal.{severity}')}: {message} [{self.problem.code}]\n    {t('terminal.hint')}: {hint}"
        )


def _hint_in_cell(problem: Problem, t: Translator) -> str:
    """What to type into a cell, where quotation marks would become a part of the text."""
    key = f"table.hint.{problem.code}"
    if "guess" not in problem.values and t.has(key):
        return t(key, **problem.values)
    values = {name: value.strip('"') if name == "guess" else value for name, value in problem.values.items()}
    return hint_of(msgspec.structs.replace(problem, values=values), t)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a table makes of a network's files."""

    findings: list[Finding]
    files: dict[str, str]  # the new text of each file that is to be written, by path
    made: int = 0
    changed: int = 0
    same: int = 0
    notes: Sequence[tuple[str, str]] = ()  # what else is to be said, as words of table.yaml: of which sheet


# --- out ---


def make_grid(folder: ContentFolder, paths: Iterable[str], context: Context, t: Translator, *, in_words: bool) -> Grid:
    """All centres, their files having been checked. Columns that no centre uses are there too, to be filled.

    `in_words`: the headings as people call the fields, else as the files do.
    """
    columns = make_columns(context.languages)
    rows = [[column.heading(t) if in_words else column.name for column in columns]]
    for path in paths:
        centre_id = id_of(path)
        for row in spread(_read(folder, path), context.languages):
            filled = {ID: centre_id, **row}
            rows.append([filled.get(column.name, "") for column in columns])
    return Grid(t("table.sheet"), rows)


def _read(folder: ContentFolder, path: str) -> nodes.Mapping:
    problems: list[Problem] = []
    data = folder.read(path, problems)
    node = read_yaml(path, data, problems) if data is not None else None
    assert isinstance(node, nodes.Mapping), "the file has been checked"
    return node


def id_of(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yaml")


# --- in ---


@dataclass(frozen=True, slots=True)
class Draft:
    """What a table says of one centre."""

    at: Cell  # its id
    sheet: str
    rows: list[Cells]
    columns: Mapping[str, int]  # those that the sheet has, and where: of what has no column it says nothing
    refused: list[tuple[int, str]]  # row and column of each cell that can't be read, headings too


def read_table(
    grids: Sequence[Grid],
    folder: ContentFolder,
    context: Context,
    translators: Sequence[Translator],
    schema: str | None = None,
) -> Outcome:
    """The files that a table makes or changes, and all cells that can't be read. With an error, no files.

    `schema`: the address of the JSON Schema as seen from a centre's file, for editors.
    """
    columns = make_columns(context.languages)
    findings: list[Finding] = []
    drafts: dict[str, Draft] = {}
    known_headings = headings(columns, translators)
    tables = [(grid, top) for grid in grids if (top := _top(grid, known_headings)) is not None]
    if not tables:
        findings.append(Finding(grids[0].sheet if grids else "", 0, 0, CellFault("no-id-column")))
    for grid, top in tables:
        for draft in _drafts(grid, top, columns, translators, findings):
            other = drafts.setdefault(draft.at.text, draft)
            if other is not draft:
                findings.append(Finding(draft.sheet, draft.at.row, draft.at.column, CellFault("centre-twice"), ID))
    known = {column.name: column for column in columns}
    ids = _ids_by_word(folder)
    files: dict[str, str] = {}
    made = 0
    for draft in drafts.values():
        path = f"{CENTRES}/{draft.at.text}.yaml"
        text = _new_text(draft, path, folder, context, known, ids, schema, findings)
        if text is not None:
            files[path] = text
            made += not folder.exists(path)
    if any(finding.is_error for finding in findings):
        files = {}
        made = 0
    findings.sort(key=lambda finding: finding[:3])
    notes = [("hidden", grid.sheet) for grid, _ in tables if grid.is_hidden]
    notes += [("left-out", grid.sheet) for grid in grids if tables and _top(grid, known_headings) is None]
    return Outcome(findings, files, made, len(files) - made, len(drafts) - len(files), notes)


def _top(grid: Grid, known: Mapping[str, Column]) -> int | None:
    """The number (from 0) of the row with the headings: people put a title above it; None: no row has an id's."""
    for number, row in enumerate(grid.rows[:MAX_TITLE_ROWS]):
        if any((column := known.get(fold(text))) is not None and column.name == ID for text in row):
            return number
    return None


def _drafts(
    grid: Grid, top: int, columns: Sequence[Column], translators: Sequence[Translator], findings: list[Finding]
) -> Iterator[Draft]:
    """The centres of one sheet; a row without an id belongs to the centre above it."""
    layout, meant = _layout(grid, top, columns, translators, findings)
    places = {column.name: place for place, column in layout.items()}
    faults = {(fault.row, fault.column): fault for fault in grid.faults}
    found: dict[str, Draft] = {}
    current: Draft | None = None
    for number, row in enumerate(grid.rows[top + 1 :], top + 2):
        cells: Cells = {}
        refused: list[tuple[int, str]] = []
        for place, text in enumerate(row, 1):
            if not text.strip():
                continue
            column = layout.get(place)
            if column is None:
                continue  # told at its heading
            fault = faults.get((number, place)) or _cell_fault(grid, number, place, text, column)
            if fault is not None:
                findings.append(Finding(grid.sheet, number, place, fault, column.name))
                refused.append((number, column.name))
                continue
            cells[column.name] = Cell(text, number, place)
        at = cells.pop(ID, None)
        problem = _id_fault(at.text.strip()) if at else None
        if at and problem:
            findings.append(Finding(grid.sheet, number, at.column, problem, ID))
        if problem or (number, ID) in refused:
            current = Draft(Cell("", number, 0), grid.sheet, [], places, [])  # whose rows these are nobody knows
        elif at:
            at = Cell(at.text.strip(), number, at.column)
            current = found.setdefault(at.text, Draft(at, grid.sheet, [], places, [(top + 1, name) for name in meant]))
        elif cells and current is None:
            findings.append(Finding(grid.sheet, number, 0, CellFault("row-without-id")))
        if current is not None and cells:
            current.rows.append(cells)
        if current is not None:
            current.refused.extend(refused)
    for draft in found.values():
        findings += _told_twice(draft, {column.name: column for column in columns})
    yield from found.values()


def _layout(
    grid: Grid, top: int, columns: Sequence[Column], translators: Sequence[Translator], findings: list[Finding]
) -> tuple[dict[int, Column], list[str]]:
    """Which column of ours stands where, and the columns that were meant by headings that are not understood.

    Those are told, and what stands twice or has no heading.
    """
    known = headings(columns, translators)
    layout: dict[int, Column] = {}
    meant: list[str] = []
    filled = {place for row in grid.rows[top + 1 :] for place, text in enumerate(row, 1) if text.strip()}
    for place, text in enumerate(grid.rows[top], 1):
        column = known.get(fold(text))
        if column is None:
            if text.strip():
                guess = guess_column(text, columns, translators)
                meant += [guess.name] if guess else []
                values = {"typed": text.strip(), **({"guess": guess.name} if guess else {})}
                fault = CellFault("unknown-heading", values=values)
                findings.append(Finding(grid.sheet, top + 1, place, fault))
        elif column in layout.values():
            findings.append(Finding(grid.sheet, top + 1, place, CellFault("heading-twice", values={"typed": text})))
        else:
            layout[place] = column
        filled.discard(place) if text.strip() else None
    findings += [Finding(grid.sheet, top + 1, place, CellFault("no-heading")) for place in sorted(filled)]
    return layout, meant


def _cell_fault(grid: Grid, row: int, column: int, text: str, meant: Column) -> CellFault | None:
    """What a text should stand in place of: a number may have lost its zeros, a date was something else; and so on."""
    shape = meant.shape
    if isinstance(shape, WeekOf) and (glued := day_without_colon(text)):
        return CellFault("week-colon", values={"typed": glued[0], "guess": glued[1]})
    if isinstance(shape, Value) and shape.read_text in DATES and _SERIAL.fullmatch(text.strip()):
        return CellFault("cell-serial", values={"typed": text, "guess": f"{DAY_0 + timedelta(int(text))}"})
    if isinstance(shape, ListOf) or meant.name == meant.list_name:  # it may hold several, between semicolons
        item = shape.item if isinstance(shape, ListOf) else shape
        if not isinstance(item, Line | Words) and _COMMA.search(text):  # in texts commas may stand
            guess = _COMMA.sub("; ", text)
            return CellFault("cell-several", values={"typed": text, "guess": guess})
    elif isinstance(shape, Reference) and _SEVERAL.search(text):
        return CellFault("cell-several", values={"typed": text})
    kind = grid.kinds.get((row, column))
    if kind is None and isinstance(shape, Phone) and _POWER.fullmatch(text.strip()):
        kind = "number"
    if kind is None or _fits(kind, text, shape):
        return None
    values = {"typed": text}
    return CellFault("cell-number", values=values) if kind == "number" else CellFault("cell-kind", values=values)


def _fits(kind: Kind, text: str, shape: Shape | None) -> bool:
    """Whether a cell that holds no text loses nothing by that; whether it is right, its field's reader says."""
    reads = shape.read_text if isinstance(shape, Value) else None
    match kind:
        case "number":
            return reads in NUMBERS or (text.lstrip("-").isdecimal() and isinstance(shape, Line | Words))
        case "date":
            return reads in (*DATES, formats.read_date_time)
        case "time":
            return isinstance(shape, Spans | WeekOf)
        case "truth":
            return reads is formats.read_yes_no or isinstance(shape, Choice)


def _character_faults(draft: Draft) -> Iterator[Finding]:
    for row in draft.rows:
        for name, cell in row.items():
            for _, code, values in characters.faults(cell.text):
                problem = Problem(code=code, place=Place(""), values=values)
                yield Finding(draft.sheet, cell.row, cell.column, problem, name)


def _id_fault(text: str) -> Problem | None:
    try:
        formats.read_id(text)
    except WrongValueError as error:
        return Problem(code=error.code, place=Place(""), values={"typed": text, **error.values})
    if text in RESERVED_NAMES:
        return Problem(code="file-name-reserved", place=Place(""), values={"typed": text, "guess": f"{text}-1"})
    return None


def _told_twice(draft: Draft, known: Mapping[str, Column]) -> Iterator[Finding]:
    """Cells of further rows, in columns that tell one thing for the whole centre, that say something else.

    A row that repeats another with all that it says of the centre was copied, and would double the items in it.
    """
    first: dict[str, Cell] = {}
    seen: dict[tuple[tuple[str, str], ...], int] = {}
    for row in draft.rows:
        at = next(iter(row.values()))
        same = seen.setdefault(tuple(sorted((name, cell.text.strip()) for name, cell in row.items())), at.row)
        if same != at.row and len({known[name].list_name is None for name in row}) == 2:
            yield Finding(draft.sheet, at.row, 0, CellFault("row-twice", values={"row": str(same)}))
        for name, cell in row.items():
            if known[name].list_name is None and first.setdefault(name, cell).text.strip() != cell.text.strip():
                fault = CellFault("told-twice", values={"row": str(first[name].row)})
                yield Finding(draft.sheet, cell.row, cell.column, fault, name)


def _new_text(
    draft: Draft,
    path: str,
    folder: ContentFolder,
    context: Context,
    known: Mapping[str, Column],
    ids: Mapping[str, list[str]],
    schema: str | None,
    findings: list[Finding],
) -> str | None:
    """The file's new text; None where nothing changes, or where something is wrong."""
    at, languages = draft.at, context.languages
    old: nodes.Mapping | None = None
    text = ""
    rows = draft.rows
    if folder.exists(path):
        problems: list[Problem] = []
        data = folder.read(path, problems)
        checked = read_centre(path, data, context) if data is not None else None
        if data is None or checked is None or checked.centre is None or _errors(checked.problems):
            findings.append(
                Finding(draft.sheet, at.row, at.column, CellFault("file-broken", values={"file": path}), ID)
            )
            return None
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        old = _read(folder, path)
        rows, lost = _merged(draft, spread(old, languages), known)
        if lost and not draft.refused:  # else the list may have changed only by what was refused
            findings += [Finding(draft.sheet, at.row, at.column, fault, ID) for fault in lost]
        if lost:
            return None
    new = gather(rows, at, languages)
    reading = Reading(path, context)
    centre: Centre | None = CENTRE.read(new, reading)
    if centre is not None and context.data_folder is not None:
        check_place(centre, reading, Path(context.data_folder))
    unfit = list(_character_faults(draft))
    lacking = list(_lacking(reading.problems, draft, known)) if old is None else []
    if lacking:
        values = {"typed": at.text, "columns": ", ".join(lacking), **_guessed(at.text, ids)}
        findings.append(Finding(draft.sheet, at.row, at.column, CellFault("centre-unknown", values=values), ID))
    told = [_with_zero(problem, context) for problem in reading.problems if not (lacking and _is_lack(problem, draft))]
    findings += [*unfit, *_in_cells(told, draft, rows, known)]
    if centre is None or unfit or draft.refused or _errors(reading.problems):
        return None
    if old is not None and spread(old, languages) == spread(new, languages):
        return None
    result = edited(text, old, new, languages) if old is not None else None
    if result is None:
        result = _canonical(path, new_file(new, schema), context)
    written = read_centre(path, result.encode(), context)
    assert written.centre == centre, f"{path} would not say what the table says"
    return result


def _with_zero(problem: Problem, context: Context) -> Problem:
    """A region's code that a spreadsheet program took for a number has lost the zero at its end."""
    lost = _LOST_ZERO.fullmatch(problem.values.get("typed", ""))
    if lost is None or problem.code not in ("region-code", "unknown-region") or context.data_folder is None:
        return problem
    meant = known_regions(Path(context.data_folder)).get(f"{lost[1]}.{lost[2]}0")
    guessed = {"guess": meant.code, "region": meant.name} if meant else {}
    return msgspec.structs.replace(problem, values={**problem.values, **guessed})


def _canonical(path: str, text: str, context: Context) -> str:
    """As `format` writes it."""
    data, _ = formatted(path, text.encode(), context)
    return data.decode()


def _merged(
    draft: Draft, old: Sequence[Mapping[str, str]], known: Mapping[str, Column]
) -> tuple[list[Cells], list[CellFault]]:
    """The table's rows with what it has no columns for, from the file; and what would be lost.

    The items of a list have no names, so a list that the table changes can't keep what has no column there.
    """
    at = draft.at
    rows = [dict(row) for row in draft.rows]
    lists_told = {known[name].list_name for name in draft.columns} - {None}
    lost: dict[str, CellFault] = {}
    missing: list[tuple[int, str, str]] = []
    for number, row in enumerate(old):
        for name, text in row.items():
            if name not in draft.columns:
                missing.append((number, name, text))
    for number, name, text in missing:
        of_list = known[name].list_name
        if of_list in lists_told and _told(rows, of_list, known) != _told_before(old, of_list, draft, known):
            lost[name] = CellFault("column-missing", values={"name": name, "list": str(of_list)})
        else:
            index = _item_row(rows, number, of_list if of_list in lists_told else None, known)
            while len(rows) <= index:
                rows.append({})
            rows[index][name] = Cell(text, at.row, at.column)
    return rows, list(lost.values())


def _told(rows: Iterable[Cells], of_list: str | None, known: Mapping[str, Column]) -> list[dict[str, str]]:
    """The items of a list as the table has them."""
    items = [
        {name: cell.text.strip() for name, cell in row.items() if known[name].list_name == of_list and cell.row}
        for row in rows
    ]
    return [item for item in items if item]


def _told_before(
    old: Iterable[Mapping[str, str]], of_list: str | None, draft: Draft, known: Mapping[str, Column]
) -> list[dict[str, str]]:
    """The same items as the file has them, as far as the table has columns."""
    items = [
        {name: text.strip() for name, text in row.items() if known[name].list_name == of_list and name in draft.columns}
        for row in old
    ]
    return [item for item in items if item]


def _item_row(rows: Sequence[Cells], number: int, of_list: str | None, known: Mapping[str, Column]) -> int:
    """The row in which the table has the item of this number."""
    if of_list is None:
        return number
    filled = [index for index, row in enumerate(rows) if any(known[name].list_name == of_list for name in row)]
    return filled[number] if number < len(filled) else number


def _lacking(problems: Iterable[Problem], draft: Draft, known: Mapping[str, Column]) -> Iterator[str]:
    """The columns without which there is no new centre."""
    for problem in problems:
        if _is_lack(problem, draft) and not _follows(problem, draft.at.row, draft):
            yield _column_of_key(problem.values["key"], "", known)


def _is_lack(problem: Problem, draft: Draft) -> bool:
    """Whether the centre as a whole lacks something."""
    at = (problem.place.line, problem.place.column // ROOM)
    return problem.code == "missing-key" and at == (draft.at.row, draft.at.column)


def _column_of_key(key: str, beside: str, columns: Iterable[str]) -> str:
    """The column that a missing key needs: of those that it is in, the nearest to the column `beside` it."""

    def shared(name: str) -> int:
        return sum(one == other for one, other in zip(name.split("."), beside.split("."), strict=False))

    return max((name for name in columns if key in name.split(".")), key=shared)


def _ids_by_word(folder: ContentFolder) -> Mapping[str, list[str]]:
    ids: dict[str, list[str]] = {}
    for path in folder.files(CENTRES, (".yaml",), []):
        for word in id_of(path).split("-"):
            ids.setdefault(word, []).append(id_of(path))
    return ids


def _guessed(typed: str, ids: Mapping[str, list[str]]) -> dict[str, str]:
    """The id that was most likely meant, of those that share a word that is not in most of them."""
    near = [known for word in typed.split("-") if len(ids.get(word, ())) < MAX_SHARED for known in ids.get(word, ())]
    found = get_close_matches(typed, near, n=1)
    return {"guess": found[0]} if found else {}


def _in_cells(
    problems: Iterable[Problem], draft: Draft, rows: Sequence[Cells], known: Mapping[str, Column]
) -> Iterator[Finding]:
    """What is wrong with a value, at its cell; of one cell the first thing only."""
    names = {(cell.row, cell.column): name for row in rows for name, cell in row.items()}
    told: set[tuple[int, int]] = set()
    for problem in problems:
        row, column = problem.place.line, problem.place.column // ROOM
        if _follows(problem, row, draft):
            continue
        name = ID if column == draft.at.column else names.get((row, column), "")
        if problem.code == "missing-key":
            filled = {told for cells in rows for told, cell in cells.items() if cell.row == row}
            key = _column_of_key(problem.values["key"], name, (column for column in known if column not in filled))
            problem = msgspec.structs.replace(problem, values={"key": key})
            column, name = (draft.columns[key], key) if key in draft.columns else (column, name)
        if (row, column) not in told:
            yield Finding(draft.sheet, row, column, problem, name)
            told.add((row, column))


def _follows(problem: Problem, row: int, draft: Draft) -> bool:
    """Whether it is told only because a cell was refused, which has been told already."""
    if problem.code == "missing-key":
        return any(problem.values["key"] in name.split(".") for _, name in draft.refused)
    return problem.code in ABOUT_ABSENCE and any(row == refused for refused, _ in draft.refused)


def _errors(problems: Iterable[Problem]) -> bool:
    return any(problem.severity == "error" for problem in problems)
