"""Makes a network of any size to measure with: COUNT centres that do not exist, in regions that do.

    python3 benchmarks/make_network.py 10000 _build/made-up-10000

Same count, seed and regions: same bytes. The first 1,000 centres of a network of 10,000 are the network of
1,000. Nothing in it can be taken for real: every name says "Rekaan" (made up), the settings say
`fictional: true`, and telephone numbers begin with 0834, a prefix that no Indonesian operator has.
"""

import argparse
import csv
import random
from collections.abc import Iterator, Sequence
from math import gcd
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parent.parent
MARK = "made-by-benchmarks"  # an empty file: this folder is ours, and may be filled again

SERVICES = (
    "kelembagaan", "perizinan", "merek", "halal", "pembiayaan", "pembukuan", "pajak", "produksi", "kemasan", "mutu",
    "pemasaran", "ekspor", "foto-produk", "toko-daring", "kemitraan", "pelatihan", "magang", "inkubasi", "komputer",
    "ruang-kerja",
)  # fmt: skip
FACILITIES = ("aula", "galeri", "komputer", "ruang-pelatihan", "studio")
PARTNERS = ("bank", "kampus", "koperasi", "media", "pasar")
PROGRAMMES = ("kelas-malam", "pekan-kemasan", "temu-usaha")
WEEKS = (
    ("Senin-Kamis: 08.00-16.00", "Jumat: 08.00-11.30, 13.00-16.30"),
    ("Senin-Jumat: 08.00-12.00, 13.00-16.00", "Sabtu: 08.00-12.00"),
    ("Senin-Sabtu: 09.00-17.00", "Minggu: tutup"),
    ("Selasa-Minggu: 10.00-18.00", "Senin: tutup"),
)
GOODS = ("gula kelapa", "keripik", "anyaman", "batik", "kopi", "madu", "sambal", "tenun", "kerupuk", "mebel")
SENTENCES = (
    "Pusat ini **rekaan** dan dibuat untuk mengukur kecepatan.",
    "Datanglah dengan pertanyaan, pulanglah dengan rencana.",
    "Ruang tunggunya teduh, dan airnya dingin.",
    "Petugas mencatat, menghitung, lalu menjelaskan *tanpa tergesa*.",
    "Siapa pun boleh datang, dengan usaha sekecil apa pun.",
    "Keterangan lain ada [di sini](https://rekaan.example.org/keterangan).",
    "Bawalah contoh barang jika ada; jika tidak, cukup fotonya.",
)
GRID_STEP = 0.0008  # degrees, about 90 m: no two centres of a district stand on one spot
GRID_SIDE = 9

SETTINGS = """\
name: {{id: Jaringan Rekaan, en: Made-up Network}}
short_name: {{id: Rekaan, en: Made-up}}
tagline: {{id: {count} pusat yang tidak ada, en: {count} centres that do not exist}}
description: {{id: Jaringan rekaan untuk mengukur kecepatan., en: A made-up network to measure speed with.}}
base_url: https://rekaan.example.org/
fictional: true
languages: [id, en]
routes:
  centres: {{id: pusat, en: centres}}
  regions: {{id: wilayah, en: regions}}
  services: {{id: layanan, en: services}}
  partners: {{id: mitra, en: partners}}
  programmes: {{id: program, en: programmes}}
  pages: {{id: tentang, en: about}}
  page: {{id: hal, en: page}}
operator: {{id: Para pengukur, en: The measurers}}
disclaimer: {{id: Semua pusat di sini rekaan., en: Every centre here is made up.}}
levels:
  - {{id: province, name: {{id: Provinsi, en: Province}}, pages: true}}
  - {{id: regency, name: {{id: Kabupaten, en: Regency}}, pages: true}}
  - {{id: city, name: {{id: Kota, en: City}}, pages: true}}
  - {{id: district, name: {{id: Kecamatan, en: District}}}}
legal_statuses:
  - {{id: dinas, name: {{id: Dinas, en: Agency}}}}
  - {{id: uptd, name: {{id: UPTD, en: Technical unit}}}}
phone_country: ID
"""

CENTRE = """\
name: {{id: "Pusat Rekaan {place} {number}", en: "Made-up Centre {place} {number}"}}
alternate_names: ["Rekaan {number}"]
operator: {{id: "Dinas Rekaan {place}", en: "Made-up Agency of {place}"}}
legal_status: {legal_status}
established: {established}
location:
  region_code: "{region_code}"
  street_address: "Jl. Rekaan No. {number}"
  landmark: {{id: Seberang tugu rekaan, en: Opposite the made-up column}}
  latitude: {latitude:.5f}
  longitude: {longitude:.5f}
  accuracy: village
  wheelchair: "{wheelchair}"
contacts:
  - label: {{id: Loket, en: Front desk}}
    phone: 0834-{desk:04}-{number_low:04}
    whatsapp: 0834-{chat:04}-{number_low:04}
    email: loket-{number}@rekaan.example.org
  - website: https://rekaan.example.org/{number}
opening_hours:
  weekly:
    {week[0]}
    {week[1]}
  seasons:
    - name: Ramadan
      from: 2027-02-08
      to: 2027-03-09
      weekly: {{Senin-Jumat: 08.00-15.00}}
  exceptions:
    - {{date: 2026-12-24, hours: 08.00-12.00, reason: Rapat rekaan}}
    - {{from: 2027-03-10, to: 2027-03-16, closed: true, reason: Libur rekaan}}
services:
{services}
partners: [{partners}]
consultants:
  - {{name: Tokoh Rekaan {number}, fields: [{field}], consent: true}}
facilities: [{facilities}]
commodities: [{goods}]
programmes: [{programmes}]
awards:
  - {{name: Penghargaan Rekaan, year: {award_year}, rank: {rank}, category: Kecamatan}}
events:
  - {{name: Kelas rekaan {number}, start: 2026-12-{event_day:02} 09.00, end: 2026-12-{event_day:02} 12.00}}
description:
  id: |
    {text[0]} {text[1]} {text[2]}

    - {text[3]}
    - {text[4]}
  en: |
    This centre is **made up** to measure speed. It has number {number} and gives {service_count} kinds of help.

    1. Ask what you want to know.
    2. Try what you were told.
    3. Come back and tell how it went.
assured:
  - {{about: opening_hours, date: 2026-{assured_month:02}-15, by: Kepala rekaan, how: call}}
sources:
  - title: Daftar rekaan
    date: 2026-{assured_month:02}
    url: https://rekaan.example.org/daftar/{number}
    supports: [location, contacts]
"""

FULL_SERVICE = """\
  - id: {id}
    description: "Pendampingan {id} untuk usaha kecil di sekitar pusat **rekaan** ini, dari awal sampai selesai."
    eligibility: Pemilik usaha mikro di wilayah rekaan
    required_documents: [KTP, Foto produk, Catatan penjualan]
    cost: gratis
    how_to_apply: Datang langsung atau lewat WhatsApp
    weekly: {{Rabu: 09.00-12.00}}"""


class District(NamedTuple):
    """Where a centre can be: the reference point of a region of the lowest level in regions.csv."""

    code: str
    name: str
    latitude: float  # degrees
    longitude: float


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes a network of made-up centres to measure with.")
    parser.add_argument("count", type=int, help="how many centres, up to 500,000")
    parser.add_argument("out", type=Path, help="the network's root: a folder that is empty, not there, or made by this")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if not 1 <= arguments.count <= 500_000:
        parser.error("count must be from 1 to 500,000")
    if arguments.out.exists() and any(arguments.out.iterdir()) and not (arguments.out / MARK).is_file():
        parser.error(f"{arguments.out} holds something else")
    write_network(arguments.out, arguments.count, arguments.seed)


def write_network(root: Path, count: int, seed: int = 1) -> None:
    """Fill `root` with the settings and content of `count` centres; centres of an earlier run go."""
    centres = root / "content" / "centres"
    centres.mkdir(parents=True, exist_ok=True)
    for old in centres.iterdir():
        old.unlink()
    for name, text in network_files(count):
        (root / name).write_text(text, encoding="utf-8", newline="\n")
    districts = read_districts(PROJECT / "data" / "regions.csv")
    for number in range(1, count + 1):
        path = centres / f"rekaan-{number:06}.yaml"
        path.write_text(centre_text(number, districts, seed), encoding="utf-8", newline="\n")


def network_files(count: int) -> Iterator[tuple[str, str]]:
    """Every file of the network but the centres: path below the root, text."""
    yield MARK, ""
    yield "site_config.yaml", SETTINGS.format(count=count)
    yield "content/services.yaml", "".join(map(_service_text, SERVICES))
    yield "content/facilities.yaml", "".join(map(_named, FACILITIES))
    yield "content/programmes.yaml", "".join(map(_named, PROGRAMMES))
    yield "content/partners.yaml", "".join(f"{_named(id)}  kind: business\n" for id in PARTNERS)


def read_districts(path: Path) -> list[District]:
    """The regions of the lowest level that have a reference point, in the order of the table."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["latitude"]]
    return [
        District(row["code"], row["name"], float(row["latitude"]), float(row["longitude"]))
        for row in rows
        if row["level"] == rows[-1]["level"]
    ]


def centre_text(number: int, districts: Sequence[District], seed: int) -> str:
    """The file of centre `number`, from 1; it depends on nothing but these three."""
    chance = random.Random(f"{seed}/{number}")
    turn, place = divmod(number - 1, len(districts))
    district = districts[place * _stride(len(districts)) % len(districts)]
    row, column = divmod(turn, GRID_SIDE)
    services = chance.sample(SERVICES, 5)
    return CENTRE.format(
        number=number,
        place=district.name,
        region_code=district.code,
        latitude=district.latitude + (row - GRID_SIDE // 2) * GRID_STEP,
        longitude=district.longitude + (column - GRID_SIDE // 2) * GRID_STEP,
        legal_status=chance.choice(("dinas", "uptd")),
        established=chance.randint(2013, 2025),
        wheelchair=chance.choice(("yes", "limited", "no")),
        desk=number // 10_000,
        chat=1_000 + number // 10_000,
        number_low=number % 10_000,
        week=chance.choice(WEEKS),
        services="\n".join([FULL_SERVICE.format(id=services[0]), *(f"  - {id}" for id in services[1:])]),
        service_count=len(services),
        field=services[0],
        partners=", ".join(chance.sample(PARTNERS, 2)),
        facilities=", ".join(chance.sample(FACILITIES, 2)),
        goods=", ".join(chance.sample(GOODS, 3)),
        programmes=chance.choice(PROGRAMMES),
        award_year=chance.randint(2020, 2025),
        rank=chance.randint(1, 9),
        event_day=chance.randint(1, 20),
        text=[SENTENCES[0], *chance.sample(SENTENCES[1:], 4)],
        assured_month=chance.randint(1, 10),
    )


def _stride(count: int) -> int:
    """A step that visits every district once before any twice, and far from its neighbours."""
    step = max(1, round(count * 0.618))
    while gcd(step, count) != 1:
        step += 1
    return step


def _service_text(id: str) -> str:
    words = id.replace("-", " ")
    return (
        f"{_named(id)}  description: {{id: Pendampingan {words}., en: Help with {words}.}}\n"
        f"  terms: [urus {words}, belajar {words}]\n"
    )


def _named(id: str) -> str:
    words = id.replace("-", " ")
    return f"- id: {id}\n  name: {{id: {words.capitalize()} (rekaan), en: {words.capitalize()} (made up)}}\n"


if __name__ == "__main__":
    main()
