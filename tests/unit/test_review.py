"""A change of content in words: what the reviewer reads, and what nobody can smuggle into it."""

import re
import shutil
import subprocess
from pathlib import Path

import msgspec
import pytest

from sitegen.cli import main
from sitegen.config import load_translator
from sitegen.hours import read_spans
from sitegen.regions import load_regions
from sitegen.review.changes import Words
from sitegen.review.files import Change
from sitegen.review.report import review
from sitegen.review.values import MAX_LENGTH, changed_parts, code, day_changes
from sitegen.schema.reading import Context
from support.building import PROJECT

NETWORK = PROJECT / "tests" / "cases" / "clerk_mistakes" / "network"
FILE = "content/centres/contoh.yaml"
RIGHT = (NETWORK / FILE).read_text(encoding="utf-8")
CONTEXTS = (Context(legal_statuses=("dinas", "uptd"), data_folder=str(PROJECT / "data")),) * 2
OWN_SERVICE = "\n- id: layanan-sendiri\n  name: Layanan Sendiri\n"
REGIONS = load_regions(PROJECT / "data")


def words(language: str = "id") -> Words:
    t = load_translator(PROJECT, language, with_fields=True)
    return Words(
        t=t,
        regions=REGIONS,
        data_folder=PROJECT / "data",
        names={("service", "pembiayaan"): "Pembiayaan"},
        known={"service": ("pembiayaan", "pemasaran", "kelembagaan"), "centre": ("contoh", "lain")},
        users=lambda kind, entry_id: 2 if (kind, entry_id) == ("service", "pembiayaan") else 0,
    )


def told(find: str, write: str, language: str = "id") -> str:
    """The review of one changed spot in the right file."""
    assert RIGHT.count(find) == 1
    change = Change(FILE, RIGHT.encode(), RIGHT.replace(find, write).encode())
    return review([change], CONTEXTS, words(language))


@pytest.mark.parametrize(
    ("find", "write", "line"),
    [
        ("13.00-16.30", "13.00-17.00", "- **Jam buka** / **Jam mingguan**: Jumat 13.00–16.30 → 13.00–17.00"),
        ("Senin-Kamis: 08.00-16.00", "Senin-Kamis: 08.00-15.00", "**: Senin-Kamis 08.00–16.00 → 08.00–15.00"),
        ("08.00-11.30, 13.00-16.30", "tutup", "**: Jumat 08.00–11.30, 13.00–16.30 → tutup"),
        ("08.00-11.30, 13.00-16.30", "08.00-11.30", "**: Jumat 08.00–11.30, 13.00–16.30 → 08.00–11.30"),
        (
            "reason: Idulfitri",
            "reason: Lebaran",
            "- **Jam buka** / **Pengecualian** *Mulai* 10 Maret 2027 / **Alasan** (id): `Idulfitri` → `Lebaran`",
        ),
        (
            "{Rabu: 09.00-12.00}",
            "{Kamis: 09.00-12.00}",
            "- **Layanan** `pemasaran` / **Jam layanan**: Rabu 09.00–12.00 → tutup",
        ),
        ("latitude: -8.20712", "latitude: -8.18", "- **Titik di peta** pindah 3,0 km, menjadi `-8.18, 111.10293`"),
        ("latitude: -8.20712", "latitude: -7.2", "di luar wilayahnya"),
        ('"35.01.04"', '"35.01.05"', "- **Lokasi** / **Kode wilayah**: `35.01.04 Pacitan"),
        ("  - pembiayaan\n", "", "- **Layanan** (dihapus): `Pembiayaan` (`pembiayaan`)"),
        ("(0357) 881234", "(0357) 881235", "- **Kontak** `Loket` / **Telepon**: `(0357) 881234` → `(0357) 881235`"),
        ("    email: loket@contoh.go.id\n", "", "- **Kontak** `Loket` / **Surel** (dihapus): `loket@contoh.go.id`"),
        (
            "name: Nama Contoh",
            "name: Orang Lain",
            "- **Konsultan** `Nama Contoh` / **Nama**: `Nama Contoh` → `Orang Lain`",
        ),
        ("status: active", "status: planned", "- **Status**: `Melayani` → `Masih rencana`"),
        ("[gula kelapa]", "[gula kelapa, batik]", "- **Komoditas** (ditambahkan): `batik`"),
        ("established: 2022", "established: 2021", "- **Berdiri**: `2022` → `2021`"),
        ("operator: Dinas", "operator: Badan", "- **Pengelola** (id): `Dinas Koperasi Kabupaten Pacitan` → `Badan"),
    ],
)
def test_what_is_said(find: str, write: str, line: str) -> None:
    said = told(find, write)
    assert line in said
    assert said.count("### Berubah: ") == 1


def test_a_change_of_writing_alone_is_one_line() -> None:
    said = told("# Berkas", "# Catatan")
    assert "\n\nHanya cara menulisnya yang berubah (1): `contoh`\n" in said
    assert "###" not in said


def test_what_has_to_be_made_sure_of_comes_first() -> None:
    said = told("(0357) 881234", "(0357) 881235")
    assert said.index("- [ ] ") < said.index("### Berubah")
    assert "Hubungi nomor ini" in said
    assert "- [ ] " not in told("[gula kelapa]", "[batik]")


def test_a_small_correction_of_the_point_needs_no_check() -> None:
    assert "- [ ] " not in told("latitude: -8.20712", "latitude: -8.2072")


def test_a_person_without_consent_and_other_faults_are_told() -> None:
    assert "belum disertai persetujuan" in told(", consent: true", "")
    assert "belum benar" in told("status: active", "status: aktif")
    assert "belum benar" in told("status: active", "status: [")


TRANSLATED = """name: {id: Pusat, en: Centre}
location: {region_code: "35.01"}
contacts:
  - {label: {id: Loket, en: Counter}, phone: (0357) 881234}
  - {label: {id: Kasir, en: Till}, phone: (0357) 881236}
opening_hours:
  weekly: {Senin: 08.00-16.00}
  seasons:
    - {name: {id: Puasa, en: Fast}, from: 2027-02-08, to: 2027-03-09, weekly: {Senin: 08.00-12.00}}
  exceptions:
    - {date: 2026-12-24, hours: 08.00-12.00, reason: {id: Rapat, en: Meeting}}
    - {date: 2026-12-28, closed: true}
services:
  - {id: pembiayaan, required_documents: [{id: KTP, en: ID card}]}
partners: [{name: {id: Universitas, en: University}, kind: university, role: {id: Inkubasi, en: Incubation}}]
awards: [{name: {id: Hadiah, en: Prize}, year: 2024}]
events: [{name: {id: Pelatihan, en: Training}, start: 2026-12-03 09.00}]
commodities: [{id: gula, en: sugar}]
notes: [{about: name, text: {id: Catatan, en: Remark}}]
"""


def told_between(before: str, after: str) -> str:
    return review([Change(FILE, before.encode(), after.encode())], CONTEXTS, words())


@pytest.mark.parametrize(
    "word",
    ["Counter", "Fast", "Meeting", "ID card", "University", "Incubation", "Prize", "Training", "sugar", "Remark"],
)
def test_words_of_other_languages_are_never_left_out(word: str) -> None:
    said = told_between(TRANSLATED, TRANSLATED.replace(word, "Buy here"))
    (line,) = [line for line in said.partition("### Berubah")[2].splitlines() if line.startswith("- ")]
    assert line.endswith(f"(en): `{word}` → `Buy here`")


def test_numbers_are_told_by_their_contact() -> None:
    swapped = TRANSLATED.replace("881234", "0").replace("881236", "881234").replace(") 0}", ") 881236}")
    said = told_between(TRANSLATED, swapped)
    assert "`Loket` (en: `Counter`) / **Telepon**: `(0357) 881234` → `(0357) 881236`" in said
    assert "`Kasir` (en: `Till`) / **Telepon**: `(0357) 881236` → `(0357) 881234`" in said


def test_dates_are_told_date_by_date() -> None:
    changed = TRANSLATED.replace("hours: 08.00-12.00", "closed: true").replace("2026-12-28", "2026-12-29")
    said = told_between(TRANSLATED, changed)
    assert "**Pengecualian** 24 Desember 2026 / **Tutup** (ditambahkan): ya" in said
    assert "**Pengecualian** 24 Desember 2026 / **Jam** (dihapus): 08.00–12.00" in said
    assert "**Pengecualian** 28 Desember 2026 / **Tanggal**: 28 Desember 2026 → 29 Desember 2026" in said


LONG = " ".join(f"Kalimat nomor {number}." for number in range(100))


def test_of_a_long_text_what_changed_is_shown_wherever_it_stands() -> None:
    changed = LONG.replace("nomor 50.", "nomor lima puluh.").replace("nomor 98.", "nomor 0812.")
    said = told_between(f"{TRANSLATED}description: {LONG}\n", f"{TRANSLATED}description: {changed}\n")
    assert "Kalimat nomor lima puluh. Kalimat nomor 51." in said
    assert "Kalimat nomor 0812. Kalimat nomor 99.`" in said
    assert "nomor 20." not in said


def test_of_a_long_text_blanks_alone_are_told_as_such() -> None:
    other = LONG.replace(" ", "\n  ", 2)
    said = told_between(f"{TRANSLATED}description: |\n  {LONG}\n", f"{TRANSLATED}description: |\n  {other}\n")
    assert "- **Keterangan** (id): hanya baris dan spasinya yang berubah" in said


@pytest.mark.parametrize(
    ("find", "write", "line", "not_said"),
    [
        ("name: Pusat", 'name: "Pusat', "- Berkas ini tidak dapat dibaca", "cara menulisnya"),
        ("13.00-16.30", "pagi", "- **Jam buka** / **Jam mingguan**: belum benar", "Jumat"),
        ("(0357) 881234", "12", "- **Kontak**: belum benar", "(dihapus)"),
        ("opening_hours:", "opening_hour:", "- **Jam buka**: belum benar", "(dihapus)"),
        ("  - website: https://contoh.go.id", "  - website: contoh", "- **Kontak**: belum benar", "(dihapus)"),
        (
            "  - pembiayaan\n",
            "  - pembiayaann\n",
            "- **Layanan** (ditambahkan): `pembiayaann` (tidak dikenal)",
            "Pembiayaann",
        ),
    ],
)
def test_what_cannot_be_read_is_not_taken_for_gone(find: str, write: str, line: str, not_said: str) -> None:
    said = told(find, write)
    assert line in said
    assert not_said not in said
    assert "- [ ] " in said
    assert "belum benar: " in said


@pytest.mark.parametrize(
    ("slips", "change", "lines"),
    [
        (
            {"Jumat: 08.00-11.30, 13.00-16.30": "Jumat: 08.00-11.30, 13.00-16.3O"},
            {"Senin-Kamis: 08.00-16.00": "Senin-Kamis: 08.00-15.00", "to: 2027-03-16": "to: 2027-03-17"},
            [
                '**Jam buka** / **Jam mingguan**: belum benar, jadi tidak dibandingkan: `"16.3O" bukan jam.`',
                "**Jam buka** / **Jam mingguan**: Senin-Kamis 08.00–16.00 → 08.00–15.00",
                "**Jam buka** / **Pengecualian** *Mulai* 10 Maret 2027 / **Sampai**: 16 Maret 2027 → 17 Maret 2027",
            ],
        ),
        (
            {'"63511"': "6351"},
            {"Jl. Contoh No. 1": "Jl. Contoh No. 2"},
            [
                '**Lokasi** / **Kode pos**: belum benar, jadi tidak dibandingkan: `"6351" bukan kode pos.`',
                "**Lokasi** / **Alamat jalan**: `Jl. Contoh No. 1` → `Jl. Contoh No. 2`",
            ],
        ),
        (
            {"consent: true}": "consent: true}\n  - {name: Orang Baru}"},
            {"fields: [pemasaran]": "fields: [pembiayaan]"},
            [
                '**Konsultan**: belum benar, jadi tidak dibandingkan: `Nama "Orang Baru" belum disertai',
                "**Konsultan** `Nama Contoh` / **Bidang**: `pemasaran` → `Pembiayaan` (`pembiayaan`)",
            ],
        ),
        (
            {"    phone: (0357) 881234": "    telpon: (0357) 881234"},
            {"0812-3456-7890": "0812-3456-7899"},
            ["**Kontak**: belum benar"],  # which contact it is nobody knows
        ),
        ({"  - pembiayaan": "  - pemasaran"}, {}, ["**Layanan**: belum benar"]),
        ({"date: 2026-12-24": "date: 24/12/2026"}, {}, ["**Jam buka** / **Pengecualian**: belum benar"]),
        (
            {"latitude: -8.20712": "latitude: 111.10293", "longitude: 111.10293": "longitude: -8.20712"},
            {},
            ["**Lokasi** / **Lintang (latitude)**: belum benar"],
        ),
        ({"established": "estab\N{ZERO WIDTH SPACE}lished"}, {}, ["`estab"]),
        ({"{Rabu: 09.00-12.00}": "{Rabu: 09.00-11.00, 13.00-15.00}"}, {}, ["**Layanan**: belum benar"]),
        (
            {"    Senin-Kamis: 08.00-16.00\n    Jumat: 08.00-11.30, 13.00-16.30": "    {Jumat: 08.00-11.30, 13.00}"},
            {"established: 2022": "established: 2021"},
            ["**Jam buka** / **Jam mingguan**: belum benar", "**Berdiri**: `2022` → `2021`"],
        ),
        (
            {"  region_code": "  kode"},
            {"Belakang pasar": "Depan pasar"},
            [
                "**Lokasi** / **Kode wilayah**: belum benar",
                "**Lokasi** / **Patokan** (id): `Belakang pasar` → `Depan pasar`",
            ],
        ),
    ],
)
def test_what_stands_beside_a_slip_is_compared(slips: dict[str, str], change: dict[str, str], lines: list[str]) -> None:
    after = RIGHT
    for find, write in {**change, **slips}.items():
        assert RIGHT.count(find) == 1
        after = after.replace(find, write, 1)
    told = review([Change(FILE, RIGHT.encode(), after.encode())], CONTEXTS, words()).partition("### Berubah")[2]
    said = [line.removeprefix("- ") for line in told.splitlines() if line.startswith("- ")]
    assert len(said) == len(lines)
    assert [line for line, start in zip(said, lines, strict=True) if not line.startswith(start)] == []


def test_a_slip_before_and_after_is_told_once() -> None:
    broken = RIGHT.replace("13.00-16.30", "pagi")
    said = told_of(FILE, broken, broken.replace("2022", "2021"))
    assert "**Berdiri**: `2022` → `2021`" in said
    assert said.count("belum benar, jadi") == 1
    assert "(dihapus)" not in said
    assert "(ditambahkan)" not in said


def test_what_could_not_be_read_before_is_told_in_full() -> None:
    broken = RIGHT.replace("13.00-16.30", "pagi")
    said = review([Change(FILE, broken.encode(), RIGHT.encode())], CONTEXTS, words())
    assert "- **Jam buka**: sebelumnya tidak benar" in said
    assert "- **Jam buka** / **Jam mingguan** (ditambahkan): Senin-Kamis 08.00–16.00; Jumat" in said
    said = review([Change(FILE, b'name: "x', RIGHT.encode())], CONTEXTS, words())
    assert "- Sebelumnya berkas ini tidak dapat dibaca" in said
    assert "- **Kontak**: `Loket` – *Telepon* `(0357) 881234`;" in said


# --- files about the whole network ---

NOTICE = """\
title: {id: Semua pusat tutup, en: All centres closed}
from: 2027-02-14
to: 2027-02-16
scope: {all: true}
closed: true
"""
HOLIDAYS = """\
year: 2026
source: SKB
days:
  - {date: 2026-01-01, name: Tahun Baru, kind: national}
  - {date: 2026-03-20, name: Idulfitri, kind: joint_leave, estimated: true}
"""
SERVICES = """\
- id: pembiayaan
  name: Pembiayaan
- id: pemasaran
  name: Pemasaran
"""
ABOUT = """\
---
title: Tentang
description: Siapa yang membuat.
---
Satu.
"""


def told_of(path: str, before: str | None, after: str | None, language: str = "id") -> str:
    return review([Change(path, before and before.encode(), after and after.encode())], CONTEXTS, words(language))


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        (
            None,
            NOTICE,
            [
                "### Baru: pengumuman `Semua pusat tutup` (`content/notices/libur.yaml`)",
                "- **Mulai**: 14 Februari 2027",
                "- **Sampai**: 16 Februari 2027",
                "- **Untuk** / **Semua**: ya",
                "- **Tutup**: ya",
            ],
        ),
        (NOTICE, None, ["### Dihapus: pengumuman `Semua pusat tutup`", "- **Sampai**: 16 Februari 2027"]),
        (NOTICE, NOTICE.replace("02-16", "02-15"), ["- **Sampai**: 16 Februari 2027 → 15 Februari 2027"]),
        (NOTICE, NOTICE.replace("closed: true", "hours: 08.00-12.00"), ["- **Jam** (ditambahkan): 08.00–12.00"]),
        (NOTICE, NOTICE.replace("closed: true\n", ""), ["- **Tutup** (dihapus): ya"]),
        (
            NOTICE,
            NOTICE.replace("all: true", 'regions: ["35"], centres: [lain]'),
            [
                "- **Untuk** / **Semua** (dihapus): ya",
                "- **Untuk** / **Wilayah** (ditambahkan): `35 Jawa Timur`",
                "- **Untuk** / **Pusat** (ditambahkan): `lain`",
            ],
        ),
        (NOTICE, NOTICE.replace("true\n", "tru\n"), ["- **Tutup**: belum benar", "belum benar: "]),
        (NOTICE, NOTICE + "x\n", ["- Berkas ini tidak dapat dibaca", "belum benar: "]),
        (NOTICE, NOTICE.replace("all: true", "centres: [tiada]"), ['Pusat layanan "tiada" tidak ada.']),
    ],
)
def test_notices(before: str | None, after: str | None, lines: list[str]) -> None:
    said = told_of("content/notices/libur.yaml", before, after)
    assert [line for line in lines if line not in said] == []
    assert "- `content/notices/libur.yaml`\n  - [ ] " in said
    assert "  - [ ] Pengumuman dapat mengubah jam banyak pusat" in said


@pytest.mark.parametrize(
    ("find", "write", "line"),
    [
        (
            "  - {date: 2026-01-01, name: Tahun Baru, kind: national}\n",
            "",
            "(dihapus): 1 Januari 2026 `Tahun Baru` – *Jenis* `libur nasional`",
        ),
        (
            "2026-03-20",
            "2026-03-21",
            "20 Maret 2026 `Idulfitri` / **Tanggal**: 20 Maret 2026 → 21 Maret 2026",
        ),
        (", estimated: true", "", "20 Maret 2026 `Idulfitri` / **Perkiraan** (dihapus): ya"),
        ("source: SKB", "source: SKB 2", "- **Sumber**: `SKB` → `SKB 2`"),
    ],
)
def test_holidays(find: str, write: str, line: str) -> None:
    said = told_of("content/holidays/2026.yaml", HOLIDAYS, HOLIDAYS.replace(find, write))
    assert line in said
    assert "- `content/holidays/2026.yaml`\n  - [ ] Hari libur menutup semua pusat." in said
    assert ": 1 January 2026 `Tahun Baru` – *Kind* `national holiday`" in told_of(
        "content/holidays/2026.yaml", None, HOLIDAYS, "en"
    )


@pytest.mark.parametrize(
    ("find", "write", "lines"),
    [
        (
            "- id: pembiayaan\n  name: Pembiayaan\n",
            "",
            ["- **Layanan** (dihapus): `pembiayaan` `Pembiayaan`", "Masih disebut 2 pusat", "Halamannya hilang"],
        ),
        (
            "id: pemasaran",
            "id: pasar",
            [
                "- **Layanan** `pemasaran` `Pemasaran` / **Id**: `pemasaran` → `pasar`",
                "Tidak ada pusat di sini yang menyebutnya.",
            ],
        ),
        (
            "name: Pemasaran",
            "name: Pasar",
            ["- **Layanan** `pemasaran` `Pemasaran` / **Nama** (id): `Pemasaran` → `Pasar`"],
        ),
        ("name: Pemasaran", "nama: [", ["- Berkas ini tidak dapat dibaca"]),
        ("name: Pemasaran", "nam: Pemasaran", ["- `pemasaran`: belum benar"]),
    ],
)
def test_lists(find: str, write: str, lines: list[str]) -> None:
    said = told_of("content/services.yaml", SERVICES, SERVICES.replace(find, write))
    assert [line for line in lines if line not in said] == []
    assert ("(dihapus)" in said) == ("(dihapus)" in lines[0])


SETTINGS = """\
name: {id: Direktori, en: Directory}
base_url: https://direktori.example/
languages: [id, en]
colours: {accent: "#0b5d5b"}
legal_statuses:
  - {id: dinas, name: Dinas}
  - {id: uptd, name: UPTD}
office_hours: {weekly: {Senin-Jumat: 08.00-16.00}, source: Peraturan}
"""


@pytest.mark.parametrize(
    ("find", "write", "line"),
    [
        ("Directory", "Centres", "- **Nama** (en): `Directory` → `Centres`"),
        (
            "https://direktori.example/",
            "https://lain.example/",
            "- **Alamat situs**: `https://direktori.example/` → `h",
        ),
        (
            '{accent: "#0b5d5b"}',
            '{accent: "#0b5d5b", accent_dark: "#7fd1c7"}',
            "- **Warna** / **Warna utama, mode gelap",
        ),
        ("16.00}", "15.00}", "- **Jam kantor umum** / **Jam mingguan**: Senin-Jumat 08.00–16.00 → 08.00–15.00"),
        ("  - {id: uptd, name: UPTD}\n", "", "- **Bentuk kelembagaan** (dihapus): `uptd` `UPTD`"),
        ("uptd, name: UPTD", "uptd, name: BLUD", "**Bentuk kelembagaan** `uptd` `UPTD` / **Nama** (id): `UPTD` → `B"),
        ("[id, en]", "[en, id]", "- **Bahasa**: urutannya berubah"),
        ("https://direktori", "direktori", "- **Alamat situs**: belum benar, jadi tidak dibandingkan"),
    ],
)
def test_settings(find: str, write: str, line: str) -> None:
    said = told_of("site_config.yaml", SETTINGS, SETTINGS.replace(find, write))
    assert "### Berubah: pengaturan (`site_config.yaml`)" in said
    assert line in said


@pytest.mark.parametrize(
    ("find", "write", "is_told"),
    [
        ("https://direktori.example/", "https://lain.example/", True),
        ("[id, en]", "[en, id]", True),
        ("[id, en]", "[id, en, jv]", True),
        ("colours:", "routes: {centres: {id: kantor}}\ncolours:", True),
        ("colours:", "levels: [{id: province, name: Provinsi, pages: true}]\ncolours:", True),
        ("Directory", "Centres", False),
    ],
)
def test_settings_that_addresses_hang_on(find: str, write: str, is_told: bool) -> None:
    changed = SETTINGS.replace(find, write)
    for before, after in ((SETTINGS, changed), (changed, SETTINGS)):
        said = told_of("site_config.yaml", before, after)
        assert ("  - [ ] Alamat banyak halaman" in said) == is_told


def test_ids_are_those_after_the_change() -> None:
    using = Change(FILE, RIGHT.encode(), RIGHT.replace("  - pembiayaan\n", "  - baru\n").encode())
    adding = Change("content/services.yaml", SERVICES.encode(), f"{SERVICES}- id: baru\n  name: Baru\n".encode())
    assert "`baru` (tidak dikenal)" in review([using], CONTEXTS, words())
    assert "`baru` (tidak dikenal)" not in review([using, adding], CONTEXTS, words())


@pytest.mark.parametrize(
    ("find", "write", "line"),
    [
        ("title: Tentang", "title: Perihal", "- **Judul**: `Tentang` → `Perihal`"),
        ("title: Tentang", "title: Tentang\nslug: perihal", "→ `perihal`"),
        ("Satu.", "Satu.\nDua.", "- **Isi**: `Satu.` → `Satu. Dua.`"),
    ],
)
def test_pages(find: str, write: str, line: str) -> None:
    said = told_of("content/pages/about.id.md", ABOUT, ABOUT.replace(find, write))
    assert line in said
    assert ("Halamannya hilang" in said) == ("slug" in write)
    assert "Halamannya hilang" in told_of("content/pages/about.id.md", ABOUT, None)


def test_both_languages() -> None:
    assert "- **Opening hours** / **Weekly hours**: Friday 13:00–16:30 → 13:00–17:00" in told(
        "13.00-16.30", "13.00-17.00", "en"
    )


def test_new_removed_and_renamed() -> None:
    other = "content/centres/lain.yaml"
    data = (NETWORK / other).read_bytes()
    said = review([Change(FILE, RIGHT.encode(), None), Change(other, None, data)], CONTEXTS, words())
    assert "### Dihapus: `Pusat Layanan Kabupaten Pacitan` (`contoh`)" in said
    assert "### Baru: `Pusat Layanan Kabupaten Jember` (`lain`)" in said
    assert "35.09 Kabupaten Jember, Jawa Timur" in said
    said = review([Change(other, data, None), Change("content/centres/jember.yaml", None, data)], CONTEXTS, words())
    assert "### Berganti id: `Pusat Layanan Kabupaten Jember` (`jember` ← `lain`)" in said
    assert "Alamat halaman lama mati" in said
    assert "Dihapus:" not in said


def test_other_files_and_what_is_no_file() -> None:
    said = review(
        [
            Change("content/notices/libur.yaml", None, b"a\nb\n"),
            Change("sitegen/cli.py", b"a\n", b"b\n"),
            Change("content/centres/tautan.yaml", None, b"", is_odd=True),
        ],
        CONTEXTS,
        words(),
    )
    assert "- [ ] Pengumuman dapat mengubah jam banyak pusat" in said
    assert "`sitegen/cli.py`: Ini bukan isi." in said
    assert "`content/centres/tautan.yaml`: Ini tautan" in said
    assert "- `sitegen/cli.py`: 1 baris ditambah, 1 baris dihapus" in said
    assert "- `build.py`: 1 line removed" in review([Change("build.py", b"a\n", b"")], CONTEXTS, words("en"))


def test_photos_are_no_odd_files() -> None:
    path = "content/photos/contoh/depan.jpg"
    said = review([Change(path, None, b"", size=2_345_678)], CONTEXTS, words())
    assert f"- `{path}`: foto baru, 2.346 kB" in said
    assert f"- [ ] `{path}`: Lihat fotonya." in said
    assert "- [ ]" not in review([Change(path, b"", None)], CONTEXTS, words())


def test_new_links_are_listed() -> None:
    said = told("url: https://contoh.go.id/berita", "url: https://xn--pple-43d.example/masuk")
    assert "Tautan baru: `https://xn--pple-43d.example/masuk`" in said


@pytest.mark.parametrize(
    "value",
    [
        "<script>alert(1)</script>",
        "[x](https://example.org)",
        "@semua #1",
        "`a` ``b``",
        "a\n# b",
        "| a | b |",
        "``",
        "`",
        "",
    ],
)
def test_nothing_a_stranger_types_is_carried_out(value: str) -> None:
    shown = code(value)
    fence = re.match(r"`+", shown)
    assert fence is not None
    assert "\n" not in shown
    inner = shown[len(fence[0]) :].rpartition(fence[0])[0]
    assert not re.search(rf"(?<!`){fence[0]}(?!`)", inner)  # nothing inside ends the span


def test_what_is_not_ascii_is_named() -> None:
    assert code("P\N{CYRILLIC SMALL LETTER A}citan").endswith("⚠ U+0430")
    assert code("\N{RIGHT-TO-LEFT OVERRIDE}abc") == "`\\u202eabc`"
    assert code("Pacitan") == "`Pacitan`"


def test_words_that_stand_everywhere_keep_nobody_waiting() -> None:
    parts = list(changed_parts("a " * 2_000, "a b " * 1_000))
    assert "a b a b" in parts[0][1]
    before = " ".join(f"w{number % 101}" for number in range(20_000))
    after = before.replace("w100 w0", "w100 x w0", 2)
    between = " ".join(f"w{number}" for number in range(101))
    assert list(changed_parts(before, after)) == [(f"… {between} …", f"… x {between} x …")]


def test_days_with_the_same_change_stand_together() -> None:
    before = (read_spans("08.00-16.00"),) * 5 + ((), ())
    after = (read_spans("08.00-15.00"),) * 4 + (read_spans("08.00-16.00"), read_spans("09.00-12.00"), ())
    t = words().t
    assert day_changes(before, after, t) == ["Senin-Kamis 08.00–16.00 → 08.00–15.00", "Sabtu tutup → 09.00–12.00"]


def test_a_large_change_is_summed_up() -> None:
    changes = [
        Change(
            f"content/centres/p{number}.yaml", RIGHT.encode(), RIGHT.replace("2022", str(1900 + number % 100)).encode()
        )
        for number in range(300)
    ]
    said = review(changes, CONTEXTS, words())
    assert "300 berubah" in said
    assert "terlalu panjang untuk di sini" not in said
    assert len(said) <= MAX_LENGTH


def test_two_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = (shutil.copytree(NETWORK, tmp_path / name) for name in ("before", "after"))
    (after / FILE).write_text(RIGHT.replace("13.00-16.30", "13.00-17.00"), encoding="utf-8")
    assert main(["diff", str(before), str(after)]) == 0
    assert "Jumat 13.00–16.30 → 13.00–17.00" in capsys.readouterr().out
    assert main(["diff", str(before), str(before)]) == 0
    assert "Tidak ada yang berubah." in capsys.readouterr().out


def test_of_two_folders_the_first_tells_the_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = (shutil.copytree(NETWORK, tmp_path / name) for name in ("before", "after"))
    services = before / "content" / "services.yaml"
    services.write_text(services.read_text(encoding="utf-8") + OWN_SERVICE, encoding="utf-8")
    named = RIGHT.replace("services:\n", "services:\n  - layanan-sendiri\n")
    (before / FILE).write_text(named, encoding="utf-8")
    assert main(["diff", str(before), str(after)]) == 0
    said = capsys.readouterr().out
    assert "**Layanan** (dihapus): `Layanan Sendiri`" in said  # which the project's own network does not know
    assert "Masih disebut" not in said
    (after / FILE).write_text(named, encoding="utf-8")
    assert main(["diff", str(before), str(after)]) == 0
    assert "Masih disebut 1 pusat" in capsys.readouterr().out


def test_two_revisions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = shutil.copytree(NETWORK, tmp_path / "repository" / "network")

    def git(*arguments: str) -> None:
        names = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", str(root), *names, *arguments], check=True, capture_output=True)

    git("init", "-q", "..")
    git("add", ".")
    git("commit", "-qm", "before")
    (root / FILE).write_text(RIGHT.replace("13.00-16.30", "13.00-17.00"), encoding="utf-8")
    (root / "content/centres/tautan.yaml").symlink_to("/etc/passwd")
    (root / "content/services.yaml").write_bytes(b"#" * 300_000)
    (root / "content/photos/gerbang.jpg").write_bytes(b"\xff\xd8" + b"\0" * 300_000)
    git("add", ".")
    git("commit", "-qm", "after")
    (root / FILE).write_text("what lies in the folder does not count", encoding="utf-8")
    for revisions in ("HEAD~1..HEAD", "HEAD~1...HEAD"):
        assert main(["diff", "--root", str(root), revisions]) == 0
        said = capsys.readouterr().out
        assert "Jumat 13.00–16.30 → 13.00–17.00" in said
        assert "`content/centres/tautan.yaml`, `content/services.yaml`: Ini tautan" in said
        assert "`content/photos/gerbang.jpg`: foto baru, 300 kB" in said
        assert "root:" not in said


@pytest.mark.parametrize("versions", [["nix..HEAD"], ["--output=x..y"], ["HEAD"], ["a", "b"], ["/", "/"]])
def test_wrong_calls(versions: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        ended = main(["diff", "--root", str(NETWORK), *versions])
    except SystemExit as error:
        ended = int(str(error.code))
    assert ended == 2
    assert capsys.readouterr().err


# --- nothing that changed is left out ---


def added(text: str, to: str) -> tuple[str, str]:
    """A long text, and the same with more at its end."""
    return to, f"{to} {text}"


def test_the_end_of_a_long_text_of_a_notice_is_told() -> None:
    before, after = (f"{NOTICE}text: {text}\n" for text in added("hubungi 0812-9999-9999", LONG))
    said = told_of("content/notices/libur.yaml", before, after)
    assert "99. hubungi 0812-9999-9999`" in said
    assert "Pengumuman dapat mengubah jam banyak pusat" in said
    assert f"`{LONG}`" in told_of("content/notices/libur.yaml", None, before)


def test_the_end_of_a_long_address_is_told() -> None:
    before = RIGHT.replace("  - website: https://contoh.go.id", f"  - website: https://contoh.go.id/{'a' * 300}/")
    before = before.replace("  - website:", "  - label: Situs\n    website:")
    said = told_between(before, before.replace("a/", "a/masuk"))
    assert (
        f"**Kontak** `Situs` / **Situs**: `https://contoh.go.id/{'a' * 300}/` → `https://contoh.go.id/{'a' * 300}/m"
        in said
    )
    assert "Buka alamat ini" in said


@pytest.mark.parametrize(
    ("path", "before", "line"),
    [
        ("site_config.yaml", "attribution: {id: TEXT}", "**Atribusi data** (id): `… "),
        ("content/holidays/2026.yaml", "source: TEXT", "**Sumber**: `… "),
    ],
)
def test_long_texts_are_told_by_what_changed(path: str, before: str, line: str) -> None:
    rest = SETTINGS if path == "site_config.yaml" else HOLIDAYS.replace("source: SKB\n", "")
    texts = (rest + before.replace("TEXT", text) + "\n" for text in added("Baru", LONG[:250]))
    said = told_of(path, *texts)
    assert line in said
    assert "Baru`" in said


def test_levels_are_told_level_by_level() -> None:
    levels = "levels:\n  - {id: city, name: Kota, pages: true}\n  - {id: district, name: Kecamatan}\n"
    moved = levels.replace(", pages: true", "").replace("Kecamatan", "Kecamatan, pages: true")
    said = told_of("site_config.yaml", SETTINGS + levels, SETTINGS + moved)
    assert "- **Tingkat wilayah** `city` `Kota` / **Berhalaman** (dihapus): ya" in said
    assert "- **Tingkat wilayah** `district` `Kecamatan` / **Berhalaman** (ditambahkan): ya" in said


def test_all_of_a_new_service_is_told() -> None:
    new = """\
  - id: kelembagaan
    description: Transfer dulu ke rekening 123.
    cost: Rp50.000
    how_to_apply: Hubungi 0812-9999-9999
    weekly: {Sabtu: 09.00-12.00}
consultants:
"""
    said = told("consultants:\n", new)
    assert (
        "- **Layanan** (ditambahkan): `kelembagaan` – *Keterangan* `Transfer dulu ke rekening 123.`; "
        "*Biaya* `Rp50.000`; *Caranya* `Hubungi 0812-9999-9999`; *Jam layanan* Sabtu 09.00–12.00"
    ) in said
    assert "Pastikan jam ini" in said
    assert "Pastikan biaya ini" in said


def test_all_of_a_new_partner_is_told() -> None:
    path, entry = "content/partners.yaml", "- {id: bank, name: Bank, kind: finance, website: https://bank.example}\n"
    said = told_of(path, "- {id: lama, name: Lama, kind: media}\n", f"{entry}- {{id: lama, name: Lama, kind: media}}\n")
    assert "- **Mitra** (ditambahkan): `bank` `Bank` – *Jenis* `Lembaga keuangan`; " in said
    assert "*Situs* `https://bank.example`" in said


def test_changes_of_all_centres_come_before_those_of_one_and_writing_alone_comes_last() -> None:
    commented = [
        Change(f"content/centres/a{number}.yaml", RIGHT.encode(), f"{RIGHT}# a\n".encode()) for number in range(76)
    ]
    phone = Change("content/centres/z.yaml", RIGHT.encode(), RIGHT.replace("881234", "881235").encode())
    small = Change("content/centres/b.yaml", RIGHT.encode(), RIGHT.replace("2022", "2021").encode())
    notice = Change("content/notices/libur.yaml", None, NOTICE.encode())
    said = review([*commented, small, phone, notice], CONTEXTS, words())
    found = [
        said.index(text) for text in ("**Tutup**: ya", "881235", "2021", "Hanya cara menulisnya yang berubah (76): ")
    ]
    assert found == sorted(found)
    assert said.count("###") == 4
    assert ", `a75`" in said


def test_what_does_not_fit_is_told_by_its_heading() -> None:
    texts = "".join(f"  - {{id: layanan-{number}, description: {LONG}{LONG}}}\n" for number in range(20))
    said = told("services:\n", f"services:\n{texts}")
    assert "\n\nBerubah: `Pusat Layanan Kabupaten Pacitan` (`contoh`): 20 perubahan, terlalu panjang" in said
    assert len(said) < MAX_LENGTH


def test_where_there_is_no_room_the_ends_stay() -> None:
    longer = RIGHT.replace("Gedung dua", f"{LONG} Gedung dua").encode()
    changes = [Change(f"content/centres/p{number}.yaml", RIGHT.encode(), longer) for number in range(60)]
    others = [Change("content/photos/depan.jpg", None, b"", size=1_000), Change(FILE, RIGHT.encode(), RIGHT.encode())]
    said = review([*changes, *others], CONTEXTS, words())
    assert "Berubah: `Pusat Layanan Kabupaten Pacitan` (`p30`): 1 perubahan, terlalu panjang" in said
    assert re.search(r"\n\ndan \d+ lagi\n\nHanya cara menulisnya yang berubah \(1\): `contoh`\n", said)
    assert said.endswith("foto baru, 1 kB\n")
    assert len(said) <= MAX_LENGTH


def test_open_on_holidays_is_told_and_to_be_made_sure_of() -> None:
    said = told("  holidays: closed\n", "  holidays: open\n")
    assert "- **Jam buka** / **Hari libur**: `Tutup` → `Tetap buka`" in said
    assert "Pastikan jam ini" in said
    new = f"{TRANSLATED.partition('opening_hours')[0]}"
    assert "**Hari libur** (ditambahkan): `Tetap buka`" in told_between(
        new, f"{new}opening_hours: {{weekly: {{Senin: 08.00-16.00}}, holidays: open}}\n"
    )


def test_a_new_centre_is_told_whole() -> None:
    contacts = "".join(f"  - {{label: Loket {number}, phone: (0357) 8812{number}}}\n" for number in range(10, 40))
    new = RIGHT.replace("contacts:\n", f"contacts:\n{contacts}")
    said = review([Change(FILE, None, new.encode())], CONTEXTS, words())
    assert "lagi" not in said
    assert all(f"`(0357) 8812{number}`" in said for number in range(10, 40))
    assert "**Sumber**: `Surat kabar`" in said
    assert "(ditambahkan)" not in said


def test_all_links_are_listed() -> None:
    links = [f"https://contoh.example/{number}" for number in range(10, 90)]
    said = told("description: |\n", "description: |\n" + "".join(f"  {link}\n" for link in links))
    assert [link for link in links if f"`{link}`" not in said.partition("Tautan baru: ")[2].partition("\n")[0]] == []


def test_the_words_of_a_page_are_told() -> None:
    before = ABOUT + "\n".join(f"Baris {number} dari halaman ini." for number in range(50))
    after = before.replace("Baris 20 dari", "Baris 20 hubungi 0812-9999-9999 dari")
    said = told_of("content/pages/about.id.md", before, after)
    assert "Baris 20 hubungi 0812-9999-9999 dari" in said
    assert "Baris 40" not in said
    assert "- `content/pages/about.id.md`\n  - [ ] Halaman ini dibaca semua orang." in said


# --- what is told is true ---


@pytest.mark.parametrize(("latitude", "told_distance"), [("-8.20713", "kurang dari 50 m"), ("-8.2081", "100 m")])
def test_how_far_a_point_moved(latitude: str, told_distance: str) -> None:
    assert f"**Titik di peta** pindah {told_distance}, menjadi" in told("-8.20712", latitude)


def test_an_order_that_readers_see_is_told() -> None:
    swapped = SERVICES.split("- ")
    said = told_of("content/services.yaml", SERVICES, f"- {swapped[2]}- {swapped[1]}")
    assert "- **Layanan**: urutannya berubah" in said
    twice = RIGHT.replace("[KTP, Foto produk]", "[KTP, KTP, Foto produk]")
    assert "**Yang perlu dibawa** (dihapus): `KTP`" in told_between(twice, RIGHT)


def test_the_name_of_a_holiday_is_told_by_its_date() -> None:
    before = HOLIDAYS.replace("name: Idulfitri", "name: {id: Idulfitri, en: Eid}")
    said = told_of("content/holidays/2026.yaml", before, before.replace("Eid", "Eid al-Fitr"))
    assert "20 Maret 2026 `Idulfitri` (en: `Eid`) / **Nama** (en): `Eid` → `Eid al-Fitr`" in said
    assert said.count("20 Maret") == 1


def folders(tmp_path: Path) -> tuple[Path, Path]:
    """The same network twice."""
    before, after = (shutil.copytree(NETWORK, tmp_path / name) for name in ("before", "after"))
    return before, after


def edit(path: Path, find: str, write: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert find in text
    path.write_text(text.replace(find, write), encoding="utf-8")


def told_of_folders(before: Path, after: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["diff", str(before), str(after)]) == 0
    return capsys.readouterr().out


def test_each_version_is_read_by_its_own_settings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = folders(tmp_path)
    edit(after / "site_config.yaml", "legal_statuses:", "legal_statuses:\n  - {id: yayasan, name: Yayasan}")
    edit(after / FILE, "legal_status: uptd", "legal_status: yayasan")
    said = told_of_folders(before, after, capsys)
    assert "belum benar" not in said
    assert "→ `yayasan`" in said
    assert "belum benar" not in told_of_folders(after, before, capsys)


@pytest.mark.parametrize("text", ['name: "x', None])
def test_settings_that_cannot_be_read_hide_nothing_else(
    text: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, after = folders(tmp_path)
    edit(after / FILE, "13.00-16.30", "13.00-17.00")
    (after / "site_config.yaml").unlink()
    if text:
        (after / "site_config.yaml").write_text(text, encoding="utf-8")
    for one, other in ((before, after), (after, before)):
        said = told_of_folders(one, other, capsys)
        assert "- **Jam buka** / **Jam mingguan**: Jumat 13.00–1" in said
        assert ": pengaturan (`site_config.yaml`)" in said
        assert "- `Pusat Layanan Kabupaten Pacitan` (`contoh`)\n  - [ ] Pastikan jam ini" in said


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("content/centres/PLUT Baru.yaml", "Program tidak membaca berkas dengan nama ini"),
        ("content/centres/baru.yml", "Program tidak membaca berkas dengan nama ini"),
        ("content/centres/jawa/baru.yaml", "Program tidak membaca berkas dengan nama ini"),
    ],
)
def test_files_that_nothing_reads(path: str, line: str) -> None:
    assert f"- [ ] `{path}`: {line}" in review([Change(path, None, RIGHT.encode())], CONTEXTS, words())


def test_a_photo_that_is_still_named() -> None:
    users = {"users": lambda kind, name: 1 if (kind, name) == ("photo", "contoh/depan.jpg") else 0}
    said = review(
        [Change("content/photos/contoh/depan.jpg", b"", None)], CONTEXTS, msgspec.structs.replace(words(), **users)
    )
    assert "- [ ] `content/photos/contoh/depan.jpg`: Masih disebut 1 pusat" in said


def test_an_id_that_stands_twice() -> None:
    said = told_of("content/services.yaml", SERVICES, SERVICES.replace("id: pemasaran", "id: pembiayaan"))
    assert 'belum benar: `"pembiayaan" sudah ada di baris 1.`' in said


def test_a_page_under_another_name_at_the_same_address() -> None:
    about = ABOUT.replace("title: Tentang", "title: Tentang\nslug: tentang")
    changes = [
        Change("content/pages/about.id.md", about.encode(), None),
        Change("content/pages/tentang.id.md", None, about.encode()),
    ]
    said = review(changes, CONTEXTS, words())
    assert "### Berganti id: halaman `Tentang` (`content/pages/tentang.id.md` ← `content/pages/about.id.md`)" in said
    assert "Halamannya hilang" not in said


def test_a_renamed_notice_is_told_once() -> None:
    changes = [
        Change("content/notices/libur.yaml", NOTICE.encode(), None),
        Change("content/notices/pemilu.yaml", None, NOTICE.encode()),
    ]
    said = review(changes, CONTEXTS, words())
    assert "(`content/notices/pemilu.yaml` ← `content/notices/libur.yaml`)\n\n- Nama berkasnya berganti.\n" in said
    assert "14 Februari" not in said


def test_centres_that_changed_places() -> None:
    other = (NETWORK / "content/centres/lain.yaml").read_bytes()
    changes = [Change(FILE, RIGHT.encode(), other), Change("content/centres/lain.yaml", other, RIGHT.encode())]
    said = review(changes, CONTEXTS, words())
    assert "Pusat Layanan Kabupaten Jember` (`contoh` ← `lain`)" in said
    assert "Pusat Layanan Kabupaten Pacitan` (`lain` ← `contoh`)" in said
    assert said.count("yang sudah dipakai pusat lain") == 2
    assert said.count("\n- Nama berkasnya berganti.") == 2
    assert "Telepon" not in said


def test_contacts_that_changed_names_and_numbers() -> None:
    crossed = TRANSLATED.replace("{id: Loket, en: Counter}", "A").replace("{id: Kasir, en: Till}", "B")
    crossed = crossed.replace("881234", "0").replace("881236", "881234").replace(") 0}", ") 881236}")
    said = told_between(TRANSLATED, crossed)
    assert "`Loket` (en: `Counter`) / **Nama kontak** (id): `Loket` → `B`" in said
    assert "Kalau nama kontak, penerima," in said


def test_files_that_are_not_read_are_told_as_such() -> None:
    said = review([Change("content/centres/besar.yaml", None, b"", is_odd=True)], CONTEXTS, words())
    assert "- `content/centres/besar.yaml`: tidak dibaca" in said


# --- what a person has to make sure of ---


@pytest.mark.parametrize(
    ("find", "write", "check"),
    [
        ("label: Loket", "label: Ibu Sari", "Kalau nama kontak, penerima,"),
        ("rank: 1", "rank: 1, recipient: Sari", "Kalau nama kontak, penerima,"),
        ("by: Kepala UPTD", "by: Sari", "Kalau nama kontak, penerima,"),
        ("    - {date: 2026-12-24, hours: 08.00-12.00, reason: Rapat kerja}\n", "", "Pastikan jam ini"),
        ("    weekly: {Rabu: 09.00-12.00}\n", "", "Pastikan jam ini"),
        ("cost: gratis", "cost: Rp50.000", "Pastikan biaya ini"),
        ("status: active", "status: closed", "Pastikan status ini"),
    ],
)
def test_what_has_to_be_made_sure_of(find: str, write: str, check: str) -> None:
    said = told(find, write)
    assert "- `Pusat Layanan Kabupaten Pacitan` (`contoh`)\n  - [ ] " in said
    assert f"  - [ ] {check}" in said


def test_labels_are_no_sentences() -> None:
    closed = RIGHT.replace("status: active", "status: temporarily_closed")
    assert "- **Tutup sampai** (ditambahkan): 28 Februari 2027" in told_between(
        closed, f"{closed}status_until: 2027-02-28\n"
    )
    said = told("wheelchair: limited", 'wheelchair: "no"', "en")
    assert "`Partly wheelchair accessible` → `Not wheelchair accessible`" in said


def test_names_stand_for_ids_alone() -> None:
    named = msgspec.structs.replace(words(), names={("service", "pemasaran"): "Pemasaran"})
    after = RIGHT.replace("[gula kelapa]", "[pemasaran]").replace(
        "fields: [pemasaran]", "fields: [pemasaran, pembiayaan]"
    )
    said = review([Change(FILE, RIGHT.encode(), after.encode())], CONTEXTS, named)
    assert "**Komoditas** (id): `gula kelapa` → `pemasaran`\n" in said
    new = review([Change(FILE, None, RIGHT.encode())], CONTEXTS, named)
    assert "**Konsultan**: `Nama Contoh` – *Bidang* `Pemasaran` (`pemasaran`)" in new


def test_an_empty_setting_is_told_as_such() -> None:
    said = told_of("site_config.yaml", SETTINGS, f"{SETTINGS}routes: {{pages: {{id: '', en: pages}}}}\n")
    assert "**Halaman kata-kata** (id) (ditambahkan): (kosong)" in said


def test_elsewhere_git_says_so_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "content").mkdir()
    assert main(["diff", "--root", str(tmp_path), "main..HEAD"]) == 2
    assert "not a git repository" in capsys.readouterr().err


def test_a_folder_that_is_no_network_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(NETWORK), str(tmp_path / "tiada")]) == 2
    assert "tiada" in capsys.readouterr().err
