"""What the form for staff holds a centre against: the other centres, the table of regions, and where regions end.

static/js/lib/beside.js reads all of it.
"""

from functools import cache, partial
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from sitegen.boundaries import disputed_codes, load_outlines
from sitegen.model import Network, Site
from sitegen.regions import Regions
from sitegen.validate import CENTRES, TWINS, Holders
from sitegen.write import FileState, Publication

PARTS = "data/places"
"""Where the files of parts are: what nobody needs to keep on a device."""

Json = dict[str, Any]


class Surroundings(NamedTuple):
    """What a centre is held against besides the network's lists."""

    holders: Holders
    regions: Regions
    data_folder: Path


def others_data(network: Network, holders: Holders) -> Json:
    """Who has what two centres can't share, who follows whom, and where links may lead besides ids."""
    twins: dict[str, dict[str, list[tuple[str, int]]]] = {kind: {} for kind in TWINS}
    for (kind, value), found in holders.items():
        twins[kind][value] = [(path.rpartition("/")[2].removesuffix(".yaml"), mark.line) for path, mark in found]
    return {
        "folder": CENTRES,
        "twins": twins,
        "successors": {centre.id: centre.successor for centre in network.centres if centre.successor},
        "pages": [page.slug for page in network.pages],
    }


def regions_data(regions: Regions, site: Site) -> Json:
    """The table of regions, other names of theirs, and the levels whose regions have pages."""
    return {
        "rows": [(region.code, region.name, region.level, region.parent or "") for region in regions],
        "aliases": regions.aliases,
        "paged": [level.id for level in site.levels if level.pages],
    }


def part_files(publication: Publication, regions: Regions, data_folder: Path, program: bytes) -> dict[str, FileState]:
    """By the code of each part of the table: where its regions end, and its villages, as far as data/ has them.

    `program` stands for the code: another one may write a part in another way.
    """
    states = {}
    for code, stamp in _parts(data_folder):
        fingerprint = blake2b(program + stamp, digest_size=16).hexdigest()
        path = f"{PARTS}/{code}.{fingerprint[:10]}.json"
        states[code] = publication.put(path, fingerprint, partial(part_data, regions, data_folder, code))
    return states


@cache
def _parts(data_folder: Path) -> tuple[tuple[str, bytes], ...]:
    """The parts that data/ tells more of, each with what stands for that; read once, as the table of regions is."""
    folders = [data_folder / "boundaries", data_folder / "villages"]
    codes = {path.stem for path in (*folders[0].glob("*.json"), *folders[1].glob("*.csv"))}
    parts = []
    for code in sorted(codes):
        told = blake2b(digest_size=16)
        for path in (folders[0] / f"{code}.json", folders[1] / f"{code}.csv", folders[0] / "disputed.csv"):
            data = path.read_bytes() if path.is_file() else b""
            told.update(len(data).to_bytes(8, "big") + data)
        parts.append((code, told.digest()))
    return tuple(parts)


def part_data(regions: Regions, data_folder: Path, code: str) -> bytes:
    """The file of one part, as JSON."""
    disputed = sorted(own for own in disputed_codes(data_folder) if own.partition(".")[0] == code)
    outlines = load_outlines(data_folder / "boundaries" / f"{code}.json")
    villages: dict[str, dict[str, str]] = {}
    for own, name in regions.villages(code):
        above, _, last = own.rpartition(".")
        villages.setdefault(above, {})[last] = name
    return msgspec.json.encode({"outlines": outlines, "disputed": disputed, "villages": villages})
