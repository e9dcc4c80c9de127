"""Charts on slides read back: each holds the pack's figures, in the order that the format has."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from pptx import Presentation

from packs.powerpoint.slides import to_pptx
from packs.words.sheet_words import described
from tests.packs import made

PACK = made.pack()


@pytest.fixture(scope="module")
def found():
    """The charts by what is written for those who do not see them; a line may be on two slides."""
    presentation = Presentation(io.BytesIO(to_pptx(PACK, made.ISSUED)))
    return {
        s._element.nvGraphicFramePr.cNvPr.get("descr"): s.chart
        for slide in presentation.slides
        for s in slide.shapes
        if s.has_chart
    }


def day(category):
    """A category of a chart, which is a number of days as Excel counts them."""
    return date(1899, 12, 30) + timedelta(days=float(category))


def lines(pack):
    return [(row, line) for row in pack.rows for line in (row.area, *row.units) if line.points]


def test_every_line_has_a_chart_that_holds_its_figures_and_what_they_are_judged_by(found):
    assert len(lines(PACK)) == 12 * 11
    for row, line in lines(PACK):
        plot = found[described(row, line)].plots[0]
        held = {s.name: list(s.values) for s in plot.series}
        assert [day(c) for c in plot.categories] == [p.period for p in line.points]
        assert held[line.name] == [p.value for p in line.points]
        assert held["Average"] == [p.mean for p in line.points]
        top = 1.0 if row.shown_as == "share" else 1e9
        ends = [held["Usual range, lower end"], held["Usual range, upper end"]]
        assert ends == [[p.lower for p in line.points], [min(p.upper, top) for p in line.points]]
        assert held.get("Target", [None] * 30) == [p.target for p in line.points]


def test_months_that_are_signals_or_small_have_a_mark_of_their_own(found):
    for row, line in lines(PACK):
        held = {s.name: s for s in found[described(row, line)].plots[0].series}
        worse = [p.value if p.meaning == "concern" and not p.small and not p.left_out else None
                 for p in line.points]  # fmt: skip
        assert ("Worse" in held) == any(v is not None for v in worse)
        if "Worse" in held:
            assert list(held["Worse"].values) == worse
            assert held["Worse"]._element.find("{*}marker/{*}symbol").get("val") == "square"
    small = described(PACK.rows[2], PACK.rows[2].units[4])
    assert "Too few to judge" in {s.name for s in found[small].plots[0].series}


def test_the_figures_behind_a_chart_can_be_edited(found):
    row = PACK.rows[2]
    blob = found[described(row, row.area)].part.chart_workbook.xlsx_part.blob
    sheet = openpyxl.load_workbook(io.BytesIO(blob)).worksheets[0]
    assert [c.value for c in sheet["B"]] == ["Area", *(p.value for p in row.area.points)]
    assert [c.value.date() for c in sheet["A"][1:]] == [p.period for p in row.area.points]


def test_the_units_of_a_measure_are_drawn_on_one_scale(found):
    for row in PACK.rows:
        tops = {found[described(row, u)].value_axis.maximum_scale for u in row.units if u.points}
        assert len(tops) == 1


def test_a_unit_that_began_late_is_drawn_over_the_months_of_the_others():
    row = made.row(2)
    late = made.replace(row.units[1], points=row.units[1].points[-6:])
    pack = made.replace(PACK, rows=(made.replace(row, units=(row.units[0], late)),))
    (chart,) = [
        s.chart
        for slide in Presentation(io.BytesIO(to_pptx(pack, None))).slides
        for s in slide.shapes
        if s.has_chart and s._element.nvGraphicFramePr.cNvPr.get("descr") == described(row, late)
    ]
    plot = chart.plots[0]
    assert [day(c) for c in plot.categories] == [p.period for p in row.units[0].points]
    assert list(plot.series[0].values) == [None] * 24 + [p.value for p in late.points]


def test_what_happened_has_its_line_to_the_top_and_its_name_off_the_lines(found):
    row = PACK.rows[2]
    held = {s.name: list(s.values) for s in found[described(row, row.area)].plots[0].series}
    tops = [v for v in held["What happened"] if v is not None]
    assert tops == [1.0] * len(row.marks)
    names = [v for v in held["What happened, by name"] if v is not None]
    assert len(names) == len(row.marks)


# The order that the format has (ECMA-376 part 1, 21.2), without which PowerPoint offers a repair.
ORDERS = {
    "ser": "idx order tx spPr marker dPt dLbls trendline errBars cat val smooth",
    "dateAx": "axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark "
    "tickLblPos spPr txPr crossAx crosses auto lblOffset baseTimeUnit majorUnit majorTimeUnit",
    "valAx": "axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark "
    "tickLblPos spPr txPr crossAx crosses crossBetween majorUnit",
    "legend": "legendPos legendEntry layout overlay spPr txPr",
    "errBars": "errDir errBarType errValType noEndCap plus minus val spPr",
    "chart": "title autoTitleDeleted plotArea legend plotVisOnly dispBlanksAs showDLblsOverMax",
}


@pytest.mark.parametrize("name", ORDERS)
def test_the_parts_of_a_chart_stand_in_the_order_that_the_format_has(found, name):
    order = ORDERS[name].split()
    n = 0
    for chart in found.values():
        for element in chart._chartSpace.iter(f"{{*}}{name}"):
            parts = [child.tag.partition("}")[2] for child in element]
            assert parts == sorted(parts, key=order.index)
            n += 1
    assert n
