"""A page on paper: all of it, dark on white, and nothing that only a screen can use."""

from io import BytesIO
from unicodedata import normalize

import pytest
from pypdf import PdfReader

from tests.browser.screen import VIEWS, open_all, visit

TEXT = ":is(h1, h2, h3, p, li, td, th, .annotation-text)"
ON_PAPER = f"""() => [...document.querySelectorAll('[data-testid="stMain"] {TEXT}')]
  .filter(text => text.checkVisibility({{visibilityProperty: true}}))
  .map(text => [text.textContent, getComputedStyle(text)[text.namespaceURI.endsWith('svg')
    ? 'fill' : 'color']])"""
BLACK = "rgb(11, 12, 12)"


def letters(text: str) -> str:
    """Text without its spaces, which paper breaks elsewhere, and without ligatures."""
    return "".join(normalize("NFKC", text).split())


@pytest.mark.parametrize(
    ("path", "theme"), [*((path, "light") for path in VIEWS), ("charging_and_disclosure", "dark")]
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
    assert not [words for words, _ in shown if letters(words) not in text]
    assert not [(words, colour) for words, colour in shown if colour != BLACK]
