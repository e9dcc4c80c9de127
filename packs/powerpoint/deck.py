"""The project's own slides, 16:9: their look, their feet, and what stands on them as text.

Sizes are inches of the slide and points of type. What is too long for a slide is never cut: type
gets smaller down to what can still be read, and tables go on to a next slide.
"""

from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.packuri import PackURI
from pptx.util import Inches, Pt

from charts.marks import MARKS
from charts.theme import colour
from packs.powerpoint.type_sizes import n_lines

WIDE, HIGH = 13.333, 7.5
LEFT, RIGHT = 0.5, WIDE - 0.5
TOP, BOTTOM = 1.3, 6.95  # of what stands between a title and a foot
FONT = "Arial"  # on every machine that opens slides, and in LibreOffice by its own twin
_TITLE_ONLY = 5  # of python-pptx's own template
_PARAGRAPH = "{http://schemas.openxmlformats.org/drawingml/2006/main}lvl1pPr"
_TITLES = (24, 20, 17)
_GLYPHS = {m.glyph: m.meaning for m in MARKS.values() if m.meaning != "usual"}

Said = tuple[str, float, bool, str]  # a paragraph: its size, whether bold, its colour's meaning
Box = tuple[float, float, float, float]  # left, top, width, height


def ink(meaning: str) -> RGBColor:
    """The colour of a meaning on a light ground."""
    return RGBColor.from_string(colour(meaning, "light").removeprefix("#").upper())


class Deck:
    """A presentation that is being made: `foot` and `classification` stand on every slide."""

    def __init__(self, *, title: str, author: str, foot: str, classification: str) -> None:
        self.shown = Presentation()
        self.foot, self.classification = foot, classification
        self._layout = _look(self.shown)
        # python-pptx walks the whole package for each new part's name: half the time of a pack.
        package = self.shown.part.package
        names = {part.partname for part in package.iter_parts()}
        numbers: Counter[str] = Counter()

        def next_name(template: str) -> PackURI:
            while not numbers[template] or template % numbers[template] in names:
                numbers[template] += 1
            names.add(template % numbers[template])
            return PackURI(template % numbers[template])

        package.next_partname = next_name
        about = self.shown.core_properties
        about.title, about.author, about.language = title, author, "en-GB"
        about.last_modified_by, about.subject = author, classification

    def slide(self, title: str, *, notes: str = "", largest: int = _TITLES[0]) -> Any:
        """A slide with its title, its foot and, where there are any, notes for who speaks."""
        made = self.shown.slides.add_slide(self._layout)
        size = next(
            (s for s in (largest, *_TITLES) if n_lines(title, RIGHT - LEFT, s) * s <= 48),
            _TITLES[-1],
        )
        write(made.shapes.title.text_frame, [(title, size, True, "text")])
        for sample in self._layout.placeholders:
            if sample.placeholder_format.type in (15, 13):  # a foot, and the number of the slide
                made.shapes._spTree.append(deepcopy(sample._element))
        _say(made, 11, self.foot)
        text(made, self.classification, (LEFT, 0.12, RIGHT - LEFT, 0.3), size=10, bold=True)
        if notes:
            made.notes_slide.notes_text_frame.text = notes
        return made

    def to_bytes(self) -> bytes:
        """The presentation as a file."""
        out = BytesIO()
        self.shown.save(out)
        return out.getvalue()


def text(
    slide: Any, said: str, box: Box, *, size: float, bold: bool = False, meaning: str = "text"
) -> Any:
    """A box of text at its place."""
    return texts(slide, [(said, size, bold, meaning)], box)


def texts(slide: Any, said: Sequence[Said], box: Box) -> Any:
    """A box of paragraphs: each its text, its size, whether bold, the meaning of its colour."""
    shape = slide.shapes.add_textbox(*(Inches(n) for n in box))
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    write(frame, said)
    return shape


def write(frame: Any, said: Sequence[Said], *, between: float = 0) -> None:
    """Paragraphs into a frame. between: points after each."""
    frame.word_wrap = True
    for i, (words, size, bold, meaning) in enumerate(said):
        paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(between)
        say(paragraph, words, size, bold, meaning)


def say(paragraph: Any, words: str, size: float, bold: bool, meaning: str) -> None:
    """Words at the end of a paragraph; a mark that stands before them has its own colour."""
    own = _GLYPHS.get(words[:1])
    if own:
        _run(paragraph, words[:1], size, bold, own)
        words = words[1:]
    _run(paragraph, words, size, bold, meaning)


def _run(paragraph: Any, words: str, size: float, bold: bool, meaning: str) -> None:
    run = paragraph.add_run()
    run.text = _clean(words)
    run.font.size, run.font.bold = Pt(size), bold
    run.font.color.rgb = ink(meaning)
    run.font.language_id = MSO_LANGUAGE_ID.ENGLISH_UK


def _clean(words: str) -> str:
    """Without control characters, which python-pptx would turn into codes that people see."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in words)


def _say(slide: Any, index: int, words: str) -> None:
    for shape in slide.placeholders:
        if shape.placeholder_format.idx == index:
            write(shape.text_frame, [(words, 10, False, "secondary")])
            shape.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT


def _look(shown: Any) -> Any:
    """python-pptx's own template made wide, in the project's type, with one layout left in it."""
    shown.slide_width, shown.slide_height = Inches(WIDE), Inches(HIGH)
    layout = shown.slide_layouts[_TITLE_ONLY]
    for other in list(shown.slide_layouts):
        if other is not layout:
            shown.slide_layouts.remove(other)
    layout.name = "Finding"
    for holder in (shown.slide_master, layout):
        for shape in list(holder.placeholders):
            _place(shape)
    titles = shown.slide_master._element.find("{*}txStyles/{*}titleStyle/" + _PARAGRAPH)
    titles.set("algn", "l")
    theme = next(
        r.target_part for r in shown.slide_master.part.rels.values() if r.reltype.endswith("/theme")
    )
    theme._blob = theme.blob.replace(b'typeface="Calibri"', f'typeface="{FONT}"'.encode())
    return layout


def _place(shape: Any) -> None:
    kind = int(shape.placeholder_format.type)
    boxes: dict[int, Box] = {
        1: (LEFT, 0.42, RIGHT - LEFT, 0.8),  # title
        2: (LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP),  # body
        15: (LEFT, 7.05, 11.2, 0.3),  # foot
        13: (RIGHT - 1, 7.05, 1, 0.3),  # number of the slide
    }
    if kind not in boxes:
        shape._element.getparent().remove(shape._element)
        return
    shape.left, shape.top, shape.width, shape.height = (Inches(n) for n in boxes[kind])
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if kind in (13, 15) else MSO_ANCHOR.TOP
    if kind == 13:
        frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
        number = frame.paragraphs[0]._p
        page = frame.paragraphs[0].add_run()
        page.text = "page "
        number.insert(list(number).index(number.find("{*}fld")), page._r)
