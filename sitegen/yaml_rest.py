"""What else is wrong with a file whose structure breaks: the entries around the break are read one by one.

YAML gives up where it first can't go on. Whoever mended that would only then hear of a mistyped day further down, so
each entry of the file that can be read by itself is.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from sitegen.load import read_text, read_yaml_text
from sitegen.nodes import Mapping, Node, Scalar, Sequence
from sitegen.problems import Problem
from sitegen.schema.reading import Reading
from sitegen.schema.shapes import ListOf, RecordOf

NOTHING_AFTER = frozenset({"merge-conflict", "second-document", "too-many-nodes"})
"""Faults around which entries stand twice or without end: what else could be told would be of the same fault."""

MAX_PARTS = 200

_KEY = re.compile(r"[\"']?([\w-]+)[\"']? *:(?: |$)")


def check_rest(path: str, data: bytes, shape: RecordOf | ListOf, reading: Reading) -> None:
    """Tell what is wrong with the entries that can be read by themselves; the last problem told is the break."""
    broken = reading.problems[-1]
    text = read_text(path, data, [])
    if text is None or broken.code in NOTHING_AFTER:
        return
    nodes = []
    for node, problems in _readable(path, text.split("\n"), shape, broken):
        if broken in reading.problems and any(_is_open_quote_above(broken, problem) for problem in problems):
            reading.problems.remove(broken)  # it came from that
        reading.problems += [problem for problem in problems if problem not in reading.problems]
        nodes += [node] if node is not None else []
    shape.check_entries(_together(nodes, shape), reading)


def _is_open_quote_above(broken: Problem, problem: Problem) -> bool:
    """Whether a quotation mark is left open in an entry above, so that one of a later entry closed it."""
    return problem.code == "yaml-open-quote" and problem.place.line < broken.place.line


def _readable(
    path: str, lines: list[str], shape: RecordOf | ListOf, broken: Problem
) -> Iterator[tuple[Node | None, list[Problem]]]:
    """The entries of a file but for the one that breaks, each with what is wrong with its YAML."""
    starts = [number for number, line in enumerate(lines) if _begins_entry(line, shape)]
    if len(starts) > MAX_PARTS or any(line.startswith(("{", "[")) for line in lines):  # as JSON has them
        return
    for start, end in pairwise([0, *starts, len(lines)]):
        if not start < broken.place.line <= end:
            yield _read(path, lines, start, end)


def _begins_entry(line: str, shape: RecordOf | ListOf) -> bool:
    if isinstance(shape, ListOf):
        return line.startswith("- ") or line == "-"
    key = _KEY.match(line)
    return key is not None and key[1] in shape.by_key


def _read(path: str, lines: list[str], start: int, end: int) -> tuple[Node | None, list[Problem]]:
    """What stands between two lines, with its places in the whole file; comments alone are nothing, and no fault."""
    problems: list[Problem] = []
    node = read_yaml_text(path, "\n" * start + "\n".join(lines[start:end]), problems)
    return node, [problem for problem in problems if problem.code != "file-empty"]


def _together(nodes: list[Node], shape: RecordOf | ListOf) -> Mapping | Sequence:
    if isinstance(shape, ListOf):
        return Sequence([item for node in nodes if isinstance(node, Sequence) for item in node.items], 1, 1)
    entries: dict[str, tuple[Scalar, Node]] = {}
    for node in nodes:
        entries |= node.entries if isinstance(node, Mapping) else {}
    return Mapping(entries, 1, 1)
