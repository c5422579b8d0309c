"""The tree of regions: the committed tables, and small ones with levels of their own."""

from collections import Counter
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sitegen.regions import Regions, load_regions

DATA = Path(__file__).parents[2] / "data"
HEADER = "code,name,level,parent,latitude,longitude,island,time_zone\n"


@pytest.fixture(scope="module")
def regions() -> Regions:
    return load_regions(DATA)


@pytest.fixture
def shires(tmp_path: Path) -> Regions:
    """A made-up network: other levels, codes without digits' meaning, no villages."""
    lines = [
        "A1,Norrin,isle,,47.2,-33.1,norrin,Europe/London",
        "A1-b,Brindleshire,shire,A1,,,,",
        "A2,Sorrin,isle,,47.1,-33.3,,",
    ]
    (tmp_path / "regions.csv").write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    return load_regions(tmp_path)


def test_how_many_there_are(regions: Regions) -> None:
    assert Counter(region.level for region in regions) == {"province": 38, "regency": 416, "city": 98, "district": 7285}


def test_a_region_knows_what_its_province_says(regions: Regions) -> None:
    region = regions.get("35.01.04")
    assert region is not None
    assert (region.name, region.level, region.parent) == ("Pacitan", "district", "35.01")
    assert (region.island, region.time_zone) == ("jawa", "Asia/Jakarta")


def test_every_region_has_a_point_an_island_and_a_zone(regions: Regions) -> None:
    for region in regions:
        assert region.latitude is not None
        assert region.longitude is not None
        assert -11.1 < region.latitude < 6.1
        assert 95 < region.longitude < 141.1
        assert region.island
        assert region.time_zone


def test_zones_exist(regions: Regions) -> None:
    zones = {region.time_zone for region in regions.at_level("province")}
    assert zones == {"Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura"}
    assert all(zone and ZoneInfo(zone) for zone in zones)


@pytest.mark.parametrize(
    ("code", "island"),
    [
        ("11", "sumatera"),  # Banda Aceh
        ("18.71", "sumatera"),  # Bandar Lampung, the other end
        ("36.72", "jawa"),  # Cilegon
        ("35.10", "jawa"),  # Banyuwangi
        ("35.78", "jawa"),  # Surabaya: the bridge to Madura does not make one island of two
        ("35.26", "pulau-35.26"),  # Bangkalan, Madura
        ("35.29", "pulau-35.26"),
        ("31.01", "pulau-31.01"),  # Kepulauan Seribu
        ("51", "bali"),
        ("52", "lombok"),
        ("52.72", "sumbawa"),  # Bima
        ("53.15", "flores"),
        ("53", "timor"),
        ("61", "kalimantan"),
        ("63", "kalimantan"),
        ("65", "kalimantan"),
        ("65.71", "tarakan"),
        ("73", "sulawesi"),
        ("71", "sulawesi"),
        ("81", "ambon"),
        ("82.71", "ternate"),
        ("96", "papua"),
        ("93", "papua"),
    ],
)
def test_islands(regions: Regions, code: str, island: str) -> None:
    region = regions.get(code)
    assert region is not None
    assert region.island == island


def test_lineage_starts_with_the_region_itself(regions: Regions) -> None:
    codes = [region.code for region in regions.lineage("35.01.04.1001")]
    assert codes == ["35.01.04.1001", "35.01.04", "35.01", "35"]
    assert regions.lineage("35.99") == ()


def test_children_and_levels_come_by_code(regions: Regions) -> None:
    children = [region.code for region in regions.children("51")]
    assert children == [f"51.0{number}" for number in range(1, 9)] + ["51.71"]
    assert len(regions.children("35.01")) == 12
    assert regions.children("35.01.04") == ()
    assert [region.code for region in regions.at_level("province")][:3] == ["11", "12", "13"]


def test_a_village_is_found_in_its_province(regions: Regions) -> None:
    village = regions.get("35.01.04.1001")
    assert village is not None
    assert (village.name, village.level, village.parent) == ("Sidoharjo", "village", "35.01.04")
    assert (village.island, village.time_zone) == ("jawa", "Asia/Jakarta")
    assert village.latitude == pytest.approx(-8.2117)


def test_a_village_with_a_comma_in_its_name(regions: Regions) -> None:
    village = regions.get("12.07.28.1007")
    assert village is not None
    assert village.name == "Lubuk Pakam I,II"


def test_a_village_without_a_point(regions: Regions) -> None:
    village = regions.get("11.16.06.2021")
    assert village is not None
    assert (village.latitude, village.longitude) == (None, None)
    assert village.island == "sumatera"


@pytest.mark.parametrize(
    ("code", "island"),
    [
        ("53.15.05.1025", "flores"),  # Labuan Bajo; the district's point is on Komodo
        ("53.15.05.2002", "pulau-53.15.05.2002"),
        ("53.05.02.2013", "pulau-53.05.02.2012"),  # the second village on it
        ("51.08.06.1006", "bali"),
    ],
)
def test_the_island_of_a_village_is_that_of_its_own_point(regions: Regions, code: str, island: str) -> None:
    village = regions.get(code)
    assert village is not None
    assert village.island == island


@pytest.mark.parametrize(
    "code",
    [
        "",
        ".",
        "00",
        "35.",
        "35.01.04.",
        "35.01.04.9999",
        "35.01.04.100",
        "35.01.04.1001,Sidoharjo",
        "../35",
        "35.01.04\n",
    ],
)
def test_what_is_no_code(regions: Regions, code: str) -> None:
    assert regions.get(code) is None
    assert code not in regions


def test_every_line_of_the_villages_is_found_and_sorted(regions: Regions) -> None:
    count = 0
    for path in sorted((DATA / "villages").glob("*.csv")):
        lines = path.read_text(encoding="utf-8").splitlines()[1:]
        assert lines == sorted(lines)
        assert all(line.startswith(f"{path.stem}.") for line in lines)
        count += len(lines)
        assert lines[0].partition(",")[0] in regions
        assert lines[-1].partition(",")[0] in regions
    assert count == 83762


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("3501", "35.01"),
        ("35.1", "35.01"),
        ("35.01.4", "35.01.04"),
        ("35.1.4", "35.01.04"),  # not 35.14
        ("3515142001", "35.15.14.2001"),
        ("35.15.14.9999", "35.15.14"),
        ("350104200", "35.01.04"),
        ("JATIM", "35"),
        ("DIY", "34"),
        ("35.01.99", "35.01"),
        ("35.01.04.9999", "35.01.04"),
        ("Pacitan", "35.01"),  # rather than the district of that name
        ("Kab. Pacitan", "35.01"),
        ("Kota Surabya", "35.78"),
        ("jawa tmur", "35"),
        ("zzzzqqq", None),
        ("jatm", None),  # so few letters are like the end of many names
        ("", None),
        ("9", None),
        ("x" * 100_000, None),
        ("Kab. Malang", "35.07"),  # not the city
        ("kab banyuwangi", "35.10"),
    ],
)
def test_guess(regions: Regions, typed: str, expected: str | None) -> None:
    assert regions.guess(typed) == expected


def test_another_network_brings_its_own_regions(shires: Regions) -> None:
    shire = shires.get("A1-b")
    assert shire is not None
    assert (shire.level, shire.island, shire.time_zone) == ("shire", "norrin", "Europe/London")
    assert (shire.latitude, shire.longitude) == (None, None)
    assert shires.get("A1.b") is None
    assert [region.code for region in shires.lineage("A1-b")] == ["A1-b", "A1"]
    sorrin = shires.get("A2")
    assert sorrin is not None
    assert (sorrin.island, sorrin.time_zone) == (None, None)


@pytest.mark.parametrize(("typed", "expected"), [("a1b", "A1-b"), ("Norin", "A1"), ("brindleshire", "A1-b")])
def test_guess_in_another_network(shires: Regions, typed: str, expected: str) -> None:
    assert shires.guess(typed) == expected


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("code,name\n", "regions.csv:1: regions-header"),
        ("", "regions.csv:1: regions-header"),
        (HEADER + 'A,Aa,isle,,"1,5",2,,\n', "regions.csv:2: regions-row"),
        (HEADER + "A,Aa,isle,,,,\n", "regions.csv:2: regions-row"),
        (HEADER + "A,Aa,isle,,,,,\n", "regions.csv:2: regions-row"),  # its pages would know no place
        (HEADER + "A,Aa,isle,,1,,,\n", "regions.csv:2: regions-row"),
        (HEADER + "A,Aa,isle,,91,2,,\n", "regions.csv:2: regions-row"),
        (HEADER + "A,Aa,isle,,1,2,,Europe/Lodnon\n", "regions.csv:2: regions-row"),
        (HEADER + "A,Aa,isle,,1,2,,Europe\n", "regions.csv:2: regions-row"),
        (HEADER + "A,,isle,,1,2,,\n", "regions.csv:2: regions-row"),
        (HEADER + "A,Aa,isle,,1,2,,\nA,Ab,isle,,1,2,,\n", "regions.csv:3: regions-twice"),
        (HEADER + ",Aa,isle,,1,2,,\n", "regions.csv:2: regions-twice"),
        (HEADER + "A,Aa,isle,B,,,,\nB,Bb,isle,A,,,,\n", "regions.csv:2: regions-parent"),  # a circle
    ],
)
def test_a_wrong_table_says_where(tmp_path: Path, table: str, message: str) -> None:
    (tmp_path / "regions.csv").write_text(table, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        load_regions(tmp_path)
