"""The Board's matrix: a row a measure, by issue, and within each what needs a decision first."""

import re
from collections.abc import Mapping
from datetime import date

import pandas as pd

from extracts.area import Area
from extracts.registry import EXTRACTS
from metrics import targets
from metrics.compare import consistency
from metrics.compare_words import sentence as compared_words
from metrics.figure_words import shown
from metrics.measure import Measure
from metrics.sentences import range_in_words, sentence, short
from metrics.series import NONE, first_day
from packs.content import Line, Mark, Row
from packs.making.lines import Told, area_line, no_line, told, unit_lines
from packs.making.months import last_day
from packs.making.source import Source
from packs.words.near import difference
from plan.commentary import Commentary

_SOURCES = re.compile(r" \[S[^\]]*\]")  # marks that only the documentation explains
_FIRST = {"concern": 0, "change": 2, "improvement": 3, "usual": 4, "not judged": 5}
_OUT_OF_REACH = 1  # after what is worse than it was


def rows(
    source: Source,
    area: Area,
    measures: Mapping[str, Measure],
    month: date,
    *,
    is_sample: bool,
) -> tuple[Row, ...]:
    """A row of every measure, those without data too."""
    written = source.commentary(month)
    found = [
        _row(measure, told(source, measure, month), area, month,
             written.get(key), is_sample=is_sample)
        for key, measure in measures.items()
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda row: (row.issue, urgency(row))))


def urgency(row: Row) -> int:
    """Its place among the rows of an issue: what is worse, what falls short, then the others."""
    place = _FIRST[row.area.variation]
    if place and row.area.assurance == "will not reach":
        return _OUT_OF_REACH
    return place


def _row(
    measure: Measure,
    found: Told | None,
    area: Area,
    month: date,
    comment: Commentary | None,
    *,
    is_sample: bool,
) -> Row:
    said = _said(measure, found) if found else _nothing(measure, month)
    line = area_line(measure, found) if found else no_line()
    units = unit_lines(measure, found, area) if found else ()
    return Row(
        key=measure.key,
        title=measure.title,
        issue=measure.issue,
        shown_as=measure.shown_as,
        better=measure.better,
        counting_unit=measure.counting_unit,
        says=measure.says,
        caveats=_SOURCES.sub("", measure.caveats),
        on_month_before=_on(measure, line, month, first_day(month, 1)),
        on_year_before=_on(measure, line, month, first_day(month, 12)),
        **said,
        commentary=comment.text if comment else "",
        commentary_by=comment.who if comment else "",
        commentary_at=comment.at.isoformat() if comment else "",
        area=line,
        units=units,
        consistent=_consistent(measure, found) if found else "",
        worse_units=tuple(u.name for u in units if u.variation == "concern"),
        marks=_marks(measure, area, month, is_sample=is_sample),
    )


def _on(measure: Measure, line: Line, month: date, before: date | None) -> str:
    """By how much the figure of a month differs from that of one before; a dash without both."""
    values = {p.period: p.value for p in line.points}
    earlier = values.get(before) if before else None
    return difference(measure.shown_as, values.get(month), earlier)


def _said(measure: Measure, found: Told) -> dict[str, str]:
    """The target, the usual range, the change, and all of it in a sentence."""
    (verdict,) = found.area.verdicts.to_dict("records")
    newest = found.area.points.iloc[-1].to_dict()
    target = verdict["target"]
    return {
        "target": NONE if pd.isna(target) else shown(measure, target),
        "usual_range": range_in_words(measure, verdict) or NONE,
        "change": short(measure, verdict, newest),
        "drafted": sentence(measure, newest, verdict),
    }


def _nothing(measure: Measure, month: date) -> dict[str, str]:
    extract = EXTRACTS[measure.extract].title.lower()
    return {
        "target": NONE,
        "usual_range": NONE,
        "change": "Not judged: no figures",
        "drafted": f"There is no figure of {month:%B %Y} or before: the {extract} extracts hold "
        f"none of these {measure.counting_unit}.",
    }


def _consistent(measure: Measure, found: Told) -> str:
    """The units compared in their newest month; "" with one unit or none."""
    if len(found.units.verdicts) < 2:
        return ""
    points = found.units.points
    of = consistency(points, found.units.verdicts, measure=measure, period=points["period"].max())
    return compared_words(of)


def _marks(measure: Measure, area: Area, month: date, *, is_sample: bool) -> tuple[Mark, ...]:
    """What the Area's line marks: actions that were to move all of it, and its step changes."""
    end = last_day(month)
    done = targets.actions(area, measure=measure.key, is_sample=is_sample)
    marks = [
        *(Mark(day=a.started, label=a.short, kind="action") for a in done if not a.units),
        *(
            Mark(day=s.starts_on, label=s.reason, kind="step")
            for s in targets.step_changes(area, measure.key, None)
        ),
    ]
    return tuple(sorted((m for m in marks if m.day <= end), key=lambda m: m.day))
