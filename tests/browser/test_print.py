"""A page on paper: all of it, dark on white, and nothing that only a screen can use."""

from io import BytesIO
from unicodedata import normalize

import pytest
from pypdf import PdfReader

from tests.browser.screen import VIEWS, by_kind, open_all, visit

TEXT = ":is(h1, h2, h3, p, li, td, th, .annotation-text)"
ON_PAPER = f"""() => [...document.querySelectorAll('[data-testid="stMain"] {TEXT}')]
  .filter(text => text.checkVisibility({{visibilityProperty: true}}))
  .map(text => [text.textContent, getComputedStyle(text)[text.namespaceURI.endsWith('svg')
    ? 'fill' : 'color']])"""
BLACK, WHITE = "rgb(11, 12, 12)", "rgb(240, 243, 246)"


def letters(text: str) -> str:
    """Text without its spaces, which paper breaks elsewhere, and without ligatures."""
    return "".join(normalize("NFKC", text).split())


@pytest.mark.parametrize(
    ("path", "theme"),
    [
        *(pytest.param(*p.values, "light", marks=p.marks) for p in by_kind(VIEWS)),
        ("charging_and_disclosure", "dark"),
    ],
)
def test_all_of_a_page_is_printed(dashboard, watched_page, path, theme):
    page = watched_page
    page.emulate_media(color_scheme=theme)
    visit(page, f"{dashboard('sample').address}/{path}")
    open_all(page)
    sheets = PdfReader(BytesIO(page.pdf(format="A4"))).pages  # before print is emulated below
    assert len(sheets) > (path != "unit")  # which has a table alone until a unit is chosen
    text = letters("".join(sheet.extract_text() for sheet in sheets))
    assert text.startswith(letters(VIEWS[path]))
    assert "Allcaseworktypes" not in text
    page.emulate_media(media="print")
    shown = page.evaluate(ON_PAPER)
    assert len(shown) > 20
    if theme == "dark":  # a chart's words are turned with the chart, and printed as its picture
        shown = [(words, colour) for words, colour in shown if colour != WHITE]
    assert not [words for words, _ in shown if letters(words) not in text]
    assert not [(words, colour) for words, colour in shown if colour != BLACK]


def test_a_chart_of_the_dark_theme_is_light_on_paper(dashboard, watched_page):
    page = watched_page
    page.emulate_media(color_scheme="dark")
    visit(page, f"{dashboard('sample').address}/charging_and_disclosure")
    page.emulate_media(media="print")
    for turned in (".js-plotly-plot", ".measures img"):
        style = page.locator(turned).first.evaluate("e => getComputedStyle(e).filter")
        assert style == "invert(1) hue-rotate(180deg)"


def test_what_the_secretary_writes_with_is_not_on_paper_and_no_sheet_is_left_nearly_empty(
    dashboard, watched_page
):
    page = watched_page
    visit(page, f"{dashboard('sample').address}/board")
    form = page.locator(".st-key-board-papers textarea")
    assert form.is_visible()
    sheets = PdfReader(BytesIO(page.pdf(format="A4", landscape=True))).pages
    words = [len(letters(sheet.extract_text())) for sheet in sheets[:-1]]
    assert min(words) > 500  # a box with two charts and a table is taller than a sheet
    page.emulate_media(media="print")
    assert not form.is_visible()
