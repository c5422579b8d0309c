"""Reads tests/cases/hours.json: the schedules as staff write them, and the cases."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sitegen.hours import (
    Calendar,
    Hours,
    Notice,
    Schedule,
    Scope,
    Season,
    Span,
    SpecialDay,
    Text,
    Week,
    make_week,
    read_days,
    read_spans,
)
from sitegen.i18n import Translator

ROOT = Path(__file__).parents[2]
TABLE = json.loads((ROOT / "tests/cases/hours.json").read_text(encoding="utf-8"))
LANGUAGES = ("id", "en")


@cache
def schedule(name: str) -> Schedule:
    """A schedule of the table, read from the words in its `written`."""
    written = TABLE["schedules"][name]["written"]
    calendar = TABLE["calendars"].get(written.get("calendar"), {})
    hours = Hours(
        weekly=_week(written.get("weekly", {})),
        seasons=tuple(
            Season(name=_text(entry["name"]), **_dates(entry), weekly=_week(entry["weekly"]))
            for entry in written.get("seasons", [])
        ),
        exceptions=tuple(
            SpecialDay(**_dates(entry), spans=_spans(entry) or (), reason=_text(entry.get("reason")))
            for entry in written.get("exceptions", [])
        ),
        holidays=written.get("holidays", "closed"),
    )
    return Schedule(
        hours=hours if "weekly" in written else None,
        zone=written["zone"],
        calendar=Calendar(
            holidays=_names(calendar.get("holidays", {})),
            estimated=_names(calendar.get("estimated", {})),
            until=_date(calendar.get("until")),
        ),
        notices=tuple(
            Notice(
                id=entry["id"], title=_text(entry["title"]), **_dates(entry), spans=_spans(entry), scope=Scope(all=True)
            )
            for entry in written.get("notices", [])
        ),
        service=_week(written["service"]) if "service" in written else None,
        closed=written.get("closed", False),
        closed_until=_date(written.get("closed_until")),
    )


@cache
def translator(language: str) -> Translator:
    """The project's own words of one language."""
    words: dict[str, Any] = {}
    for path in sorted((ROOT / "templates/locale" / language).glob("*.yaml")):
        _flatten(yaml.safe_load(path.read_text(encoding="utf-8")), "", words)
    return Translator(language, words)


def _flatten(tree: dict[str, Any], prefix: str, into: dict[str, Any]) -> None:
    for key, value in tree.items():
        if isinstance(value, dict) and "other" not in value:
            _flatten(value, f"{prefix}{key}.", into)
        else:
            into[f"{prefix}{key}"] = value


def _week(entries: dict[str, str]) -> Week:
    return make_week([(read_days(days), read_spans(spans)) for days, spans in entries.items()])


def _spans(entry: dict[str, Any]) -> tuple[Span, ...] | None:
    if entry.get("closed"):
        return ()
    return read_spans(entry["hours"]) if "hours" in entry else None


def _dates(entry: dict[str, Any]) -> Any:
    return {
        "first": date.fromisoformat(entry.get("date") or entry["from"]),
        "last": date.fromisoformat(entry.get("date") or entry["to"]),
    }


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _text(text: Any) -> Any:
    return {"id": text} if isinstance(text, str) else text


def _names(names: dict[str, Text]) -> dict[date, Text]:
    return {date.fromisoformat(day): name for day, name in names.items()}
