"""What can be wrong with content: a code, a place, what was typed, what to type.

A problem carries values, not words. The words of each code stand in templates/locale/LANGUAGE/problems.yaml.
"""

from collections.abc import Iterable

import msgspec


class Place(msgspec.Struct, frozen=True, order=True, gc=False):
    """A character of a file. Lines and columns count from 1; (0, 0) is the file as a whole."""

    path: str  # relative to the root, with "/"
    line: int = 0
    column: int = 0


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong. Errors keep the site from being published, warnings don't."""

    code: str  # kebab-case, stable for ever: handbook pages and searches hang on it
    place: Place
    severity: str = "error"  # error | warning
    values: dict[str, str] = {}  # what the words are filled with: "typed", "guess", "other", …


class WrongValueError(ValueError):
    """A text can't be read as what its field wants. Whoever knows the place makes it a `Problem`.

    `offset` counts characters from the start of the text to the fault.
    """

    def __init__(self, code: str, *, offset: int = 0, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.offset = offset
        self.values = values


def has_errors(problems: Iterable[Problem]) -> bool:
    return any(problem.severity == "error" for problem in problems)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """By file, line and column: the order in which somebody mends them."""
    return sorted(problems, key=lambda problem: (problem.place, problem.code))
