"""A problem in the words of one language: what is wrong, and what to type.

The words of a code are `problem.CODE.message` and `problem.CODE.hint`; where the problem has a guess at what was
meant, `problem.CODE.hint-guess` goes before the plain hint.
"""

from unicodedata import category

from sitegen.i18n import Translator
from sitegen.problems import Problem

MAX_TYPED = 60  # characters shown of what was typed
MAX_VALUE = 400  # of any other value: lists of choices, corrected lines


def printed(problem: Problem, t: Translator) -> str:
    """ "content/centres/x.yaml:9:5: galat: … [code]", and below it what to type."""
    place = problem.place
    path = quotable(place.path, MAX_VALUE)  # a stranger may have named the file
    where = f"{path}:{place.line}:{place.column}" if place.line else path
    first = f"{where}: {t(f'terminal.{problem.severity}')}: {message_of(problem, t)} [{problem.code}]"
    return f"{first}\n    {t('terminal.hint')}: {hint_of(problem, t)}"


def message_of(problem: Problem, t: Translator) -> str:
    return t(f"problem.{problem.code}.message", **_shown(problem))


def hint_of(problem: Problem, t: Translator) -> str:
    key = f"problem.{problem.code}.hint"
    if "guess" in problem.values and t.has(f"{key}-guess"):
        key = f"{key}-guess"
    return t(key, **_shown(problem))


def quotable(text: str, limit: int = MAX_TYPED) -> str:
    """A value as a message may show it: short, on one line, with nothing that steers a terminal or a CI log."""
    shown = "".join(letter if letter.isprintable() else _visible(letter) for letter in text)
    return shown if len(shown) <= limit else f"{shown[: limit - 1]}…"


def _visible(letter: str) -> str:
    """A blank of whatever width as a blank, a byte that is no text as the sign for that, what steers as its escape."""
    return {"Zs": " ", "Cs": "\ufffd"}.get(category(letter)) or ascii(letter)[1:-1]


def _shown(problem: Problem) -> dict[str, str]:
    values = {"typed": "", **problem.values}
    return {name: quotable(value, MAX_TYPED if name == "typed" else MAX_VALUE) for name, value in values.items()}
