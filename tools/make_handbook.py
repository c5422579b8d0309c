#!/usr/bin/env python3
"""Write the handbook's pages that follow from the program: every field, and a page for each problem.

    .venv/bin/python tools/make_handbook.py

They are made from the field list, the words in templates/locale/, the cases in tests/problems/
and tests/tables/, and tools/handbook/problems.yaml, and are committed to docs/reference/; a test says when that is due.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from sitegen.config import load_translator  # noqa: E402 - found only now
from sitegen.i18n import Translator  # noqa: E402
from sitegen.load import read_yaml  # noqa: E402
from sitegen.nodes import Mapping, Scalar, Sequence  # noqa: E402
from sitegen.schema.fields import FILES  # noqa: E402
from sitegen.schema.shapes import Choice, Field, ListOf, RecordOf, Shape, Words, walk  # noqa: E402

REFERENCE = "docs/reference"
EXAMPLES = "tools/handbook/problems.yaml"
CASES = "tests/problems"
TABLES = "tests/tables"
WIDTH = 88  # characters of a line shown as an example
AROUND = 7  # lines of a file shown as an example

FIRST = re.compile(
    r"(?P<path>.+?)(?::(?P<line>\d+):\d+)?: (?P<severity>galat|peringatan): (?P<message>.*) \[[a-z0-9-]+\]"
)


class Example(NamedTuple):
    """What is shown of one problem, besides the program's words."""

    why: str
    wrong: str | None  # None: the line as it is, shortened
    right: str


class Case(NamedTuple):
    """A problem's case in tests/problems/, or in tests/tables/."""

    path: str  # of the broken file
    text: str  # what stands in it; "" where it can't be shown
    line: int  # of the first message; 0: the file as a whole
    severity: str  # error | warning; table: an error that keeps a table from being taken over
    said: dict[str, str]  # what the program says, by language


def make_pages(project: Path = PROJECT) -> dict[str, str]:
    """Every page by its path in the project."""
    translators = [load_translator(project, language, with_fields=True) for language in ("id", "en")]
    examples = load_examples(project)
    cases = {code: load_case(project, code) for code in examples}
    pages = {
        f"{REFERENCE}/problems/{code}.md": problem_page(code, example, cases[code], translators)
        for code, example in examples.items()
    }
    pages[f"{REFERENCE}/problems/index.md"] = problem_list(cases, translators)
    for t in translators:
        ending = "" if t.language == "id" else f"-{t.language}"
        pages[f"{REFERENCE}/fields{ending}.md"] = field_page(t)
    return pages


# --- problems ---


def load_examples(project: Path) -> dict[str, Example]:
    problems: list[object] = []
    node = read_yaml(EXAMPLES, (project / EXAMPLES).read_bytes(), problems)  # type: ignore[arg-type]  # only counted
    assert isinstance(node, Mapping), problems
    examples = {}
    for code, (_, entry) in node.entries.items():
        assert isinstance(entry, Sequence)
        why, wrong, right = (item for item in entry.items if isinstance(item, Scalar))
        examples[code] = Example(why.text, None if wrong.plain and wrong.text == "null" else wrong.text, right.text)
    return examples


def load_case(project: Path, code: str) -> Case:
    of_table = not (project / CASES / code).is_dir()
    folder = project / (TABLES if of_table else CASES) / code
    said = {language: (folder / f"expected.{language}.txt").read_text(encoding="utf-8") for language in ("id", "en")}
    first = FIRST.match(said["id"])
    assert first, said["id"]
    file = folder / first["path"]
    text = file.read_bytes().decode("utf-8", "replace") if file.suffix in (".yaml", ".md") and file.is_file() else ""
    severity = "table" if of_table else "error" if first["severity"] == "galat" else "warning"
    return Case(first["path"], text, int(first["line"] or 0), severity, said)


def opening(title: str, t: Translator) -> list[str]:
    """The heading stands first: MkDocs names a page after it, in menus, tabs and the search."""
    return [f"# {title}", f"<!-- {t('handbook.generated')} -->"]


def problem_page(code: str, example: Example, case: Case, translators: list[Translator]) -> str:
    """Four parts in each language: what it says, why it matters, wrong, right."""
    wrong, right = shown(example, case)
    parts = opening(code, translators[0])
    for t in translators:
        if t is not translators[0]:
            parts.append(f"## {t('handbook.language')}")
        level = "##" if t is translators[0] else "###"
        parts += [
            f"{level} {t('handbook.says')}",
            fenced("text", "\n".join(two_lines(case.said[t.language]))),
            t(f"handbook.severity-{case.severity}"),
            f"{level} {t('handbook.why')}",
            t(f"handbook.why-of.{example.why}"),
        ]
        if t is translators[0]:
            kind = "yaml" if case.line else "text"
            parts += [f"{level} {t('handbook.wrong')}", fenced(kind, wrong)]
            parts += [f"{level} {t('handbook.right')}", fenced(kind, right)]
    return "\n\n".join(parts) + "\n"


def two_lines(said: str) -> list[str]:
    """The first message with its hint, cut where it is longer than anybody reads."""
    return [line if len(line) <= 2 * WIDTH else f"{line[: 2 * WIDTH]}…" for line in said.splitlines()[:2]]


def shown(example: Example, case: Case) -> tuple[str, str]:
    """The wrong lines and the right ones."""
    if not case.line or not case.text:
        return example.wrong or "", example.right
    lines = case.text.split("\n")
    if example.wrong is None:
        return cut(lines[case.line - 1]), example.right
    first, last = excerpt(case, example.wrong)
    wrong = "\n".join(lines[first:last]).strip("\n")
    right = mended(case, example).split("\n")
    right = right[first : last + len(right) - len(lines)]
    return "\n".join(map(cut, wrong.split("\n"))), "\n".join(right).strip("\n")


def mended(case: Case, example: Example) -> str:
    """The whole file with the right part in place of the wrong one."""
    assert example.wrong is not None
    assert example.wrong in case.text, f"{example.wrong!r} is not in {case.path}"
    return case.text.replace(example.wrong, example.right, 1)


def excerpt(case: Case, wrong: str) -> tuple[int, int]:
    """The lines to show, from 0: the top-level field with the mistake, or the whole of a short file."""
    lines = case.text.rstrip("\n").split("\n")
    first = case.text[: case.text.index(wrong)].count("\n")
    last = first + wrong.rstrip("\n").count("\n") + 1
    last = max(last, case.line)
    first = min(first, case.line - 1)
    if len(lines) <= AROUND and first < 3:
        return 0, len(lines)
    while first and (lines[first].startswith((" ", "\t", "-")) or not lines[first].strip()):
        first -= 1
    return first, last


def cut(line: str) -> str:
    """A line with all its signs in sight, and not longer than anybody reads."""
    line = "".join(letter if letter.isprintable() else f"[U+{ord(letter):04X}]" for letter in line)
    return line if len(line) <= WIDTH else f"{line[:WIDTH]} …"


def fenced(kind: str, text: str) -> str:
    return f"```{kind}\n{text}\n```"


def problem_list(cases: dict[str, Case], translators: list[Translator]) -> str:
    """All codes with what they say in each language."""
    first = translators[0]
    parts = [*opening(first("handbook.problems"), first), *(t("handbook.problems-about") for t in translators)]
    head = [f"| | {' | '.join(t('handbook.language') for t in translators)} |", "|---|---|---|"]
    rows = [
        f"| [{code}]({code}.md) | {' | '.join(in_table(message(cases[code], t.language)) for t in translators)} |"
        for code in sorted(cases)
    ]
    return "\n\n".join([*parts, "\n".join([*head, *rows])]) + "\n"


def message(case: Case, language: str) -> str:
    """What is said, without place and code."""
    first = case.said[language].splitlines()[0]
    return first.removeprefix(case.path).partition(": ")[2].partition(": ")[2].rpartition(" [")[0]


# --- fields ---


def field_page(t: Translator) -> str:
    """A table for each record; the records of a file stand together."""
    parts = [*opening(t("handbook.fields"), t), t("handbook.fields-about")]
    told: set[str] = set()
    for file, shape in FILES.items():
        parts.append(f"## {t(f'handbook.file-{file}')}")
        for record in walk(shape):
            if record.name not in told:
                told.add(record.name)
                if record is not shape and record is not getattr(shape, "item", None):
                    parts.append(f"### {record.name}")
                parts.append(field_table(record, t))
    return "\n\n".join(parts) + "\n"


def field_table(record: RecordOf, t: Translator) -> str:
    head = [t("handbook.field"), t("handbook.meaning"), t("handbook.example")]
    rows = [[name_of(field), meaning(record, field, t), example_of(field)] for field in record.fields]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def name_of(field: Field) -> str:
    star = " \\*" if field.required else ""
    return f"`{field.name}`{star}"


def meaning(record: RecordOf, field: Field, t: Translator) -> str:
    """Label, hint, and what the shape adds."""
    path = f"field.{record.name}.{field.name}"
    words = [f"**{t(f'{path}.label')}.** {t(f'{path}.hint')}", *notes(field.shape, t)]
    if field.also:
        words.append(f"{t('handbook.also')}: {', '.join(f'`{name}`' for name in field.also)}.")
    return in_table(" ".join(words))


def notes(shape: Shape, t: Translator) -> Iterator[str]:
    kinds = []
    if isinstance(shape, ListOf):
        kinds.append(t("handbook.list-of"))
        shape = shape.item
    if isinstance(shape, Words):
        kinds.append(t("handbook.in-languages"))
    if kinds:
        yield f"({', '.join(kinds)})"
    if isinstance(shape, Choice) and not isinstance(shape.options, str):
        yield f"{t('handbook.choices')}: {', '.join(f'`{option}`' for option in shape.options)}."


def example_of(field: Field) -> str:
    example = field.example.replace("|", "\\|")
    return f"`{example}`"


def in_table(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


def main() -> None:
    pages = make_pages()
    for path, text in pages.items():
        target = PROJECT / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    for stale in set((PROJECT / REFERENCE / "problems").glob("*.md")) - {PROJECT / path for path in pages}:
        stale.unlink()
    print(f"{len(pages)} pages in {REFERENCE}/")


if __name__ == "__main__":
    main()
