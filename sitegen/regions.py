"""The regions a network lies in: a tree of codes, from data/regions.csv.

Any network brings its own levels and codes. Regions of one more level, too many to load each time, may stand
in data/villages/PART.csv, where PART is what their codes have before the first dot.
"""

import csv
import io
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from sitegen.problems import Place, Problem

TABLE = "data/regions.csv"
COLUMNS = ("code", "name", "level", "parent", "latitude", "longitude", "island", "time_zone")
SHORT = 5  # letters; so few are like many names
ABBREVIATED = 3  # letters of an abbreviation, or more
MAX_SHOWN = 60  # characters of a line in a message

_POINT = re.compile(r"-?(?:90|[0-8]?[0-9])(?:\.[0-9]+)?,-?(?:180|1[0-7][0-9]|[0-9]?[0-9])(?:\.[0-9]+)?")
"""Decimal degrees."""

VILLAGE = "village"
"""The level of what stands in data/villages/."""

Row = Sequence[str]
"""A line of regions.csv, as `COLUMNS` has it."""


class WrongTableError(ValueError):
    """The table of regions can't be read; `problem` tells where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.place.path}:{problem.place.line}: {problem.code}")
        self.problem = problem


class Region(msgspec.Struct, frozen=True, kw_only=True):
    """One region, of any level."""

    code: str
    name: str
    level: str
    parent: str | None  # code; None: nothing is above it
    latitude: float | None  # reference point, WGS 84: its seat or its middle; None: not known
    longitude: float | None
    island: str | None  # the landmass its reference point is on; None: not known
    time_zone: str | None  # IANA; None: not known


class Regions:
    """All regions, by code. Records are made when they are asked for: most builds need a few of thousands."""

    def __init__(
        self, rows: Iterable[Row], villages_folder: Path | None = None, aliases_file: Path | None = None
    ) -> None:
        """`rows` in the order in which regions are to be listed."""
        self._rows = {row[0]: row for row in rows}
        self._villages_folder = villages_folder
        self._aliases_file = aliases_file
        self._made: dict[str, Region] = {}
        self._villages: dict[str, list[str]] = {}

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and self.get(code) is not None

    def __iter__(self) -> Iterator[Region]:
        """All but the villages, in the order of the table."""
        return map(self._region, self._rows)

    def __len__(self) -> int:
        """How many there are without the villages."""
        return len(self._rows)

    def get(self, code: str) -> Region | None:
        """The region of a code; None if there is none."""
        if code in self._made:
            return self._made[code]
        if code in self._rows:
            return self._region(code)
        village = self._village(code)
        if village:
            self._made[code] = village
        return village

    def lineage(self, code: str) -> tuple[Region, ...]:
        """A region and all that hold it, the smallest first; () if there is no such region."""
        lineage = []
        region = self.get(code)
        while region:
            lineage.append(region)
            region = self.get(region.parent) if region.parent else None
        return tuple(lineage)

    def children(self, code: str) -> tuple[Region, ...]:
        """What lies directly in a region, in the order of the table; villages are not listed."""
        return tuple(map(self._region, self._children.get(code, ())))

    def levels(self) -> tuple[str, ...]:
        """Every level that has regions, villages too, in the order of the table."""
        return (*self._levels, *([VILLAGE] if self._villages_folder else []))

    def at_level(self, level: str) -> tuple[Region, ...]:
        """All regions of one level, in the order of the table; villages are not listed."""
        return tuple(map(self._region, self._levels.get(level, ())))

    def villages(self, part: str) -> Iterator[tuple[str, str]]:
        """Codes and names of all villages whose codes begin with `part`, in the order of codes."""
        return ((row[0], row[1]) for row in csv.reader(self._village_lines(part)))

    def guess(self, text: str) -> str | None:
        """The code that somebody who typed a wrong code, or a name, most likely meant.

        A code with a wrong end gives the region that its beginning names rightly.
        """
        text = text[:60]
        for spelling in _spellings(text):
            if spelling in self._spelt:
                return self._spelt[spelling]
        for beginning, end in _beginnings(text):
            if above := self._spelt.get(beginning):
                village = f"{above}.{end}"
                return village if village in self else above
        return self._names.closest(text) or self._codes.closest(text)

    def _region(self, code: str) -> Region:
        region = self._made.get(code)
        if region is None:
            row = self._rows[code]
            above = self._region(row[3]) if row[3] else None
            region = self._made[code] = _make_region(row, above)
        return region

    def _village(self, code: str) -> Region | None:
        above, _, rest = code.rpartition(".")
        if not rest or "," in rest or above not in self._rows:
            return None
        lines = self._village_lines(above.partition(".")[0])
        place = bisect_left(lines, f"{code},")
        if place == len(lines) or not lines[place].startswith(f"{code},"):
            return None
        _, name, _, latitude, longitude, island = next(csv.reader([lines[place]]))
        return _make_region((code, name, VILLAGE, above, latitude, longitude, island, ""), self._region(above))

    def _village_lines(self, part: str) -> list[str]:
        """The lines of one file of villages, which is sorted by code; [] if there is none."""
        if part not in self._villages:
            path = self._villages_folder / f"{part}.csv" if self._villages_folder else None
            text = path.read_text(encoding="utf-8") if path and path.is_file() else ""
            self._villages[part] = text.splitlines()[1:]
        return self._villages[part]

    @cached_property
    def _levels(self) -> Mapping[str, list[str]]:
        return self._codes_by(2)

    @cached_property
    def _children(self) -> Mapping[str, list[str]]:
        return self._codes_by(3)

    def _codes_by(self, column: int) -> Mapping[str, list[str]]:
        codes = defaultdict[str, list[str]](list)
        for code, row in self._rows.items():
            codes[row[column]].append(code)
        return codes

    @cached_property
    def aliases(self) -> tuple[tuple[str, str], ...]:
        """Other names that people use, each with the code of a region; a name may stand for several."""
        if self._aliases_file is None:
            return ()
        with self._aliases_file.open(encoding="utf-8", newline="") as file:
            rows = [(row["alias"], row["code"]) for row in csv.DictReader(file)]
        return tuple((alias, code) for alias, code in rows if code in self)

    @cached_property
    def _spelt(self) -> Mapping[str, str]:
        """The code that each way of spelling one, and each other name, stands for."""
        aliases = {_spellings(alias)[1]: code for alias, code in reversed(self.aliases)}
        return aliases | {spelling: code for code in reversed(self._rows) for spelling in _spellings(code)}

    @cached_property
    def _names(self) -> "_Likeness":
        return _Likeness({code: self._rows[code][1] for code in self._shallow_first})

    @cached_property
    def _codes(self) -> "_Likeness":
        return _Likeness({code: code for code in self._shallow_first})

    @property
    def _shallow_first(self) -> list[str]:
        return sorted(self._rows, key=lambda code: len(self.lineage(code)))


def load_regions(data_folder: Path) -> Regions:
    """The regions of data/regions.csv, and of data/villages/ if there is one.

    Raises OSError if there is no table, WrongTableError if a line is not what it should be.
    """
    data = (data_folder / "regions.csv").read_bytes()
    try:
        rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))
    except UnicodeDecodeError as error:
        raise _wrong("not-utf8", data.count(b"\n", 0, error.start) + 1, f"0x{data[error.start]:02X}") from None
    except csv.Error as error:
        raise _wrong("regions-row", 1, str(error)) from None
    header = rows[0] if rows else []
    if header != list(COLUMNS):
        raise _wrong("regions-header", 1, ",".join(header), options=",".join(COLUMNS))
    _check_tree(rows[1:])
    villages_folder, aliases_file = data_folder / "villages", data_folder / "place_aliases.csv"
    return Regions(
        rows[1:],
        villages_folder if villages_folder.is_dir() else None,
        aliases_file if aliases_file.is_file() else None,
    )


def _check_tree(rows: list[list[str]]) -> None:
    """Each region comes after the one that holds it, so that no region can hold itself."""
    seen = {""}
    for line, row in enumerate(rows, start=2):
        if not _is_whole(row):
            raise _wrong("regions-row", line, ",".join(row))
        if row[0] in seen:
            raise _wrong("regions-twice", line, row[0])
        if row[3] not in seen:
            raise _wrong("regions-parent", line, row[3])
        seen.add(row[0])


def _is_whole(row: list[str]) -> bool:
    """Whether it tells all that its pages need: a point it may have from the region above, if there is one."""
    if len(row) != len(COLUMNS) or not (row[1] and row[2] and _is_time_zone(row[7])):
        return False
    point = f"{row[4]},{row[5]}"
    return _POINT.fullmatch(point) is not None or (point == "," and row[3] != "")


@lru_cache
def _is_time_zone(name: str) -> bool:
    """Whether clocks know it; nothing is that of the region above."""
    try:
        return not name or ZoneInfo(name) is not None
    except (KeyError, ValueError, OSError):  # unknown, no name of a file, or a folder of names
        return False


def _wrong(code: str, line: int, typed: str, **values: str) -> WrongTableError:
    shown = typed if len(typed) <= MAX_SHOWN else f"{typed[: MAX_SHOWN - 1]}…"
    return WrongTableError(Problem(code=code, place=Place(TABLE, line, 1), values={"typed": shown, **values}))


def _make_region(row: Row, above: Region | None) -> Region:
    """An empty island or time zone is that of the region above."""
    code, name, level, _, latitude, longitude, island, time_zone = row
    return Region(
        code=code,
        name=name,
        level=level,
        parent=above.code if above else None,
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        island=island or (above.island if above else None),
        time_zone=time_zone or (above.time_zone if above else None),
    )


def _spellings(code: str) -> tuple[str, str]:
    """Ways in which people write a code: without noughts, 35.1, or without dots, 3501."""
    folded = code.casefold()
    return re.sub(r"(?<!\w)0+(?=\w)", "", folded), "".join(filter(str.isalnum, folded))


def _beginnings(text: str) -> Iterator[tuple[str, str]]:
    """Parts with which a code may begin, spelt without noughts, and the rest; the longest first."""
    is_glued = re.fullmatch(r"[0-9]+", text) is not None
    for end in range(len(text) - 1, 0, -1):
        if is_glued or text[end] == ".":
            yield _spellings(text[:end])[0], text[end:].lstrip(".")


class _Likeness:
    """Finds the key whose words look most like some typed text; only used once something is wrong."""

    def __init__(self, words: Mapping[str, str]) -> None:
        """Of keys that are equally like, the first in `words` wins."""
        self._words = {key: text.casefold() for key, text in words.items()}
        self._holders = defaultdict[str, list[str]](list)
        for key, text in self._words.items():
            for pair in _pairs(text):
                self._holders[pair].append(key)

    def closest(self, text: str) -> str | None:
        """The likest key, None if none is alike; only the few that share most pairs of letters are compared."""
        typed = text.casefold()
        shared = Counter(key for pair in _pairs(typed) for key in self._holders.get(pair, ()))
        likeness = {key: self._likeness(key, typed) for key, _ in shared.most_common(40)}
        best = max(likeness, key=likeness.__getitem__, default=None)
        alike = 0.6 if len(typed) > SHORT else 0.9
        return best if best is not None and likeness[best] >= alike else None

    def _likeness(self, key: str, typed: str) -> float:
        """1 for the same words, or the last: "pacitan" and "kab. pacitan" are as good as "Kabupaten Pacitan"."""
        words = self._words[key]
        typed = _in_full(typed, words)
        last = " ".join(words.split()[-len(typed.split()) :])
        return max(SequenceMatcher(None, text, typed, autojunk=False).ratio() for text in (words, last))


def _in_full(typed: str, words: str) -> str:
    """With its first word as in `words`, if it is the beginning of that."""
    first, _, rest = typed.partition(" ")
    full = words.partition(" ")[0]
    return f"{full} {rest}" if rest and len(first) >= ABBREVIATED and full.startswith(first.rstrip(".")) else typed


def _pairs(text: str) -> list[str]:
    """Neighbouring characters, with the ends marked, each once, in order."""
    marked = f" {text} "
    return list(dict.fromkeys(marked[i : i + 2] for i in range(len(marked) - 1)))
