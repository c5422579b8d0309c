"""Lines that stand in a column in which they can't: which of them is the odd one, and where it belongs.

A parser gives up at the first line that it can't place. That is often a right one, and the slip is above it: a line
that was moved, a dash that was forgotten, the name of a group that was deleted.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from sitegen.yaml_lines import Fault, Level, Row, levels_above, rows_of, siblings

MAX_MOVED = 10  # lines in a row that are taken for having been moved together
STEP = 2  # blanks by which each level is usually indented

SIGN = re.compile(r"(?:--+|[^\w\s\[{(\"']|[0-9]{1,2}[.)]|[a-z][.)])?\s*(?=\w|\{)")
"""What people put before an item, the dash included."""


def misplaced(lines: Sequence[str], number: int) -> Fault | None:
    """The fault behind a line (from 0) that the parser couldn't place."""
    rows = rows_of(lines)
    index = next((index for index, row in enumerate(rows) if row.number == number), None)
    if index is None:
        return _in_text(lines, number, [row for row in rows if row.number < number])
    if index == 0 or rows[0].column:
        return _pushed_start(rows)
    levels = levels_above(rows[:index])
    return (
        _mixed(rows, index)
        or _mixed(rows, index - 1)
        or _odd_level(levels, rows[index])
        or _moved_left(rows, index, levels)
        or _bare_entries(rows, index)
        or _nameless(rows, index, levels)
        or _beside(rows, index, levels)
    )


def missing_dash(lines: Sequence[str], number: int) -> Fault | None:
    """A line (from 0) among the items of a list that is none."""
    rows = rows_of(lines)
    return next((_mixed(rows, index) for index, row in enumerate(rows) if row.number == number), None)


def list_sign(row: Row) -> Fault:
    """An item that doesn't begin with a dash and one blank."""
    return Fault("list-sign", row.number, row.column, {"typed": row.text, "guess": f"- {SIGN.sub('', row.text, 1)}"})


def _indent(row: Row, guess: int | None) -> Fault:
    known = {} if guess is None else {"guess": str(guess)}
    return Fault("yaml-indent", row.number, row.column, {"typed": str(row.column), **known})


def _column_below(rows: Sequence[Row], index: int) -> int:
    """Where the next line begins; 0 at the end."""
    return rows[index + 1].column if index + 1 < len(rows) else 0


def _in_text(lines: Sequence[str], number: int, above: Sequence[Row]) -> Fault | None:
    """A line of a text after | that is less indented than the text's first line."""
    if not above:
        return None
    text = (line for line in lines[above[-1].number + 1 : number + 1] if line.strip())
    columns = [len(line) - len(line.lstrip(" ")) for line in text]
    if not columns or columns[-1] >= columns[0]:
        return None
    return Fault("yaml-indent", number, columns[-1], {"typed": str(columns[-1]), "guess": str(columns[0])})


def _pushed_start(rows: Sequence[Row]) -> Fault | None:
    """The first line is indented, and others aren't."""
    first = rows[0]
    return _indent(first, 0) if first.column and any(row.column < first.column for row in rows) else None


def _mixed(rows: Sequence[Row], index: int) -> Fault | None:
    """Of the lines side by side some are items of a list, and some aren't."""
    run = siblings(rows, index)
    others = [row for row in run if not row.is_item]
    if len(others) in (0, len(run)) or _is_list_in_column(rows, run):
        return None
    bare = next((row for row in others if not row.is_field), None)
    if bare:
        return list_sign(bare)
    first_item = next(row for row in run if row.is_item)
    if run[0] is not first_item:
        is_alone = run[1] is first_item and _column_below(rows, rows.index(run[0])) > run[0].column
        return list_sign(run[0]) if is_alone else None
    odd = others[0]
    at = rows.index(odd)
    if not odd.is_heading and not rows[at - 1].is_field and _column_below(rows, at) > odd.column:
        return list_sign(odd)
    return Fault("list-field", odd.number, odd.column, {"typed": odd.text, "guess": str(first_item.columns[-1])})


def _bare_entries(rows: Sequence[Row], index: int) -> Fault | None:
    """Entries in braces side by side, none with its dash."""
    run = siblings(rows, index)
    return list_sign(run[0]) if len(run) > 1 and all(row.text.startswith("{") for row in run) else None


def _is_list_in_column(rows: Sequence[Row], run: Sequence[Row]) -> bool:
    """Whether the items stand in the column of the field that they belong to, as YAML allows."""
    numbers = {row.number for row in run}
    pairs = ((row, below) for row, below in pairwise(rows) if row.number in numbers)
    return any(row.is_heading and below.is_item and row.column == below.column for row, below in pairs)


def _odd_level(levels: Sequence[Level], row: Row) -> Fault | None:
    """A single line above has one blank too many or too few; everybody after it is right."""
    for level in levels:
        if abs(level.column - row.column) == 1 and level.column % STEP and len(level.rows) == 1:
            odd = level.rows[0]
            return list_sign(odd) if odd.is_item and not level.of_items else _indent(odd, row.column)
    return None


def _moved_left(rows: Sequence[Row], index: int, levels: Sequence[Level]) -> Fault | None:
    """The lines just above belong further in, as this one still is."""
    row = rows[index]
    following = _column_below(rows, index)
    is_moved_itself = following <= row.column if row.is_heading else following < row.column and not row.is_item
    if row.column <= levels[-1].column or is_moved_itself:
        return None
    for moved in range(index - 1, max(index - 1 - MAX_MOVED, 0), -1):
        above = rows[moved - 1]
        if above.is_heading or above.columns[-1] >= row.column:
            return _indent(rows[moved], above.columns[-1] + STEP * above.is_heading)
    return None


def _nameless(rows: Sequence[Row], index: int, levels: Sequence[Level]) -> Fault | None:
    """Several lines further in than a field above that has its value: the name of their group is missing."""
    row = rows[index]
    is_moved_itself = row.is_heading and _column_below(rows, index) <= row.column
    if row.column < levels[-1].column + STEP or is_moved_itself or len(siblings(rows, index)) == 1:
        return None
    return _indent(row, None)


def _beside(rows: Sequence[Row], index: int, levels: Sequence[Level]) -> Fault | None:
    """It belongs to the nearest level above of its kind; of two as near, to the inner one."""
    row = rows[index]
    following = _column_below(rows, index) if row.is_heading else 0
    open_columns = [level.column for level in levels if level.of_items == row.is_item]
    fitting = [column for column in open_columns if not row.column < following <= column] or open_columns
    if not fitting:
        return Fault("yaml-dash", row.number, row.column, {}) if row.is_item else None
    guess = min(fitting, key=lambda column: (abs(column - row.column), -column))
    return _indent(row, guess) if guess != row.column else None
