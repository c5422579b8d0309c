"""One slip is told once, whatever else in the network hangs on it."""

import shutil
from pathlib import Path

import pytest

from tests.problems.test_problems import HERE, problems_of

CENTRE = 'name: Pusat Kabupaten Pacitan\nlocation:\n  region_code: "35.01"\n'

CASES = {
    "a list that can't be read": (
        {"services.yaml": '- id: pembiayaan\n  name: "Modal\n', "centres/a.yaml": f"{CENTRE}services: [pembiayaan]\n"},
        ["services.yaml:2 yaml-open-quote"],
    ),
    "an entry of a list with a wrong field": (
        {
            "services.yaml": "- id: modal\n  name: Modal\n  sources: [{title: A, date: kemarin}]\n- id: pasar\n",
            "centres/a.yaml": f"{CENTRE}services: [modal, pasar]\n",
        },
        ["services.yaml:3 date", "services.yaml:4 missing-key"],
    ),
    "a notice that can't be read": (
        {"notices/libur.yaml": "title: 'Libur\n", "centres/a.yaml": f"{CENTRE}ignore_notices: [libur]\n"},
        ["notices/libur.yaml:1 yaml-open-quote"],
    ),
    "a decimal comma between braces": (
        {"centres/a.yaml": 'name: A\nlocation: {region_code: "35.01", latitude: -8,2, longitude: 111.1}\n'},
        ["centres/a.yaml:2 decimal-comma"],
    ),
    "a look-alike letter in quotes": (
        {"centres/a.yaml": 'name: "Pus\u0430t"\nlocation: {region_code: "35.01"}\n'},
        ["centres/a.yaml:1 character-mixed"],
    ),
    "a letter in two parts in quotes": (
        {"centres/a.yaml": 'name: "Cafe\u0301"\nlocation: {region_code: "35.01"}\n'},
        ["centres/a.yaml:1 character-composed"],
    ),
    "an escaped look-alike letter": (
        {"centres/a.yaml": 'name: "Pus\\u0430t"\nlocation: {region_code: "35.01"}\n'},
        ["centres/a.yaml:1 character-mixed"],
    ),
    "a quote that a later one closes": (
        {"centres/a.yaml": CENTRE.replace("name: ", 'name: "')},
        ["centres/a.yaml:1 yaml-open-quote"],
    ),
    "a quote of several lines above another slip": (
        {"centres/a.yaml": 'name: "Pusat\n  Pacitan"\nlocation: {region_code: "35" "01"}\n'},
        ["centres/a.yaml:3 yaml-comma"],
    ),
    "an odd blank after the last colon": (
        {"centres/a.yaml": 'name: A\nlocation:\n  region_code:\u00a0"35.01"\n'},
        ["centres/a.yaml:3 odd-blank-colon"],
    ),
    "odd blanks before a key": (
        {"centres/a.yaml": CENTRE.replace("  ", "\u00a0\u00a0")},
        ["centres/a.yaml:3 odd-blank"],
    ),
    "a tagged list": (
        {"centres/a.yaml": 'name: !!python/tuple [A]\nlocation: {region_code: "35.01"}\n'},
        ["centres/a.yaml:1 tag"],
    ),
}

SETTINGS = "name: A\nbase_url: https://a.example/\n"
PAGE = "---\ntitle: A\nslug: {}\ndescription: B\n---\n\nIsi.\n"
NOTICE = "title: A\nfrom: 2027-01-01\nto: 2027-01-01\n"
HOURS = f"{CENTRE}opening_hours:\n  weekly: {{Senin: 08.00-16.00}}\n  seasons:\n"
SEASON = "    - {{name: A, from: {}, to: {}, weekly: {{Senin: {}}}}}\n"

CASES |= {
    "no language": ({"../site_config.yaml": f"{SETTINGS}languages: []\n"}, ["site_config.yaml:3 empty"]),
    "no such country": ({"../site_config.yaml": f"{SETTINGS}phone_country: ZZ\n"}, ["site_config.yaml:3 country-code"]),
    "a mistyped language": (
        {
            "../site_config.yaml": f"{SETTINGS}languages: [id, eng]\n",
            "centres/a.yaml": CENTRE.replace("Pusat Kabupaten Pacitan", "{id: Pusat, en: Centre}"),
            "pages/a.en.md": PAGE.format("a"),
        },
        ["site_config.yaml:3 language-code"],
    ),
    "a language without words": (
        {
            "../site_config.yaml": f"{SETTINGS}languages: [en, jv]\n",
            "centres/a.yaml": CENTRE.replace("Pusat Kabupaten Pacitan", "{id: Pusat, en: Centre}"),
        },
        ["site_config.yaml:3 language-without-words"],
    ),
    "a mistyped legal status": (
        {
            "../site_config.yaml": f"{SETTINGS}legal_statuses:\n  - {{id: UPTD, name: UPTD}}\n",
            "centres/a.yaml": f"{CENTRE}legal_status: uptd\n",
        },
        ["site_config.yaml:4 id-form"],
    ),
    "a mistyped key of the legal statuses": (
        {
            "../site_config.yaml": f"{SETTINGS}legal_status: [{{id: uptd, name: UPTD}}]\n",
            "centres/a.yaml": f"{CENTRE}legal_status: uptd\n",
        },
        ["site_config.yaml:3 unknown-key"],
    ),
    "settings that decide on nothing else": (
        {
            "../site_config.yaml": f"{SETTINGS}languages: [id]\nlisting_size: banyak\n",
            "centres/a.yaml": f"{CENTRE}established: lama\n",
        },
        ["centres/a.yaml:4 year", "site_config.yaml:4 whole-number"],
    ),
    "an id with a capital in a list": (
        {"services.yaml": "- {id: Modal, name: Modal}\n", "centres/a.yaml": f"{CENTRE}services: [modal]\n"},
        ["services.yaml:1 id-form"],
    ),
    "an entry without an id": (
        {"services.yaml": "- {name: Modal}\n", "centres/a.yaml": f"{CENTRE}services: [modal]\n"},
        ["services.yaml:1 missing-key"],
    ),
    "a list of plain ids": (
        {"services.yaml": "- modal\n", "centres/a.yaml": f"{CENTRE}services: [modal, pasar]\n"},
        ["services.yaml:1 mapping-wanted"],
    ),
    "an entry without a dash": (
        {
            "services.yaml": "- id: modal\n  name: Modal\n  id: pasar\n",
            "centres/a.yaml": f"{CENTRE}services: [modal, pasar]\n",
        },
        ["services.yaml:3 double-key"],
    ),
    "holidays of another year": (
        {
            "holidays/2026.yaml": "year: 2025\nsource: SKB\ndays:\n"
            "  - {date: 2026-08-17, name: A, kind: national}\n"
            "  - {date: 2026-12-25, name: B, kind: national}\n",
            "holidays/2025.yaml": "year: 2025\nsource: SKB\ndays: []\n",
        },
        ["holidays/2026.yaml:1 holiday-file"],
    ),
    "holidays that can't be read": (
        {
            "holidays/2026.yaml": "year: 2026\nsource: 'SKB\n",
            "holidays/2025.yaml": "year: 2025\nsource: SKB\ndays: []\n",
        },
        ["holidays/2026.yaml:2 yaml-open-quote"],
    ),
    "a route of the program's": (
        {"../site_config.yaml": f"{SETTINGS}routes: {{centres: {{id: assets}}}}\n"},
        ["site_config.yaml:3 route-reserved"],
    ),
    "a channel for holes that has run out": (
        {"../site_config.yaml": f"{SETTINGS}security: {{email: a@a.example, expires: 2025-01-01}}\n"},
        ["site_config.yaml:3 date-over"],
    ),
    "a channel for holes that holds too long": (
        {"../site_config.yaml": f"{SETTINGS}security: {{email: a@a.example, expires: 2030-01-01}}\n"},
        ["site_config.yaml:3 date-ahead"],
    ),
    "a channel for holes for a year": (
        {"../site_config.yaml": f"{SETTINGS}security: {{email: a@a.example, expires: 2027-11-21}}\n"},
        [],
    ),
    "a page called index": ({"pages/a.id.md": PAGE.format("index")}, ["pages/a.id.md:3 page-reserved"]),
    "a page called 404": ({"pages/a.id.md": PAGE.format('"404"')}, ["pages/a.id.md:3 page-reserved"]),
    "a page called as a language": ({"pages/a.id.md": PAGE.format("en")}, ["pages/a.id.md:3 page-reserved"]),
    "a notice for nobody": ({"notices/a.yaml": f"{NOTICE}scope: {{}}\n"}, ["notices/a.yaml:4 scope-nobody"]),
    "a notice for no region": (
        {"notices/a.yaml": f"{NOTICE}scope: {{regions: []}}\n"},
        ["notices/a.yaml:4 scope-nobody"],
    ),
    "a notice for a region by its name": (
        {"notices/a.yaml": f"{NOTICE}scope: {{regions: [Papua Barat]}}\n"},
        ["notices/a.yaml:4 unknown-region"],
    ),
    "a notice for a region without centres": (
        {"centres/a.yaml": CENTRE, "notices/a.yaml": f'{NOTICE}scope: {{regions: ["11"]}}\n'},
        ["notices/a.yaml:4 scope-nobody"],
    ),
    "a notice for a region where one might be": (
        {
            "centres/a.yaml": "name: 'A\n",
            "centres/b.yaml": CENTRE,
            "notices/a.yaml": f'{NOTICE}scope: {{regions: ["11"]}}\n',
        },
        ["centres/a.yaml:1 yaml-open-quote"],
    ),
    "a notice for a region that isn't there": (
        {"centres/a.yaml": CENTRE, "notices/a.yaml": f'{NOTICE}scope: {{regions: ["10"]}}\n'},
        ["notices/a.yaml:4 unknown-region"],
    ),
    "a notice before there is a centre": ({"notices/a.yaml": f'{NOTICE}scope: {{regions: ["35"]}}\n'}, []),
    "a notice by a mistyped scope": (
        {"notices/a.yaml": f"{NOTICE}scope: {{al: true}}\n"},
        ["notices/a.yaml:4 unknown-key"],
    ),
    "a holiday twice": (
        {
            "holidays/2026.yaml": "year: 2026\nsource: SKB\ndays:\n"
            + 2 * "  - {date: 2026-08-17, name: A, kind: national}\n"
        },
        ["holidays/2026.yaml:5 entry-twice"],
    ),
    "seasons that overlap": (
        {
            "centres/a.yaml": HOURS
            + SEASON.format("2027-01-01", "2027-01-31", "08.00-12.00")
            + SEASON.format("2027-01-20", "2027-02-28", "09.00-12.00")
        },
        ["centres/a.yaml:8 dates-overlap"],
    ),
    "a season within another": (
        {
            "centres/a.yaml": HOURS
            + SEASON.format("2027-01-01", "2027-03-31", "08.00-12.00")
            + SEASON.format("2027-01-20", "2027-02-28", "09.00-12.00")
        },
        [],
    ),
    "a file with the other ending": ({"centres/a.yml": CENTRE}, ["centres/a.yml:0 file-unexpected"]),
    "a folder among the centres": ({"centres/jatim/a.yaml": CENTRE}, ["centres/jatim:0 file-unexpected"]),
    "a centre outside its folder": ({"plut-baru.yaml": CENTRE}, ["plut-baru.yaml:0 file-unexpected"]),
    "a mistyped folder": ({"centre/a.yaml": CENTRE}, ["centre:0 file-unexpected"]),
    "a mistyped folder of pages": ({"page/a.id.md": PAGE.format("a")}, ["page:0 file-unexpected"]),
    "what is no content beside it": ({"README.md": "A", "logo/a.svg": "<svg/>", "photos/a/b.jpg.txt": "A"}, []),
    "a district called as a far city is": (
        {
            "../site_config.yaml": f"{SETTINGS}levels: [{{id: city, name: Kota, pages: true}}]\n",
            "centres/a.yaml": 'name: Pusat Kota Padang\nlocation: {region_code: "17.02.07"}\n',
        },
        [],
    ),
    "a scope of which nothing can be read": (
        {
            "notices/libur.yaml": "title: Libur\nfrom: 2026-12-24\nto: 2026-12-25\nclosed: true\n"
            "scope: {legal_statuses: [UPTD], regions: []}\n"
        },
        ["notices/libur.yaml:5 choice"],
    ),
    "a name that is YAML's nothing": (
        {"centres/a.yaml": CENTRE.replace("Pusat Kabupaten Pacitan", "~")},
        ["centres/a.yaml:1 empty"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_one_slip_is_told_once(case: str, tmp_path: Path) -> None:
    files, expected = CASES[case]
    shutil.copytree(HERE / "base", tmp_path, dirs_exist_ok=True)
    for name, text in files.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    told = [f"{at.place.path.removeprefix('content/')}:{at.place.line} {at.code}" for at in problems_of(tmp_path)]
    assert told == expected


@pytest.mark.parametrize(
    ("name", "severity"), [("a.yml", "error"), ("a.YAML", "error"), ("jatim/a.yaml", "error"), ("README.md", "warning")]
)
def test_content_that_would_be_left_out_is_an_error(name: str, severity: str, tmp_path: Path) -> None:
    shutil.copytree(HERE / "base", tmp_path, dirs_exist_ok=True)
    path = tmp_path / "content" / "centres" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(CENTRE, encoding="utf-8")
    assert [(one.code, one.severity) for one in problems_of(tmp_path)] == [("file-unexpected", severity)]
