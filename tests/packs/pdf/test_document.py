"""The PDF read back by pypdf: tagged, described, and with the pack's figures as real text."""

import io
from collections import Counter

import pytest
from pypdf import PdfReader

from packs.pdf.document import to_pdf
from packs.words.findings import headline, row_finding, units_finding
from packs.words.sheet_words import described
from tests.packs import made

PACK = made.pack(n_measures=4)
WORST = made.worst()


@pytest.fixture(scope="module")
def read():
    return PdfReader(io.BytesIO(to_pdf(PACK, made.ISSUED)))


@pytest.fixture(scope="module")
def pages(read):
    return [" ".join(page.extract_text().split()) for page in read.pages]


@pytest.fixture(scope="module")
def tags(read):
    """Every element of the structure: its kind and what is written in its place."""
    found, waiting = [], [read.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append((str(node["/S"]), str(node.get("/Alt", ""))))
            if "/K" in node:
                waiting.append(node["/K"])
    return found


def test_it_is_tagged_in_british_english_and_says_it_follows_pdf_ua_1(read):
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert read.metadata.title == "CPS North West, Area Strategic Board, October 2026"
    about = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in about


def test_every_chart_is_a_figure_that_is_described(tags):
    alts = Counter(alt for kind, alt in tags if kind == "/Figure")
    assert "" not in alts
    for row in PACK.rows:
        for line in (row.area, *row.units):
            assert described(row, line) in alts


def test_every_table_has_header_cells(tags):
    kinds = Counter(kind for kind, _ in tags)
    # the matrix of 2 issues, 13 months and 6 months with 2 for each measure, 3 tables at the end
    # and the evidence of whether actions worked
    expected = 2 * 8 + len(PACK.rows) * (14 + 8) + 5 + 6 + 8 + 3
    assert kinds["/TH"] == expected
    assert kinds["/Table"] == 2 + 2 * len(PACK.rows) + 4


def test_the_first_page_says_what_is_getting_worse(pages):
    assert headline(PACK) == "2 of 4 measures are worse than they were"
    assert headline(PACK) in pages[0]
    for row in PACK.rows[2:4]:
        assert row.area.figure in pages[0]
    assert "Worse than they were: charging within 28 days" in pages[0]


def test_every_page_has_classification_pack_sample_data_and_number(pages):
    for at, said in enumerate(pages, 1):
        assert "OFFICIAL" in said
        assert "Pack 2026-10/2 · Sample data" in said
        assert f"page {at} of {len(pages)}" in said


def test_each_measure_has_a_page_for_the_area_and_one_for_its_units(read, pages):
    outline = [entry.title for entry in read.outline if not isinstance(entry, list)]
    for row in PACK.rows:
        assert row_finding(row) in outline
        assert units_finding(row) in outline
    (page,) = [p for p in pages if row_finding(PACK.rows[2]) in p]
    for p in PACK.rows[2].area.points[-13:]:
        if p.value is not None:
            assert f"{p.part:,} of {p.whole:,}" in page
    (page,) = [p for p in pages if units_finding(PACK.rows[2]) in p]
    for unit in PACK.rows[2].units[:-1]:
        assert unit.figure in page


def test_the_texts_of_charts_are_texts(pages):
    (page,) = [p for p in pages if row_finding(PACK.rows[2]) in p]
    assert "Review prompt started, 17 Nov 2025" in page
    assert "Average 70%" in page


def test_nothing_is_asked_of_the_network_and_nothing_runs(read):
    said = str(read.trailer["/Root"])
    assert "/JavaScript" not in said
    assert "/OpenAction" not in said
    assert not [page for page in read.pages if page.get("/Annots")]


def test_what_people_wrote_is_never_read_as_markup():
    few = made.replace(WORST, rows=WORST.rows[:3], actions=WORST.actions[:3])
    reader = PdfReader(io.BytesIO(to_pdf(few, None)))
    said = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert '#panic("no") $x$ ?? [grinning face]' in said
    assert "this file has no letter" in said
    assert "<script>alert(1)</script>" in said
    assert all("Draft, not issued" in page.extract_text() for page in reader.pages)


@pytest.mark.parametrize(
    "pack",
    [
        made.empty(),
        made.pack(n_measures=1, n_units=0, n_months=1, n_actions=0),
        made.pack(n_measures=1, n_units=1, n_months=2, n_actions=1),
    ],
)
def test_nothing_and_little_can_be_set(pack):
    reader = PdfReader(io.BytesIO(to_pdf(pack, None)))
    assert headline(pack) in " ".join(reader.pages[0].extract_text().split())


def test_a_pack_whose_letters_are_all_there_says_nothing_of_letters(pages):
    assert not any("this file has no letter" in page for page in pages)


def test_the_same_pack_gives_the_same_bytes():
    pack = made.pack(n_measures=1, n_units=1, n_months=6)
    assert to_pdf(pack, made.ISSUED) == to_pdf(pack, made.ISSUED)
