"""What the reading of one file carries along: its settings, its problems, and what to look up once all is read."""

import msgspec

from sitegen.nodes import Node, Scalar
from sitegen.problems import Place, Problem, WrongValueError

MAX_SHOWN = 60  # characters of a typed value in a message
YAML_SIGNS = frozenset({"alias", "anchor", "tag"})  # problems that the reading of YAML tells itself
CHARACTER_FAULTS = frozenset({"character", "character-composed", "character-marks", "character-mixed"})


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """The settings that decide how a file is read; part of the key under which a checked file is kept."""

    languages: tuple[str, ...] = ("id", "en")  # the first is that of words without one
    phone_country: str = "ID"
    legal_statuses: tuple[str, ...] = ()
    data_folder: str | None = None  # of the tables of regions and boundaries; None: places are not checked


class Mark(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Something in a file that can only be checked beside other files, and where it stands."""

    kind: str  # service | partner | programme | facility | centre | notice | region | phone | point | …
    value: str
    line: int
    column: int


class Reading:
    """The state of reading one file."""

    __slots__ = ("context", "data", "marks", "path", "problems")

    def __init__(self, path: str, context: Context, data: bytes = b"") -> None:
        """`data` is the file; without it what is told of a part of a text is told at the text."""
        self.path = path
        self.context = context
        self.data = data
        self.problems: list[Problem] = []
        self.marks: list[Mark] = []

    @property
    def file_id(self) -> str:
        """The file's name without folder and ending: the id of what it describes."""
        return self.path.rpartition("/")[2].partition(".")[0]

    def typed_from(self, node: Node) -> str:
        """The file from a node on: a text's own lines may be indented there, or joined."""
        return "\n".join(self._lines_from(node))[node.column - 1 :]

    def lines_of(self, text: Scalar) -> list[str]:
        """The lines of the file that a plain text stands on, each whole; those of which YAML has made one text."""
        lines: list[str] = []
        rest = "".join(text.text.split())
        for line in self._lines_from(text):
            words = "".join(line[0 if lines else text.column - 1 :].split())
            if not rest or not rest.startswith(words):
                break
            lines.append(line)
            rest = rest.removeprefix(words)
        return lines

    def _lines_from(self, node: Node) -> list[str]:
        return self.data.decode("utf-8-sig", "replace").split("\n")[node.line - 1 :]

    def tell(self, code: str, node: Node, /, *, severity: str = "error", **values: str) -> None:
        """Add a problem at a node."""
        self._add(code, node, severity, 0, values)

    def tell_wrong(self, error: WrongValueError, node: Scalar) -> None:
        """Add the problem of a text that its field can't read."""
        self._add(error.code, node, "error", error.offset, error.values)

    def mark(self, kind: str, value: str, node: Node) -> None:
        self.marks.append(Mark(kind, value, node.line, node.column))

    def _add(self, code: str, node: Node, severity: str, offset: int, told: dict[str, str]) -> None:
        """`offset` counts characters into the node's text."""
        values = dict(told)
        if offset and isinstance(node, Scalar):
            offset = 0 if "\n" in node.text else offset + (not node.plain)
        place = Place(self.path, node.line, node.column + offset)
        if any(_explains(problem, place, node) for problem in self.problems):
            return
        if "typed" not in values and isinstance(node, Scalar):
            values["typed"] = node.text
        if len(values.get("typed", "")) > MAX_SHOWN:
            values["typed"] = values["typed"][: MAX_SHOWN - 1] + "…"
        self.problems.append(Problem(code=code, place=place, severity=severity, values=values))


def _explains(told: Problem, place: Place, node: Node) -> bool:
    """Whether a text is wrong by what has been told of it: a sign that isn't wanted, a character that can't be seen."""
    if told.code in YAML_SIGNS:
        return told.place == place
    if told.code not in CHARACTER_FAULTS or told.place.line != node.line or not isinstance(node, Scalar):
        return False
    return node.column <= told.place.column <= node.column + len(node.text) + (not node.plain)
