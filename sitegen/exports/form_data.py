"""The data of the form for staff: the field list, the words, and each centre's file as it is written.

data/form/index.json stands under a fixed name and tells the others', which change with what is in them. Files of
centres come in packs; where a pack ends is said by the hash of an id, so that a centre that comes or goes changes one.
"""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from typing import Any

import msgspec

from sitegen import characters, due
from sitegen.exports.surroundings import Surroundings, others_data, part_files, regions_data
from sitegen.hours import DAY_NAMES
from sitegen.i18n import Translator
from sitegen.load import RESERVED_NAMES, ContentFolder
from sitegen.model import HELPING, Facility, Network, Partner, Programme, Service, Site
from sitegen.schema import fields, formats
from sitegen.schema.shapes import (
    CHOICES_IN_INDONESIAN,
    Choice,
    Either,
    Field,
    Line,
    ListOf,
    Markdown,
    Phone,
    PostalCode,
    RecordOf,
    Reference,
    Shape,
    Spans,
    Value,
    WeekOf,
    Words,
    walk,
)
from sitegen.validate import CENTRES, UNKNOWN
from sitegen.write import FileState, Publication

FOLDER = "data/form"
INDEX = f"{FOLDER}/index.json"

PACK_CENTRES = 20
"""Centres in a pack, on average: about 15 kB compressed."""

LOOK_ALIKES = range(0x370, 0x530)
"""Greek and Cyrillic letters: their names are told where one hides among Latin ones."""

Json = dict[str, Any]
"""What JSON can hold."""


def form_files(
    publication: Publication,
    site: Site,
    network: Network,
    folder: ContentFolder,
    digests: Mapping[str, bytes],
    words: Mapping[str, Callable[[], Translator]],
    surroundings: Surroundings,
    program: bytes,
) -> list[FileState]:
    """Write all of it, or keep what is as it was.

    Args:
        publication: the site that is being made.
        site: the settings.
        network: what the references of centres are checked against.
        folder: where the centres' files are.
        digests: of each centre's file, by path.
        words: by language, what loads its words with those of fields; called only where they are needed.
        surroundings: what a centre is held against.
        program: stands for the code, the words and the libraries.
    """
    settings = msgspec.msgpack.encode(site, order="deterministic")
    lists = msgspec.msgpack.encode(known_names(network), order="deterministic")

    def put(name: str, fingerprint: str, make: Callable[[], bytes]) -> FileState:
        return publication.put(f"{FOLDER}/{name}.{fingerprint[:10]}.json", fingerprint, make)

    listed = put("fields", _digest(program, settings, lists), lambda: _json(field_list(site, network)))
    told = {
        language: put(f"words-{language}", _digest(program, settings, language.encode()), partial(_words, load))
        for language, load in words.items()
    }
    packs = cut(sorted(digests))
    texts = [
        put(
            "centres",
            _digest(*(part for path in pack for part in (path.encode(), digests[path]))),
            partial(_pack, folder, pack),
        )
        for pack in packs
    ]
    names = {centre.id: next(iter(centre.name.values())) for centre in network.centres}
    called = _json(names)
    listing = put("names", _digest(called), lambda: called)
    beside = _json(others_data(network, surroundings.holders))
    others = put("others", _digest(beside), lambda: beside)
    table = put("regions", _digest(program, settings), lambda: _json(regions_data(surroundings.regions, site)))
    parts = part_files(publication, surroundings.regions, surroundings.data_folder, program)
    index = {
        "fields": _name(listed),
        "names": _name(listing),
        "words": {language: _name(state) for language, state in told.items()},
        "others": _name(others),
        "regions": _name(table),
        "parts": {code: state.path.rpartition("/")[2] for code, state in parts.items()},
        "starts": [_id(pack[0]) for pack in packs],
        "centres": [_name(state) for state in texts],
    }
    return [
        listed,
        listing,
        others,
        table,
        *parts.values(),
        *told.values(),
        *texts,
        publication.put_bytes(INDEX, _json(index)),
    ]


def cut(paths: Sequence[str]) -> list[list[str]]:
    """Into packs: a new one begins where the hash of a path says so."""
    edge = 2**32 // PACK_CENTRES
    packs: list[list[str]] = []
    for path in paths:
        if not packs or int.from_bytes(blake2b(path.encode(), digest_size=4).digest()) < edge:
            packs.append([])
        packs[-1].append(path)
    return packs


def _pack(folder: ContentFolder, paths: Sequence[str]) -> bytes:
    """The text of each centre's file by its id. They were checked, so they can be read."""
    found = {_id(path): folder.read(path, []) for path in paths}
    return _json({id: data.decode() for id, data in found.items() if data is not None})


def _words(load: Callable[[], Translator]) -> bytes:
    """The words of problems, of the fields of a centre, and of the form itself, each by the rest of its key."""
    t = load()
    told = {
        f"{record.name}.{name}": text
        for record in walk(fields.CENTRE)
        for name, text in t.section(f"field.{record.name}.").items()
    }
    return _json({"problem": t.section("problem."), "field": told, "form": dict(t.below("form"))})


# --- the field list ---


def field_list(site: Site, network: Network) -> Json:
    """All that the checks in the browser hang on, besides the words."""
    postal_code, example = formats.postal_code_form(site.phone_country)
    return {
        "languages": list(site.languages),
        "country": site.phone_country,
        "days": {language: list(names) for language, names in DAY_NAMES.items()},
        "records": {record.name: [_field(field, site) for field in record.fields] for record in walk(fields.CENTRE)},
        "meant": CHOICES_IN_INDONESIAN,
        "phone": phone_table(site.phone_country),
        "postal_code": {"pattern": postal_code.pattern, "example": example},
        "references": {
            kind: {"where": UNKNOWN[kind][1], "names": names} for kind, names in known_names(network).items()
        },
        "labels": {
            "legal_statuses": {status.id: status.name for status in site.legal_statuses},
            **{kind: {entry.id: entry.name for entry in entries} for kind, entries in _listed(network).items()},
        },
        "characters": dict(_unseen_names()),
        "repository": site.repository,
        "reports": {"email": site.reports.email, "whatsapp": site.reports.whatsapp_e164},
        "assurance": {"old_days": site.freshness.old_days, "fields": due.BLOCKS, "statuses": sorted(HELPING)},
        "folder": CENTRES,
        "reserved": sorted(RESERVED_NAMES),
    }


Listed = Service | Partner | Programme | Facility
"""What centres refer to by id, and forms show by name."""


def _listed(network: Network) -> dict[str, tuple[Listed, ...]]:
    return {
        "service": network.services,
        "partner": network.partners,
        "programme": network.programmes,
        "facility": network.facilities,
    }


def known_names(network: Network) -> dict[str, dict[str, list[str]]]:
    """Ids with the names that they go by, of each kind that a centre may refer to; as `validate` knows them."""
    return {
        **{
            kind: {entry.id: list(entry.name.values()) for entry in entries}
            for kind, entries in _listed(network).items()
        },
        "notice": {notice.id: list(notice.title.values()) for notice in network.notices},
        "centre": {centre.id: [] for centre in network.centres},
    }


def _field(field: Field, site: Site) -> Json:
    told: Json = {"name": field.name, "shape": shape_data(field.shape, site), "example": field.example}
    if field.required:
        told["required"] = True
    if field.also:
        told["also"] = list(field.also)
    return told


def shape_data(shape: Shape, site: Site) -> Json:
    """A shape as the browser's checks know it; static/js/lib/checks.js has a reader for each kind."""
    match shape:
        case RecordOf():
            return {"kind": "record", "record": shape.name}
        case ListOf():
            return {"kind": "list", "item": shape_data(shape.item, site), "limit": shape.limit}
        case Either():
            return {"kind": "either", "text": shape_data(shape.scalar, site), "record": shape.mapping.name}
        case Words():
            return {"kind": "words", "text": shape_data(shape.text, site)}
        case Line():
            return {"kind": "line", "limit": shape.limit, **({"name": True} if shape.is_name else {})}
        case Markdown():
            return {"kind": "markdown", "limit": shape.limit}
        case Choice():
            return {"kind": "choice", "options": list(_options(shape, site))}
        case Reference():
            return {"kind": "reference", "to": shape.kind}
        case WeekOf():
            return {"kind": "week"}
        case Spans():
            return {"kind": "spans"}
        case Phone():
            return {"kind": "phone"}
        case PostalCode():
            return {"kind": "postal_code"}
        case Value():
            reader = shape.read_text.__name__.removeprefix("read_")
            return {"kind": "value", "reader": reader, **({"mark": shape.mark} if shape.mark else {})}
    raise TypeError(shape)


def _options(shape: Choice, site: Site) -> Sequence[str]:
    """The settings hold some choices; a centre's only ones are its legal statuses."""
    return [status.id for status in site.legal_statuses] if isinstance(shape.options, str) else shape.options


def phone_table(country: str) -> Json:
    """What tells one country's numbers, from libphonenumber's tables; see static/js/lib/phone.js."""
    from phonenumbers import PhoneMetadata  # 40 ms, and only where the list is made anew

    table = PhoneMetadata.metadata_for_region(country)
    brief = PhoneMetadata.short_metadata_for_region(country)
    assert table is not None  # a country of the settings
    kinds = ("premium_rate", "toll_free", "shared_cost", "voip", "personal_number", "pager", "uan", "voicemail")
    return {
        "code": str(table.country_code),
        "international": table.international_prefix,
        "national": table.national_prefix_for_parsing,
        "transform": _in_script(table.national_prefix_transform_rule),
        "general": _kind(table.general_desc),
        "kinds": [
            _kind(getattr(table, kind)) for kind in (*kinds, "fixed_line", "mobile") if _has(getattr(table, kind))
        ],
        "priced": [
            _kind(getattr(table, kind)) for kind in ("premium_rate", "shared_cost") if _has(getattr(table, kind))
        ],
        "brief": [_kind(brief.general_desc), _kind(brief.short_code)] if brief is not None else [],
    }


def _has(kind: Any) -> bool:
    return kind is not None and kind.national_number_pattern is not None


def _kind(kind: Any) -> Json:
    lengths = [length for length in kind.possible_length if length > 0]
    return {"pattern": kind.national_number_pattern or "", "lengths": lengths}


def _in_script(rule: str | None) -> str | None:
    """A replacement with "\\1" as JavaScript writes it: "$1"."""
    return rule.replace("\\", "$") if rule else None


def _unseen_names() -> Iterator[tuple[str, str]]:
    """The names of characters that nobody sees or that look like others, by number: "202E"."""
    unseen = (code for code in range(0x80, 0xFFFF) if unicodedata.category(chr(code)) in ("Cf", "Zl", "Zp"))
    for code in (*unseen, *LOOK_ALIKES, ord(characters.LOST)):
        name = unicodedata.name(chr(code), "")
        if name:
            yield f"{code:04X}", name


# --- helpers ---


def _id(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yaml")


def _name(state: FileState) -> str:
    return state.path.removeprefix(f"{FOLDER}/")


def _json(value: object) -> bytes:
    return msgspec.json.encode(value)


def _digest(*parts: bytes) -> str:
    total = blake2b(digest_size=16)
    for part in parts:
        total.update(len(part).to_bytes(8, "big") + part)
    return total.hexdigest()
