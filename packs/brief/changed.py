"""What changed: lines with a signal that the month before did not have, and what is worse."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from extracts.area import Area
from extracts.registry import EXTRACTS
from metrics.changes import SIGNALS, new_signals
from metrics.measure import Measure
from metrics.sentences import changed_words, standing_words
from metrics.series import first_day
from packs.making.lines import UNITS
from packs.making.source import Source


@dataclass(frozen=True, kw_only=True)
class Changed:
    """A line that changed: whose, of which measure, and what it says.

    unit: its short name, "" for the Area. is_new: its signal was not there a month before.
    """

    variation: str
    is_new: bool
    unit: str
    measure: str
    says: str


def changed(
    source: Source, area: Area, measures: Mapping[str, Measure], *, unit: str = ""
) -> tuple[Changed, ...]:
    """The new signals of the last whole month, and the concerns that are not new, worst first.

    unit: the full name of one; "" for all units together and each.
    """
    found = [c for m in measures.values() for c in _of(source, area, m, unit)]
    return tuple(sorted(found, key=lambda c: (not c.is_new, SIGNALS.index(c.variation))))


def _of(source: Source, area: Area, measure: Measure, unit: str) -> Iterator[Changed]:
    day = source.data_day(EXTRACTS[measure.extract])
    month = first_day(day, 1) if day else None
    before = first_day(month, 1) if month else None
    if month is None or before is None:
        return
    for by in (UNITS,) if unit else ((), UNITS):
        now, then = source.judged(measure, month, by), source.judged(measure, before, by)
        if now is None or then is None:
            continue
        verdicts = now.verdicts
        if unit:
            verdicts = verdicts[verdicts["unit"] == unit]
        is_new = _names(new_signals(verdicts, then.verdicts, by=by), by)
        for verdict in verdicts.to_dict("records"):
            name = str(verdict["unit"]) if by else ""
            if name not in is_new and verdict["variation"] != "concern":
                continue
            yield Changed(
                variation=verdict["variation"],
                is_new=name in is_new,
                unit="" if unit else area.short_names.get(name, name),
                measure=measure.title,
                says=changed_words(verdict) if name in is_new else standing_words(verdict),
            )


def _names(verdicts: pd.DataFrame, by: tuple[str, ...]) -> set[str]:
    return set(verdicts["unit"].astype(str)) if by else {""} if len(verdicts) else set()
