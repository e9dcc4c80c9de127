"""The pack of the Area Strategic Board for a month, from which its page and its files are made."""

from collections.abc import Sequence
from datetime import date

from extracts.area import Area
from extracts.errors import in_words
from extracts.registry import EXTRACTS
from metrics.registry import measures
from packs.content import FORM, DataLine, Pack
from packs.making.action_lines import action_lines
from packs.making.data_lines import data_lines, late_words, unknown_in, unknown_words, waiting_rows
from packs.making.minute import in_one_minute
from packs.making.months import check_month, months
from packs.making.rows import rows
from packs.making.source import Source, is_sample, newest_day, sample_words
from packs.making.standing import MEASURES, standing

LETTERS = "letters_on_time"  # the measure of all letters whose entitlement is known


def board(source: Source, area: Area, month: date, *, today: date) -> Pack:
    """Everything that the Board is told of a month.

    Months after it are cut off and verdicts are as at its end, with the cases as they are known
    now: late data counts. area: with its plan (plan.area.with_plan). month: its first day. today:
    the day by which late data is judged. Raises PackError where no pack can be made of the month,
    StoreError where the source cannot be read.
    """
    known, newest, made_up = measures(area), newest_day(source), is_sample(source)
    check_month(month, months(source, known.values()), newest)
    assert newest is not None
    matrix = rows(source, area, known, month, is_sample=made_up)
    actions = action_lines(source, area, known, month, is_sample=made_up)
    unknown = unknown_words(unknown_in(source, known[LETTERS], month))
    data = data_lines(source, area, month, unknown, today=today)
    return Pack(
        form=FORM,
        area=area.name,
        month=month,
        data_to=newest,
        classification=area.board.classification,
        sample=sample_words(source),
        in_one_minute=in_one_minute(
            matrix, actions, _warnings(source, area, data, unknown, today, newest), month
        ),
        rows=matrix,
        standing_measures=MEASURES,
        standing=standing(source, area, known, month, is_sample=made_up),
        actions=actions,
        data=data,
        versions=dict(source.versions),
    )


def _warnings(
    source: Source, area: Area, data: Sequence[DataLine], unknown: str, today: date, newest: date
) -> list[str]:
    """What to mind of the month: days that never came, unknowns; then of the data as it is now."""
    lacks = [
        f"{line.title.lower()} lacks {line.expected - line.received} of {line.expected} daily "
        "extracts"
        for line in data
        if line.expected is not None and line.received < line.expected
    ]
    there = [e for e in EXTRACTS.values() if source.data_day(e)]
    never = [e.title.lower() for e in EXTRACTS.values() if e not in there]
    late = [late_words(source, area, e, today=today) for e in there]
    late += [f"no extract was ever published of {in_words(never)}"] if never else []
    waiting = sum(line.waiting for line in data)
    waits = f"{waiting_rows(waiting)} for correction" if waiting else ""
    of_month, of_now = (
        "; ".join(w for w in said if w) for said in ((*lacks, unknown), (*late, waits))
    )
    return [
        *([f"{of_month}."] if of_month else []),
        *([f"As at {newest:%a %-d %b %Y}, the data’s own day: {of_now}."] if of_now else []),
    ]
