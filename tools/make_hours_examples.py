"""Write the examples of the handbook's pages on hours from tests/cases/hours.json: what is shown there is tested.

    .venv/bin/python tools/make_hours_examples.py

An example stands between `<!-- example NAME -->`, the name of a schedule, and `<!-- end -->`.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

sys.path.append(str(Path(__file__).resolve().parent.parent))

from sitegen.config import load_translator
from sitegen.i18n import Translator

PROJECT = Path(__file__).resolve().parent.parent
TABLE = json.loads((PROJECT / "tests/cases/hours.json").read_text(encoding="utf-8"))
PAGES = {"id": "docs/staff/hours.md", "en": "docs/staff/hours-en.md"}
HEADS = {"id": ("Saat", "Yang tertulis di halaman"), "en": ("Moment", "What the page says")}
EXAMPLE = re.compile(r"(<!-- example ([a-z0-9-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
DATE = re.compile(r"'([0-9]{4}-[0-9]{2}-[0-9]{2})'")

CENTRE = ("weekly", "seasons", "exceptions", "holidays")
"""What belongs under `opening_hours` of a centre's file; the rest of a schedule stands elsewhere."""


def fill(text: str, language: str) -> str:
    """A page with its examples made anew."""
    t = load_translator(PROJECT, language)
    return EXAMPLE.sub(lambda match: f"{match[1]}{example(match[2], t)}\n{match[3]}", text)


def example(name: str, t: Translator) -> str:
    """What staff write, and what the page says at some moments."""
    blocks = [f"\n```yaml\n{text}```\n" for text in written(TABLE["schedules"][name]["written"])]
    label = TABLE["schedules"][name]["label"]
    rows = [
        f"| {moment(case['at'], label, t)} | {case['words'][t.language]} |"
        for case in sorted(TABLE["cases"], key=lambda case: datetime.fromisoformat(case["at"]))
        if case["schedule"] == name and t.language in case.get("words", {})
    ]
    first, second = HEADS[t.language]
    return "".join(blocks) + "\n".join([f"\n| {first} | {second} |", "| --- | --- |", *rows, ""])


def written(schedule: Mapping[str, Any]) -> Iterator[str]:
    """The pieces of the files: of the centre, of a service of it, of the network's notices."""
    hours = {key: schedule[key] for key in CENTRE if key in schedule}
    centre: dict[str, Any] = {"opening_hours": hours} if hours else {}
    if schedule.get("closed"):
        until = {"status_until": schedule["closed_until"]} if "closed_until" in schedule else {}
        centre = {"status": "temporarily_closed", **until, **centre}
    if "service" in schedule:
        centre["services"] = [{"id": "kelembagaan", "weekly": schedule["service"]}]
    if centre:
        yield dumped(centre)
    for notice in schedule.get("notices", ()):
        yield dumped({key: value for key, value in notice.items() if key != "id"} | {"scope": {"all": True}})


def dumped(tree: Mapping[str, Any]) -> str:
    text: str = yaml.safe_dump(dict(tree), allow_unicode=True, sort_keys=False, default_flow_style=None, width=100)
    return DATE.sub(r"\1", text)


def moment(iso: str, label: str, t: Translator) -> str:
    """ "Senin, 2 November 2026, 23.59.59 WITA"."""
    at = datetime.fromisoformat(iso)
    time = at.strftime(t("hours.clock")) + (at.strftime(t("hours.clock"))[2] + f"{at.second:02}" if at.second else "")
    return f"{t(f'day.{at.weekday()}')}, {t.date(at.date())}, {time} {label}"


def main() -> None:
    for language, name in PAGES.items():
        page = PROJECT / name
        page.write_text(fill(page.read_text(encoding="utf-8"), language), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
