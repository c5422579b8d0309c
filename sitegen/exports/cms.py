"""A configuration of Sveltia CMS, made from the field list; off by default, docs/publishers/cms.md tells its limits.

The CMS itself is not ours to ship: the publisher puts it into static/vendor/, and it is loaded from nowhere else.
"""

import json
from collections.abc import Callable, Mapping
from html import escape
from typing import Any
from urllib.parse import urlsplit

from sitegen.i18n import Translator
from sitegen.model import Site
from sitegen.schema import formats
from sitegen.schema.fields import CENTRE, NOTICE
from sitegen.schema.shapes import (
    Choice,
    Either,
    Field,
    ListOf,
    Markdown,
    RecordOf,
    Reference,
    Shape,
    Value,
    WeekOf,
    Words,
)

Json = dict[str, Any]
"""A part of the configuration; JSON is YAML, too."""

FOLDER = "admin"
SCRIPT = "sveltia-cms.js"
BRANCH = "main"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob: https:; "
    "font-src 'self' https://cdn.jsdelivr.net; connect-src 'self' https://api.github.com https://gitlab.com; "
    "base-uri 'none'; form-action 'none'"
)
"""Its signs are letters of a font that it fetches from nowhere else; without them buttons are words over words."""

WIDGETS: dict[Callable[[str], Any], Json] = {
    formats.read_yes_no: {"widget": "boolean"},
    formats.read_date: {"widget": "datetime", "format": "YYYY-MM-DD", "type": "date"},
    formats.read_year: {"widget": "number", "value_type": "int"},
    formats.read_count: {"widget": "number", "value_type": "int"},
}
"""What the CMS has of its own for a reader of texts."""

LISTS = {"service": "services", "partner": "partners", "programme": "programmes", "facility": "facilities"}


def cms_files(site: Site, t: Translator, names: Mapping[str, str]) -> dict[str, bytes]:
    """The page and the configuration by path; nothing unless the settings ask for it.

    `t` has the words of fields; `names` are those of static files with their paths, among them the CMS.
    """
    if not site.cms:
        return {}
    script = next((path for name, path in sorted(names.items()) if name.rpartition("/")[2] == SCRIPT), None)
    page = _page(site.languages[0], f"../{script}" if script else None, t)
    config = json.dumps(make_config(site, t), ensure_ascii=False, indent=2) + "\n"
    return {f"{FOLDER}/index.html": page.encode(), f"{FOLDER}/config.yml": config.encode()}


def make_config(site: Site, t: Translator) -> Json:
    address = urlsplit(site.repository or "")
    return {
        "backend": {
            "name": "gitlab" if "gitlab" in (address.hostname or "") else "github",
            "repo": address.path.strip("/"),
            "branch": BRANCH,
        },
        "media_folder": "content/photos",
        "public_folder": "",
        "output": {"omit_empty_optional_fields": True},  # else a field that nobody filled in is written as empty
        "collections": [
            _collection("centres", CENTRE, site, t),
            _collection("notices", NOTICE, site, t),
        ],
    }


def _collection(name: str, record: RecordOf, site: Site, t: Translator) -> Json:
    return {
        "name": name,
        "label": t(f"cms.{name}"),
        "folder": f"content/{name}",
        "extension": "yaml",
        "format": "yaml",
        "create": True,
        "delete": False,  # a page's address never dies
        "slug": {"editable": ["create"]},
        "identifier_field": record.fields[0].name,
        "fields": _fields(record, site, t),
    }


def _fields(record: RecordOf, site: Site, t: Translator) -> list[Json]:
    return [_field(record, field, site, t) for field in record.fields if not _needs_week(field.shape)]


def _needs_week(shape: Shape) -> bool:
    """Whether there is nothing of this without a week, which the CMS would write as an empty one where there is none.

    What the configuration leaves out the CMS keeps as it was.
    """
    match shape:
        case WeekOf():
            return True
        case ListOf():
            return _needs_week(shape.item)
        case RecordOf():
            return any(field.required and _needs_week(field.shape) for field in shape.fields)
    return False


def _field(record: RecordOf, field: Field, site: Site, t: Translator) -> Json:
    path = f"field.{record.name}.{field.name}"
    about = {"name": field.name, "label": t(f"{path}.label"), "hint": t(f"{path}.hint"), "required": field.required}
    return {**about, **_widget(field.shape, site, t)}


def _widget(shape: Shape, site: Site, t: Translator) -> Json:
    match shape:
        case RecordOf():
            return {"widget": "object", "collapsed": True, "fields": _fields(shape, site, t)}
        case Either():
            return _widget(shape.mapping, site, t)
        case ListOf():
            return _list(shape.item, site, t)
        case Words() if len(site.languages) > 1:
            texts = [
                {"name": code, "label": code, "required": False, **_widget(shape.text, site, t)}
                for code in site.languages
            ]
            return {"widget": "object", "collapsed": True, "fields": texts}
        case Words():
            return _widget(shape.text, site, t)
        case Markdown():
            return {"widget": "text"}
        case Choice():
            options = shape.options
            known = options if isinstance(options, tuple) else [status.id for status in site.legal_statuses]
            return {"widget": "select", "options": list(known)}
        case Value():
            return WIDGETS.get(shape.read_text, {"widget": "string"})
    return {"widget": "string"}


def _list(item: Shape, site: Site, t: Translator) -> Json:
    inner = _widget(item, site, t)
    if inner["widget"] == "object":
        return {"widget": "list", "collapsed": True, "fields": inner["fields"]}
    if isinstance(item, Reference) or inner["widget"] == "string":
        return {"widget": "list"}
    return {"widget": "list", "field": {"name": "item", "label": "", **inner}}


def _page(language: str, script: str | None, t: Translator) -> str:
    """The page that starts the CMS; without it, a word on how to get it."""
    body = f'<script src="{escape(script)}"></script>' if script else f"<p>{escape(t('cms.missing'))}</p>"
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">\n'
        f"<title>{escape(t('cms.title'))}</title>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
