"""A sheet of a spreadsheet as it was read or is to be written: nothing but texts in rows and columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

MAX_FILE_BYTES = 20 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 1_000


Kind = Literal["number", "date", "time", "truth"]
"""What a cell can hold that is no text."""


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell that holds no text that we could take; rows and columns count from 1, 0 is the file as a whole."""

    code: str  # its words stand in table.yaml
    row: int = 0
    column: int = 0
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet."""

    sheet: str  # its name; "" for a CSV file, which has none
    rows: Sequence[Sequence[str]]  # every cell as text, "" where there is nothing
    faults: Sequence[CellFault] = ()
    is_hidden: bool = False
    kinds: Mapping[tuple[int, int], Kind] = field(default_factory=dict)  # of cells that hold no text, by row and column


class UnreadableError(Exception):
    """Nothing can be read from the file."""

    def __init__(self, fault: CellFault, sheet: str = "") -> None:
        super().__init__(fault.code)
        self.fault = fault
        self.sheet = sheet


def column_letters(number: int) -> str:
    """1 as "A", 27 as "AA": as spreadsheet programs name columns."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
