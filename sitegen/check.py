"""Problems as other programs want them: JSON, GitHub's workflow commands, SARIF 2.1.0. docs/decisions/commands.md
describes each; what is there stays as it is.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from sitegen.config import SETTINGS
from sitegen.i18n import Translator
from sitegen.problem_words import hint_of, message_of, printed
from sitegen.problems import Problem, in_order
from sitegen.regions import TABLE
from sitegen.validate import UNKNOWN

JSON_VERSION = 1
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
SHARED = frozenset({SETTINGS, TABLE, *(where for _, where in UNKNOWN.values())})
"""What the files of centres are checked against."""

PAGES = "reference/problems"
"""Where the handbook has a page for each code."""

Json = dict[str, object]


def within(problems: Iterable[Problem], paths: Sequence[str]) -> list[Problem]:
    """In the order of mending, those of these files and folders; all of them where none are named, or "." is.

    A problem that two files share stands in both, so that whoever checks one of them hears of it. Errors in what every
    file is checked against are told, too: for all we know they hide what is wrong with the named ones.
    """
    ordered = in_order(problems)
    if not paths or "." in paths:
        return ordered
    folders = tuple(f"{path}/" for path in paths)
    return [
        problem
        for problem in ordered
        if problem.place.path in paths
        or problem.place.path.startswith(folders)
        or (problem.severity == "error" and problem.place.path in SHARED)
    ]


def page_of(code: str, handbook: str | None) -> str:
    """Where a code is explained: at the handbook's address, or in the folder that the handbook is made from."""
    return f"{handbook}{PAGES}/{code}.html" if handbook else f"docs/{PAGES}/{code}.md"


def as_json(problems: Sequence[Problem], t: Translator, handbook: str | None) -> str:
    """One object: how many errors and warnings, and each problem with its place, words and values."""
    told = {
        "version": JSON_VERSION,
        "errors": sum(problem.severity == "error" for problem in problems),
        "warnings": sum(problem.severity == "warning" for problem in problems),
        "problems": [_json_problem(problem, t, handbook) for problem in problems],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _json_problem(problem: Problem, t: Translator, handbook: str | None) -> Json:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "file": problem.place.path,
        "line": problem.place.line or None,
        "column": problem.place.column or None,
        "message": message_of(problem, t),
        "hint": hint_of(problem, t),
        "typed": problem.values.get("typed"),
        "guess": problem.values.get("guess"),
        "page": page_of(problem.code, handbook),
    }


# --- GitHub ---


def as_github(problems: Sequence[Problem], t: Translator, handbook: str | None, folder: str) -> str:
    """A workflow command a problem, which GitHub shows beside the line.

    Args:
        problems: what to tell.
        t: the words.
        handbook: the handbook's address, if it has one.
        folder: the network's folder as seen from the repository's: "" or "examples/libraries".
    """
    return "\n".join(_command(problem, t, handbook, folder) for problem in problems)


def _command(problem: Problem, t: Translator, handbook: str | None, folder: str) -> str:
    place = problem.place
    told = {"file": _from(folder, place.path)}
    if place.line:
        told |= {"line": str(place.line), "col": str(place.column)}
    told["title"] = problem.code
    options = ",".join(f"{name}={_escaped(value, in_option=True)}" for name, value in told.items())
    words = f"{message_of(problem, t)}\n{t('terminal.hint')}: {hint_of(problem, t)}\n{page_of(problem.code, handbook)}"
    return f"::{problem.severity} {options}::{_escaped(words)}"


def _escaped(text: str, *, in_option: bool = False) -> str:
    """As GitHub's own toolkit does it; the percent sign first."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if in_option else text


def _from(folder: str, path: str) -> str:
    return f"{folder}/{path}" if folder else path


# --- SARIF ---


def as_sarif(problems: Sequence[Problem], t: Translator, handbook: str | None, folder: str) -> str:
    """A log of one run: the rules that were broken, and a result for each problem."""
    codes = sorted({problem.code for problem in problems})
    rules = [_rule(code, t, handbook) for code in codes]
    driver = {"name": "sitegen", "language": t.language, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code), t, folder) for problem in problems],
    }
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(code: str, t: Translator, handbook: str | None) -> Json:
    rule: Json = {"id": code, "help": {"text": t("check.help", page=page_of(code, handbook))}}
    return {**rule, "helpUri": page_of(code, handbook)} if handbook else rule


def _result(problem: Problem, rule: int, t: Translator, folder: str) -> Json:
    place = problem.place
    file = {"uri": quote(_from(folder, place.path)), "uriBaseId": "%SRCROOT%"}
    location: dict[str, Mapping[str, object]] = {"artifactLocation": file}
    if place.line:
        location["region"] = {"startLine": place.line, "startColumn": place.column}
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity,
        "message": {"text": f"{message_of(problem, t)} {hint_of(problem, t)}"},
        "locations": [{"physicalLocation": location}],
    }


# --- people ---


def as_text(problem: Problem, t: Translator, handbook: str | None) -> str:
    """As the build prints it, and below it where it is explained."""
    return f"{printed(problem, t)}\n    {t('check.page')}: {page_of(problem.code, handbook)}"
