"""A small made-up network on two islands, for tests that need records and no files.

Utara (U, island "besar")   Utara Satu (U.1)  at 0, 100     Utara Dua (U.2)  at 0, 101
Selatan (S, island "kecil") Selatan Satu (S.1) at -1, 100
"""

from sitegen.config import make_routes
from sitegen.derive import Directory, derive
from sitegen.model import Centre, Level, Location, Network, Service, Site
from sitegen.regions import Regions

LANGUAGES = ("id", "en")

REGIONS = Regions(
    [
        ("S", "Selatan", "province", "", "-1", "100", "kecil", "Asia/Makassar"),
        ("S.1", "Selatan Satu", "regency", "S", "-1", "100", "kecil", ""),
        ("U", "Utara", "province", "", "0", "100", "besar", "Asia/Jakarta"),
        ("U.1", "Utara Satu", "regency", "U", "0", "100", "besar", ""),
        ("U.2", "Utara Dua", "regency", "U", "0", "101", "besar", ""),
    ]
)


def make_site(**settings: object) -> Site:
    words = {"id": "Pusat Rekaan", "en": "Made-up Centres"}
    return Site(
        **{
            "name": words,
            "short_name": words,
            "tagline": words,
            "description": words,
            "base_url": "https://example.org/pusat/",
            "languages": LANGUAGES,
            "routes": make_routes({}, LANGUAGES),
            "operator": words,
            "disclaimer": words,
            "fictional": True,
            "levels": (
                Level(id="province", name={"id": "Provinsi"}, pages=True),
                Level(id="regency", name={"id": "Kabupaten"}, pages=True),
            ),
            **settings,
        }  # type: ignore[arg-type]
    )


def make_centre(id: str, region_code: str, **fields: object) -> Centre:
    point = fields.pop("point", (None, None))
    assert isinstance(point, tuple)
    location = Location(region_code=region_code, latitude=point[0], longitude=point[1])
    return Centre(id=id, name={"id": f"Pusat {id}"}, location=location, **fields)  # type: ignore[arg-type]


def make_network(*centres: Centre, services: tuple[Service, ...] = ()) -> Network:
    return Network(
        centres=tuple(sorted(centres, key=lambda centre: centre.id)),
        services=services,
        partners=(),
        programmes=(),
        facilities=(),
        holidays=(),
        notices=(),
        pages=(),
    )


def make_directory(*centres: Centre, services: tuple[Service, ...] = (), **settings: object) -> Directory:
    return derive(make_site(**settings), make_network(*centres, services=services), REGIONS)
