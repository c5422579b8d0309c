"""What lets the site be kept on a device: the service worker, packs of pages, and the manifest to install it.

A pack holds the pages of one folder that follow each other, by path. Alike as they are, hundreds of them come
compressed in the bytes of a few photos. Where a pack ends is said by the hash of a path, so a page that
comes or goes changes one pack, not all behind it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache, partial
from hashlib import blake2b
from itertools import groupby
from posixpath import dirname

import msgspec

from sitegen.assets import Assets
from sitegen.colours import GROUND, palette
from sitegen.exports.icons import draw_icon
from sitegen.pages.edition import Edition
from sitegen.write import FileState, Publication

PACK_PAGES = 40
"""Pages in a pack, on average."""

PACKED_BYTES = 32_000_000
"""How many bytes of pages one language may have to be kept on the device as a whole; compressed, a thirtieth."""

DATA_BYTES = 16_000_000
"""The same for the data of the search, for those of the form, and for the map."""

WORKER = "js/offline/worker.js"
FORM_INDEX = "data/form/index.json"
ICON = "icons/icon.svg"

ICON_KINDS = {"192x192": (192, 6.0), "512x512": (512, 6.0), "512x512 maskable": (512, 14.0)}
"""Pixels, and units around the mark, by size and purpose. A maskable icon loses its edges to a circle."""

LEFT_OUT = frozenset({"404.html"})
"""Pages that no device needs to keep."""


class Pack(msgspec.Struct, frozen=True, dict=True):
    """Pages of one language, in one file. `pages` are sorted by path and are of one folder."""

    language: str
    pages: tuple[FileState, ...]

    @cached_property
    def fingerprint(self) -> str:
        total = blake2b(digest_size=16)
        for page in self.pages:
            total.update(f"{page.path}\0{page.sha256}\0".encode())
        return total.hexdigest()

    @property
    def path(self) -> str:
        return f"assets/packs/{self.fingerprint[:10]}.json"

    def content(self, read: Callable[[FileState], bytes]) -> bytes:
        """The pages' text by path, as JSON."""
        return msgspec.json.encode({page.path: read(page).decode() for page in self.pages})


def offline_files(
    publication: Publication,
    states: Sequence[FileState],
    assets: Assets,
    editions: Mapping[str, Edition],
    day: date,
) -> list[FileState]:
    """Write all of it. `states` are the files of the site so far; `day` is what the data are as of."""
    packs = make_packs(states, list(editions))
    icons = _write_icons(publication, assets, next(iter(editions.values())))
    written = [
        *(publication.put(pack.path, pack.fingerprint, partial(pack.content, publication.read)) for pack in packs),
        *icons.values(),
    ]
    worker = service_worker(
        assets.files[assets.names[WORKER]],
        [*states, *icons.values()],
        packs,
        {language: edition.home_path() for language, edition in editions.items()},
        [edition.path("centres", "index") for edition in editions.values()],
        day.isoformat(),
    )
    edition = next(iter(editions.values()))
    manifest = web_manifest(edition, {**{kind: state.path for kind, state in icons.items()}, **_svg_icon(assets)})
    return [
        *written,
        publication.put_bytes("sw.js", worker),
        publication.put_bytes("manifest.webmanifest", manifest),
    ]


def make_packs(pages: Iterable[FileState], languages: Sequence[str]) -> list[Pack]:
    """Packs of all pages, sorted; none for a language that has more than a device should be asked to keep."""
    kept: dict[str, dict[str, FileState]] = {language: {} for language in languages}
    for page in pages:
        if page.path.endswith(".html") and page.path not in LEFT_OUT:
            kept[_language(page.path, languages)][page.path] = page
    return [
        Pack(language, tuple(own[path] for path in paths))
        for language, own in kept.items()
        if sum(page.size for page in own.values()) <= PACKED_BYTES
        for paths in _packed(tuple(own))
    ]


def service_worker(
    code: bytes,
    files: Iterable[FileState],
    packs: Iterable[Pack],
    homes: Mapping[str, str],
    lists: Iterable[str],
    day: str,
) -> bytes:
    """sw.js: what is to be kept, and the code that keeps it.

    `files` are all that is published; `homes` the home page's path by language, the first language first; `lists`
    the paths of the lists of centres, in the folders of the centres' pages; `day` the ISO date of the data.
    """
    by_path = {state.path: state for state in files}
    pages = sorted({*homes.values(), *lists} & by_path.keys())
    shell = [
        *((path, by_path[path].sha256[:10]) for path in pages),
        *((path, "") for path in sorted(by_path) if _in_shell(path)),
    ]
    core = by_path.get("data/search/core.json")
    if core:
        shell.append((core.path, core.sha256[:10]))
    form = by_path.get(FORM_INDEX)
    if form:
        shell.append((form.path, form.sha256[:10]))
    shards = [path for path in sorted(by_path) if path.startswith("data/search/") and path != "data/search/core.json"]
    map_parts = [path for path in sorted(by_path) if _is_of_map(path)]
    form_parts = [path for path in sorted(by_path) if _is_of_form(path)]
    site = {
        "date": day,
        "shell": shell,
        "later": [
            path
            for paths in (shards, map_parts, form_parts)
            if sum(by_path[path].size for path in paths) <= DATA_BYTES
            for path in paths
        ],
        "packs": [(pack.pages[0].path, pack.path, pack.language) for pack in packs],
        "homes": {home.removesuffix("index.html"): home for home in homes.values()},
        "centres": [path.removesuffix("index.html") for path in lists],
    }
    version = blake2b(msgspec.json.encode(site) + code, digest_size=8).hexdigest()
    head = msgspec.json.encode({"version": version, **site}).decode()
    return f"const site = {head}\n{code.decode()}".encode()


def web_manifest(edition: Edition, icons: Mapping[str, str]) -> bytes:
    """manifest.webmanifest. `icons`: size and purpose, such as "512x512 maskable", to path."""
    site = edition.site
    manifest = {
        "name": edition.plain(site.name),
        "short_name": edition.plain(site.short_name),
        "description": edition.plain(site.description),
        "lang": edition.language,
        "id": "./",
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "theme_color": palette(site.colours)["light"]["sign"],
        "background_color": GROUND["light"],
        "icons": [_icon(kind, path) for kind, path in icons.items()],
    }
    return msgspec.json.format(msgspec.json.encode(manifest), indent=2)


def _write_icons(publication: Publication, assets: Assets, edition: Edition) -> dict[str, FileState]:
    """PNG by size and purpose; none for a network with a drawing of its own."""
    svg = assets.files[assets.names[ICON]].decode()
    ground = palette(edition.site.colours)["light"]["sign"]
    icons: dict[str, FileState] = {}
    for kind, (size, margin) in ICON_KINDS.items():
        fingerprint = blake2b(f"{kind} {size} {margin} {ground}\0{svg}".encode(), digest_size=16).hexdigest()
        path = f"assets/icons/{kind.replace(' ', '-')}.{fingerprint[:10]}.png"
        state = publication.kept(path, fingerprint)
        if state is None:
            drawn = draw_icon(svg, size, ground, margin=margin, round_corners="maskable" not in kind)
            if drawn is None:
                return {}
            state = publication.write(path, drawn, fingerprint)
        icons[kind] = state
    return icons


def _svg_icon(assets: Assets) -> dict[str, str]:
    return {"any": assets.names[ICON]}


def _icon(kind: str, path: str) -> dict[str, str]:
    sizes, _, purpose = kind.partition(" ")
    mime = "image/svg+xml" if path.endswith(".svg") else "image/png"
    return {"src": path, "sizes": sizes, "type": mime, "purpose": purpose or "any"}


def _in_shell(path: str) -> bool:
    """Style, scripts and icon; but not what only some ask for, the map and the form."""
    folders = ("assets/site.", "assets/icons/", "assets/js.")
    is_for_some = _is_of_map(path) or _is_of_form(path)
    return path.startswith(folders) and not path.endswith(".png") and not is_for_some


def _is_of_map(path: str) -> bool:
    return path.startswith("assets/map/") or (path.startswith("assets/js.") and "/map/" in path)


def _is_of_form(path: str) -> bool:
    """What only the form for staff needs, but for its index: fetched once the device has time."""
    is_data = path.startswith("data/form/") and path != FORM_INDEX
    return is_data or path.startswith("assets/form/") or (path.startswith("assets/js.") and "/form/" in path)


def _language(path: str, languages: Sequence[str]) -> str:
    """The first language lives at the root, the others in folders of their names."""
    folder = path.partition("/")[0]
    return folder if folder in languages[1:] and "/" in path else languages[0]


@lru_cache(maxsize=8)
def _packed(pages: tuple[str, ...]) -> list[list[str]]:
    """The paths of pages in packs: a new one begins with each folder, and where the hash of a path says so.

    Remembered, for a preview packs the same pages with every build.
    """
    packs: list[list[str]] = []
    for _, paths in groupby(sorted(pages, key=_by_folder), key=dirname):
        packs.append([])
        for path in paths:
            if packs[-1] and blake2b(path.encode(), digest_size=4).digest() < _EDGE:
                packs.append([])
            packs[-1].append(path)
    return packs


def _by_folder(path: str) -> tuple[str, str]:
    return dirname(path), path


_EDGE = (2**32 // PACK_PAGES).to_bytes(4, "big")
