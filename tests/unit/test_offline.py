"""What a device is asked to keep: packs that change little, and nothing that is too much for it."""

import json
from typing import Any

import pytest

from sitegen.exports import offline
from sitegen.exports.offline import make_packs, service_worker
from sitegen.write import FileState

HOMES = {"id": "index.html", "en": "en/index.html"}


def state(path: str, size: int = 1000, content: str = "a") -> FileState:
    return FileState(path=path, fingerprint=content, sha256=f"{content}-of-{path}", size=size)


def centres(count: int) -> list[FileState]:
    return [state(f"pusat/centre-{number:04}.html") for number in range(count)]


def settings(*files: FileState, day: str = "2026-11-21") -> dict[str, Any]:
    """What a service worker for these files is told."""
    packs = make_packs(files, list(HOMES))
    code = service_worker(b"work()", files, packs, HOMES, ["pusat/index.html"], day).decode()
    head, _, rest = code.partition("\n")
    assert rest == "work()"
    told: dict[str, Any] = json.loads(head.removeprefix("const site = "))
    return told


def test_every_page_is_in_one_pack_of_its_folder() -> None:
    pages = [*centres(500), state("index.html"), state("404.html"), state("en/index.html"), state("data/core.json")]
    packs = make_packs(pages, ["id", "en"])
    packed = [page.path for pack in packs for page in pack.pages]
    assert sorted(packed) == sorted(page.path for page in pages if page.path not in ("404.html", "data/core.json"))
    assert all(len({page.path.rpartition("/")[0] for page in pack.pages}) == 1 for pack in packs)
    assert [pack.language for pack in packs if pack.pages[0].path == "en/index.html"] == ["en"]
    assert 5 < len(packs) < 40


@pytest.mark.parametrize("change", ["new", "gone", "changed"])
def test_one_page_changes_one_pack(change: str) -> None:
    before = centres(500)
    after = {
        "new": [*before, state("pusat/centre-0250a.html")],
        "gone": before[:250] + before[251:],
        "changed": [*before[:250], state(before[250].path, content="b"), *before[251:]],
    }[change]
    packs = [{pack.path for pack in make_packs(pages, ["id"])} for pages in (before, after)]
    assert len(packs[1] - packs[0]) <= 2  # two where a pack is cut or joined


def test_a_pack_holds_the_pages_as_they_are() -> None:
    [pack] = make_packs([state("en/about.html")], ["id", "en"])
    assert json.loads(pack.content(lambda page: f"<h1>{page.path}</h1>".encode())) == {
        "en/about.html": "<h1>en/about.html</h1>"
    }


def test_a_language_with_too_much_is_not_packed() -> None:
    pages = [state("pusat/a.html", offline.PACKED_BYTES + 1), state("en/centres/a.html")]
    assert [pack.language for pack in make_packs(pages, ["id", "en"])] == ["en"]


def test_the_shell_is_what_every_page_needs() -> None:
    told = settings(
        *(state(path) for path in (*HOMES.values(), "pusat/index.html", "pusat/a.html", "data/search/core.json")),
        *(state(f"assets/{name}") for name in ("site.1.css", "js.1/main.js", "js.1/map/map.js", "icons/icon.1.svg")),
        *(state(f"assets/{name}") for name in ("icons/512.1.png", "js.1/form/form.js", "form/form.1.css")),
        state("assets/map/country.1.json"),
    )
    assert [path for path, _ in told["shell"]] == [
        "en/index.html",
        "index.html",
        "pusat/index.html",
        "assets/icons/icon.1.svg",
        "assets/js.1/main.js",
        "assets/site.1.css",
        "data/search/core.json",
    ]
    revised = {path for path, revision in told["shell"] if revision}
    assert revised == {"en/index.html", "index.html", "pusat/index.html", "data/search/core.json"}
    for_some = ["assets/js.1/map/map.js", "assets/map/country.1.json", "assets/form/form.1.css"]
    assert told["later"] == [*for_some, "assets/js.1/form/form.js"]
    assert told["homes"] == {"": "index.html", "en/": "en/index.html"}
    assert told["centres"] == ["pusat/"]


@pytest.mark.parametrize(("search", "form", "kept"), [
    (100, 100, ["data/search/places.1.json", "data/form/others.1.json"]),
    (offline.DATA_BYTES + 1, 100, ["data/form/others.1.json"]),
    (100, offline.DATA_BYTES + 1, ["data/search/places.1.json"]),
])  # fmt: skip
def test_data_that_are_too_much_are_left_for_when_they_are_asked_for(search: int, form: int, kept: list[str]) -> None:
    told = settings(state("data/search/places.1.json", search), state("data/form/others.1.json", form))
    assert told["later"] == kept


def test_a_version_changes_with_any_file_that_is_kept_and_with_the_day() -> None:
    first = settings(state("index.html"))["version"]
    assert settings(state("index.html"))["version"] == first
    assert settings(state("index.html", content="b"))["version"] != first
    assert settings(state("index.html"), day="2026-11-22")["version"] != first
