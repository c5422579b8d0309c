"""A change of content in words: what the reviewer reads, and what nobody can smuggle into it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.config import load_translator
from sitegen.hours import read_spans
from sitegen.regions import load_regions
from sitegen.review.changes import Words
from sitegen.review.report import MAX_LENGTH, Change, review
from sitegen.review.values import code, day_changes
from sitegen.schema.reading import Context
from support.building import PROJECT

NETWORK = PROJECT / "tests" / "cases" / "clerk_mistakes" / "network"
FILE = "content/centres/contoh.yaml"
RIGHT = (NETWORK / FILE).read_text(encoding="utf-8")
CONTEXT = Context(legal_statuses=("dinas", "uptd"), data_folder=str(PROJECT / "data"))
OWN_SERVICE = "\n- id: layanan-sendiri\n  name: Layanan Sendiri\n"
REGIONS = load_regions(PROJECT / "data")


def words(language: str = "id") -> Words:
    t = load_translator(PROJECT, language, with_fields=True)
    return Words(
        t=t,
        regions=REGIONS,
        data_folder=PROJECT / "data",
        names={"pembiayaan": "Pembiayaan"},
        known={"service": ("pembiayaan", "pemasaran", "kelembagaan"), "centre": ("contoh", "lain")},
        users=lambda kind, entry_id: 2 if (kind, entry_id) == ("service", "pembiayaan") else 0,
    )


def told(find: str, write: str, language: str = "id") -> str:
    """The review of one changed spot in the right file."""
    assert RIGHT.count(find) == 1
    change = Change(FILE, RIGHT.encode(), RIGHT.replace(find, write).encode())
    return review([change], CONTEXT, words(language))


@pytest.mark.parametrize(
    ("find", "write", "line"),
    [
        ("13.00-16.30", "13.00-17.00", "- Jam buka: Jumat 13.00–16.30 → 13.00–17.00"),
        ("Senin-Kamis: 08.00-16.00", "Senin-Kamis: 08.00-15.00", "- Jam buka: Senin-Kamis 08.00–16.00 → 08.00–15.00"),
        ("08.00-11.30, 13.00-16.30", "tutup", "- Jam buka: Jumat 08.00–11.30, 13.00–16.30 → tutup"),
        ("08.00-11.30, 13.00-16.30", "08.00-11.30", "- Jam buka: Jumat 08.00–11.30, 13.00–16.30 → 08.00–11.30"),
        (
            "reason: Idulfitri",
            "reason: Lebaran",
            "- Pengecualian: `10-16 Maret 2027: tutup (Idulfitri)` → `10-16 Maret 2027: tutup (Lebaran)`",
        ),
        ("{Rabu: 09.00-12.00}", "{Kamis: 09.00-12.00}", "- `pemasaran`: Jam layanan: Rabu 09.00–12.00 → tutup"),
        ("latitude: -8.20712", "latitude: -8.18", "- Titik di peta pindah 3,0 km, menjadi `-8.18, 111.10293`"),
        ("latitude: -8.20712", "latitude: -7.2", "di luar wilayahnya"),
        ('"35.01.04"', '"35.01.05"', "- Kode wilayah: `35.01.04 Pacitan"),
        ("  - pembiayaan\n", "", "- Layanan dihapus: `Pembiayaan` (`pembiayaan`)"),
        ("(0357) 881234", "(0357) 881235", "- Telepon (`Loket`): `(0357) 881234` → `(0357) 881235`"),
        ("    email: loket@contoh.go.id\n", "", "- Surel (`Loket`) dihapus: `loket@contoh.go.id`"),
        ("name: Nama Contoh", "name: Orang Lain", "- Konsultan: `Nama Contoh, pemasaran` → `Orang Lain, pemasaran`"),
        ("status: active", "status: planned", "- Status: `Melayani` → `Direncanakan`"),
        ("[gula kelapa]", "[gula kelapa, batik]", "- Komoditas ditambahkan: `batik`"),
        ("established: 2022", "established: 2021", "- Berdiri: `2022` → `2021`"),
        ("operator: Dinas", "operator: Badan", "- Pengelola (id): `Dinas Koperasi Kabupaten Pacitan` → `Badan"),
        ("# Berkas", "# Catatan", "- Hanya cara menulisnya yang berubah."),
    ],
)
def test_what_is_said(find: str, write: str, line: str) -> None:
    said = told(find, write)
    assert line in said
    assert said.count("### Berubah: ") == 1


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
    return review([Change(FILE, before.encode(), after.encode())], CONTEXT, words())


@pytest.mark.parametrize(
    "word",
    ["Counter", "Fast", "Meeting", "ID card", "University", "Incubation", "Prize", "Training", "sugar", "Remark"],
)
def test_words_of_other_languages_are_never_left_out(word: str) -> None:
    said = told_between(TRANSLATED, TRANSLATED.replace(word, "Buy here"))
    (line,) = [line for line in said.splitlines() if line.startswith("- ") and "[ ]" not in line]
    before, after = line.split(" → ")
    assert f"en: {word}" in before
    assert "en: Buy here" in after


def test_numbers_are_told_by_their_contact() -> None:
    swapped = TRANSLATED.replace("881234", "0").replace("881236", "881234").replace(") 0}", ") 881236}")
    said = told_between(TRANSLATED, swapped)
    assert "- Telepon (`Loket`): `(0357) 881234` → `(0357) 881236`" in said
    assert "- Telepon (`Kasir`): `(0357) 881236` → `(0357) 881234`" in said


def test_dates_are_told_date_by_date() -> None:
    changed = TRANSLATED.replace("hours: 08.00-12.00", "closed: true").replace("2026-12-28", "2026-12-29")
    said = told_between(TRANSLATED, changed)
    assert "- Pengecualian: `24 Desember 2026: 08.00-12.00 (Rapat (en: Meeting))` → `24 Desember 2026: tutup (" in said
    assert "- Pengecualian ditambahkan: `29 Desember 2026: tutup`" in said
    assert "- Pengecualian dihapus: `28 Desember 2026: tutup`" in said


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
    assert "- Keterangan (id): hanya baris dan spasinya yang berubah" in said


@pytest.mark.parametrize(
    ("find", "write", "line", "not_said"),
    [
        ("name: Pusat", 'name: "Pusat', "- Berkas ini tidak dapat dibaca", "cara menulisnya"),
        ("13.00-16.30", "pagi", "- Jam buka / Jam mingguan: tidak dapat dibaca", "Jumat"),
        ("(0357) 881234", "12", "- Kontak: tidak dapat dibaca", "dihapus:"),
        ("opening_hours:", "opening_hour:", "- Jam buka: tidak dapat dibaca", "dihapus:"),
        ("  - website: https://contoh.go.id", "  - website: contoh", "- Kontak: tidak dapat dibaca", "dihapus:"),
        (
            "  - pembiayaan\n",
            "  - pembiayaann\n",
            "- Layanan ditambahkan: `pembiayaann` (tidak dikenal)",
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
                'Jam buka / Jam mingguan: tidak dapat dibaca, jadi tidak dibandingkan: `"16.3O" bukan jam.`',
                "Jam buka: Senin-Kamis 08.00–16.00 → 08.00–15.00",
                "Pengecualian: `10-16 Maret 2027: tutup (Idulfitri)` → `10-17 Maret 2027: tutup (Idulfitri)`",
            ],
        ),
        (
            {'"63511"': "6351"},
            {"Jl. Contoh No. 1": "Jl. Contoh No. 2"},
            [
                'Lokasi / Kode pos: tidak dapat dibaca, jadi tidak dibandingkan: `"6351" bukan kode pos.`',
                "Alamat jalan: `Jl. Contoh No. 1` → `Jl. Contoh No. 2`",
            ],
        ),
        (
            {"consent: true}": "consent: true}\n  - {name: Orang Baru}"},
            {"fields: [pemasaran]": "fields: [pembiayaan]"},
            [
                'Konsultan: tidak dapat dibaca, jadi tidak dibandingkan: `Nama "Orang Baru" belum disertai',
                "Konsultan: `Nama Contoh, pemasaran` → `Nama Contoh, pembiayaan`",
            ],
        ),
        (
            {"    phone: (0357) 881234": "    telpon: (0357) 881234"},
            {"0812-3456-7890": "0812-3456-7899"},
            ["Kontak: tidak dapat dibaca"],  # which contact it is nobody knows
        ),
        ({"  - pembiayaan": "  - pemasaran"}, {}, ["Layanan: tidak dapat dibaca"]),
        ({"date: 2026-12-24": "date: 24/12/2026"}, {}, ["Jam buka / Pengecualian: tidak dapat dibaca"]),
        (
            {"latitude: -8.20712": "latitude: 111.10293", "longitude: 111.10293": "longitude: -8.20712"},
            {},
            ["Lokasi / Lintang (latitude): tidak dapat dibaca"],
        ),
        ({"established": "estab\N{ZERO WIDTH SPACE}lished"}, {}, ["`estab"]),
        ({"{Rabu: 09.00-12.00}": "{Rabu: 09.00-11.00, 13.00-15.00}"}, {}, ["Layanan: tidak dapat dibaca"]),
        (
            {"    Senin-Kamis: 08.00-16.00\n    Jumat: 08.00-11.30, 13.00-16.30": "    {Jumat: 08.00-11.30, 13.00}"},
            {"established: 2022": "established: 2021"},
            ["Jam buka / Jam mingguan: tidak dapat dibaca", "Berdiri: `2022` → `2021`"],
        ),
        (
            {"  region_code": "  kode"},
            {"Belakang pasar": "Depan pasar"},
            ["Lokasi / Kode wilayah: tidak dapat dibaca", "Patokan (id): `Belakang pasar` → `Depan pasar`"],
        ),
    ],
)
def test_what_stands_beside_a_slip_is_compared(slips: dict[str, str], change: dict[str, str], lines: list[str]) -> None:
    after = RIGHT
    for find, write in {**change, **slips}.items():
        assert RIGHT.count(find) == 1
        after = after.replace(find, write, 1)
    told = review([Change(FILE, RIGHT.encode(), after.encode())], CONTEXT, words()).partition("### Berubah")[2]
    said = [line.removeprefix("- ") for line in told.splitlines() if line.startswith("- ")]
    assert len(said) == len(lines)
    assert [line for line, start in zip(said, lines, strict=True) if not line.startswith(start)] == []


def test_a_slip_before_and_after_is_told_once() -> None:
    broken = RIGHT.replace("13.00-16.30", "pagi")
    said = told_of(FILE, broken, broken.replace("2022", "2021"))
    assert "Berdiri: `2022` → `2021`" in said
    assert said.count("tidak dapat dibaca") == 1
    assert "dihapus:" not in said
    assert "ditambahkan" not in said


def test_what_could_not_be_read_before_is_told_in_full() -> None:
    broken = RIGHT.replace("13.00-16.30", "pagi")
    said = review([Change(FILE, broken.encode(), RIGHT.encode())], CONTEXT, words())
    assert "- Jam buka: sebelumnya tidak dapat dibaca" in said
    assert "- Jam buka ditambahkan: Senin-Kamis 08.00–16.00; Jumat" in said
    said = review([Change(FILE, b'name: "x', RIGHT.encode())], CONTEXT, words())
    assert "- Sebelumnya berkas ini tidak dapat dibaca" in said
    assert "- Telepon ditambahkan: `(0357) 881234`" in said


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
    return review([Change(path, before and before.encode(), after and after.encode())], CONTEXT, words(language))


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        (
            None,
            NOTICE,
            [
                "### Baru: pengumuman `Semua pusat tutup` (`content/notices/libur.yaml`)",
                "- Tanggal: 14–16 Februari 2027",
                "- Untuk: semua pusat",
                "- Jam: tutup",
            ],
        ),
        (NOTICE, None, ["### Dihapus: pengumuman `Semua pusat tutup`", "- Tanggal: 14–16 Februari 2027"]),
        (NOTICE, NOTICE.replace("02-16", "02-15"), ["- Tanggal: 14–16 Februari 2027 → 14–15 Februari 2027"]),
        (NOTICE, NOTICE.replace("closed: true", "hours: 08.00-12.00"), ["- Jam: tutup → 08.00–12.00"]),
        (NOTICE, NOTICE.replace("closed: true\n", ""), ["- Jam: tutup → seperti biasa"]),
        (
            NOTICE,
            NOTICE.replace("all: true", 'regions: ["35"], centres: [lain]'),
            ["- Untuk: semua pusat → Wilayah `35 Jawa Timur`; Pusat `lain`"],
        ),
        (NOTICE, NOTICE.replace("true\n", "tru\n"), ["- Tutup: tidak dapat dibaca", "belum benar: "]),
        (NOTICE, NOTICE + "x\n", ["- Berkas ini tidak dapat dibaca", "belum benar: "]),
        (NOTICE, NOTICE.replace("all: true", "centres: [tiada]"), ['Pusat layanan "tiada" tidak ada.']),
    ],
)
def test_notices(before: str | None, after: str | None, lines: list[str]) -> None:
    said = told_of("content/notices/libur.yaml", before, after)
    assert [line for line in lines if line not in said] == []
    assert "- [ ] `content/notices/libur.yaml`: Pengumuman dapat mengubah jam banyak pusat" in said


@pytest.mark.parametrize(
    ("find", "write", "line"),
    [
        (
            "  - {date: 2026-01-01, name: Tahun Baru, kind: national}\n",
            "",
            "dihapus: 1 Januari 2026 `Tahun Baru` (libur",
        ),
        (
            "2026-03-20",
            "2026-03-21",
            ": 20 Maret 2026 `Idulfitri` (cuti bersama, Perkiraan) → 21 Maret 2026 `Idulfitri` (cuti bersama, ",
        ),
        (", estimated: true", "", "(cuti bersama, Perkiraan) → 20 Maret 2026 `Idulfitri` (cuti bersama)"),
        ("source: SKB", "source: SKB 2", "- Sumber: `SKB` → `SKB 2`"),
    ],
)
def test_holidays(find: str, write: str, line: str) -> None:
    said = told_of("content/holidays/2026.yaml", HOLIDAYS, HOLIDAYS.replace(find, write))
    assert line in said
    assert "- [ ] `content/holidays/2026.yaml`: Hari libur menutup semua pusat." in said
    assert "- Public holiday added: 1 January 2026 `Tahun Baru` (national holiday)" in told_of(
        "content/holidays/2026.yaml", None, HOLIDAYS, "en"
    )


@pytest.mark.parametrize(
    ("find", "write", "lines"),
    [
        (
            "- id: pembiayaan\n  name: Pembiayaan\n",
            "",
            ["- Layanan dihapus: `Pembiayaan` (`pembiayaan`)", "Masih disebut 2 pusat", "Halamannya hilang"],
        ),
        (
            "id: pemasaran",
            "id: pasar",
            ["- Layanan: `pemasaran` → `pasar`", "Tidak ada pusat di sini yang menyebutnya."],
        ),
        ("name: Pemasaran", "name: Pasar", ["- `pemasaran`: Nama (id): `Pemasaran` → `Pasar`"]),
        ("name: Pemasaran", "nama: [", ["- Berkas ini tidak dapat dibaca"]),
        ("name: Pemasaran", "nam: Pemasaran", ["- `pemasaran`: tidak dapat dibaca"]),
    ],
)
def test_lists(find: str, write: str, lines: list[str]) -> None:
    said = told_of("content/services.yaml", SERVICES, SERVICES.replace(find, write))
    assert [line for line in lines if line not in said] == []
    assert ("dihapus:" in said) == ("dihapus:" in lines[0])


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
        ("Directory", "Centres", "- Nama (en): `Directory` → `Centres`"),
        ("https://direktori.example/", "https://lain.example/", "- Alamat situs: `https://direktori.example/` → `http"),
        ('{accent: "#0b5d5b"}', '{accent: "#0b5d5b", accent_dark: "#7fd1c7"}', "- Warna / Warna utama, mode gelap"),
        ("16.00}", "15.00}", "- Jam kantor umum / Jam mingguan (Senin-Jumat): `08.00-16.00` → `08.00-15.00`"),
        ("  - {id: uptd, name: UPTD}\n", "", "- Bentuk kelembagaan / Id dihapus: `uptd`"),
        ("[id, en]", "[en, id]", "- Bahasa: `id`, `en` → `en`, `id`"),
        ("https://direktori", "direktori", "- Alamat situs: tidak dapat dibaca, jadi tidak dibandingkan"),
        ("colours:", "# warna\ncolours:", "- Hanya cara menulisnya yang berubah."),
    ],
)
def test_settings(find: str, write: str, line: str) -> None:
    said = told_of("site_config.yaml", SETTINGS, SETTINGS.replace(find, write))
    assert "### Berubah: pengaturan (`site_config.yaml`)" in said
    assert line in said


def test_ids_are_those_after_the_change() -> None:
    using = Change(FILE, RIGHT.encode(), RIGHT.replace("  - pembiayaan\n", "  - baru\n").encode())
    adding = Change("content/services.yaml", SERVICES.encode(), f"{SERVICES}- id: baru\n  name: Baru\n".encode())
    assert "`baru` (tidak dikenal)" in review([using], CONTEXT, words())
    assert "`baru` (tidak dikenal)" not in review([using, adding], CONTEXT, words())


@pytest.mark.parametrize(
    ("find", "write", "line"),
    [
        ("title: Tentang", "title: Perihal", "- Judul: `Tentang` → `Perihal`"),
        ("title: Tentang", "title: Tentang\nslug: perihal", "→ `perihal`"),
        ("Satu.", "Satu.\nDua.", "- Isi: 1 baris ditambah"),
    ],
)
def test_pages(find: str, write: str, line: str) -> None:
    said = told_of("content/pages/about.id.md", ABOUT, ABOUT.replace(find, write))
    assert line in said
    assert ("Halamannya hilang" in said) == ("slug" in write)
    assert "Halamannya hilang" in told_of("content/pages/about.id.md", ABOUT, None)


def test_both_languages() -> None:
    assert "- Opening hours: Friday 13:00–16:30 → 13:00–17:00" in told("13.00-16.30", "13.00-17.00", "en")


def test_new_removed_and_renamed() -> None:
    other = "content/centres/lain.yaml"
    data = (NETWORK / other).read_bytes()
    said = review([Change(FILE, RIGHT.encode(), None), Change(other, None, data)], CONTEXT, words())
    assert "### Dihapus: `Pusat Layanan Kabupaten Pacitan` (`contoh`)" in said
    assert "### Baru: `Pusat Layanan Kabupaten Jember` (`lain`)" in said
    assert "35.09 Kabupaten Jember, Jawa Timur" in said
    said = review([Change(other, data, None), Change("content/centres/jember.yaml", None, data)], CONTEXT, words())
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
        CONTEXT,
        words(),
    )
    assert "`content/notices/libur.yaml`: Pengumuman dapat mengubah jam banyak pusat" in said
    assert "`sitegen/cli.py`: Ini bukan isi." in said
    assert "`content/centres/tautan.yaml`: Ini tautan" in said
    assert "- `sitegen/cli.py`: 1 baris ditambah, 1 baris dihapus" in said
    assert "- `build.py`: 1 line removed" in review([Change("build.py", b"a\n", b"")], CONTEXT, words("en"))


def test_photos_are_no_odd_files() -> None:
    path = "content/photos/contoh/depan.jpg"
    said = review([Change(path, None, b"", size=2_345_678)], CONTEXT, words())
    assert f"- `{path}`: foto baru, 2.346 kB" in said
    assert f"- [ ] `{path}`: Lihat fotonya." in said
    assert "- [ ]" not in review([Change(path, b"", None)], CONTEXT, words())


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
    said = review(changes, CONTEXT, words())
    assert "300 berubah" in said
    assert "dan 100 lagi" in said
    assert len(said) <= MAX_LENGTH + 200


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
    assert "Layanan dihapus: `Layanan Sendiri`" in said  # which the project's own network does not know
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
