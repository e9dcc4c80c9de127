"""What the pages say of how long cases take, and of how old what is open is."""

from datetime import date
from html import escape

import pytest

from metrics.registry import Measure
from metrics.survival_words import Words
from metrics.survival_words import sentence as in_one
from tests.pages import obvious, obvious_time
from tests.pages.expected import DASH, SHORT, Chosen, count, day_of, days, in_percent
from tests.pages.expected_charts import figures_of
from tests.pages.screen_charts import Ages, Curve

LIMITS = {"charging_28_day": 28, "charging_5_day": 5, "letters_enhanced": 1, "letters_other": 5}
BANDS = list(obvious_time.BANDS)


def some(measure: Measure, chosen: Chosen) -> list[obvious.Case]:
    return obvious.matching(obvious.cases(measure.key, chosen.as_at), *chosen.where)


def a_day(measure: Measure) -> str:
    return "working day" if obvious.EXTRACT[measure.key] == "victim_letters" else "day"


# How long it takes


def curve(measure: Measure, chosen: Chosen, years_before: int = 0) -> list[dict]:
    """Of the cases that started in twelve whole months."""
    today = day_of(measure, chosen)
    last = obvious.months_back(today, 1 + 12 * years_before)
    first = obvious.months_back(last, 11)
    return obvious_time.survival(some(measure, chosen), measure.key, first, last, today)


def how_long(measure: Measure, chosen: Chosen) -> list[tuple]:
    now = curve(measure, chosen)
    if not now:
        return []
    words = Words(
        counting_unit=measure.counting_unit,
        one=measure.one,
        began=measure.began,
        ended=measure.ended,
        day=a_day(measure),
    )
    limit, within = LIMITS.get(measure.key), {}
    if limit:
        within = {"within": limit, "finished": obvious_time.finished_within(now, limit)}
    last = obvious.months_back(day_of(measure, chosen), 1)
    when = f"in the 12 months to {last:%B %Y}"
    said = in_one(obvious_time.median(now), words, when=when, **within)
    curves = {
        SHORT[chosen.unit] if chosen.unit else "Last 12 months": now,
        "12 months before": curve(measure, chosen, years_before=1),
    }
    if chosen.unit:
        curves["All units"] = curve(measure, chosen.but(unit=None))
    drawn = [Drawn(name, of, measure) for name, of in curves.items() if of]
    ended, began = measure.ended, measure.began
    alt = f"{measure.title}: the share {ended} within so many {a_day(measure)}s. {said}"
    return [
        ("subheader", "How long does it take?"),
        ("markdown", said),
        ("chart", drawn, alt),
        *figures_of(
            [f"Within, {a_day(measure)}s", *(name for name, of in curves.items() if of)],
            [[n, *(finished(of, n) for of in curves.values() if of)] for n in READ_AT],
            alt,
        ),
        (
            "caption",
            f"Of the {measure.counting_unit} {began} in each twelve months, the share {ended} "
            f"within so many {a_day(measure)}s. One that is still open counts for as long as it "
            "has run (Kaplan–Meier), so leaving old ones open does not flatter the curve. The band "
            "is the 95% interval; the dot is where half are reached.",
        ),
    ]


READ_AT = [1, 5, 7, 14, 21, 28, 42, 56, 84, 112, 182, 364]


def finished(curve: list[dict], within: int) -> str:
    """The share finished within some days, and its interval where it has one."""
    if within >= len(curve) and curve[-1]["left"] > 0:
        return DASH  # nobody was followed so long
    at = curve[min(within, len(curve) - 1)]
    share = in_percent(1 - at["left"])
    if "lower" not in at:
        return share
    return f"{share} ({in_percent(1 - at['upper'])} to {in_percent(1 - at['lower'])})"


class Drawn:
    """Equal to a curve that shows its days as far as it is drawn: the limit at least, or all."""

    def __init__(self, name: str, of: list[dict], measure: Measure) -> None:
        self.name, self.of, self.measure = name, of, measure

    def __repr__(self) -> str:
        return f"{self.name}: {self.up_to(60)}"

    def __eq__(self, other: object) -> bool:
        assert isinstance(other, Curve)
        n = len(other.finished)
        least = min(len(self.of), 1 + LIMITS.get(self.measure.key, 1))
        return n >= least and other == self.up_to(n)

    def up_to(self, n: int) -> Curve:
        """So many days of it; once all have finished it goes on without end."""
        of = self.of[:n]
        while len(of) < n and of[-1]["left"] == 0:
            of.append(of[-1] | {"at_risk": 0, "day": len(of)})
        left, lower, upper = (
            pytest.approx([1 - x.get(name, x["left"]) for x in of], abs=0.000051)
            for name in ("left", "upper", "lower")
        )
        half = [x["day"] for x in of if x["left"] <= 0.5 + 1e-9][:1]
        return Curve(self.name, left, lower, upper, [self.says(x) for x in of], half)

    def says(self, x: dict) -> str:
        m, n = self.measure, self.of[0]["at_risk"]
        ran = days(x["day"], a_day(m))
        found = f"<b>{escape(self.name, quote=False)}</b><br>"
        found += f"{in_percent(1 - x['left'])} {m.ended} within {ran}<br>"
        if "lower" in x:
            ends = f"{in_percent(1 - x['upper'])} to {in_percent(1 - x['lower'])}"
            found += f"95% interval {ends}<br>"
        whole = count(n, m.one, m.counting_unit)
        return f"{found}{whole}; {x['at_risk']:,} ran for {ran} or more"


# How old it is


def backlog(measure: Measure, chosen: Chosen, title: str = "What is open, by age") -> list[tuple]:
    today = day_of(measure, chosen)
    last = obvious_time.working_days_to(today, 60)
    left = [c for c in some(measure, chosen) if not c.stop or c.stop > last[0]]
    by_day = [obvious_time.ages(left, day) for day in last]
    total = [sum(ages.values()) for ages in by_day]
    if not sum(total):
        return []
    now, then = total[-1], total[0]
    old = by_day[-1][BANDS[-1]]
    long = {0: "", 1: ", for 29 days or more" if old else ""}.get(
        now, f", {old:,} of them for 29 days or more"
    )
    said = (
        f"{count(now, measure.one, measure.counting_unit)} {'was' if now == 1 else 'were'} open at "
        f"the end of {today:%a %d %b %Y}{long}; 59 working days before, {then:,}."
    )
    chart = Ages(
        bands=[[ages[band] for ages in by_day] for band in BANDS[::-1]],
        total=total,
        hover=[_of_day(day, ages) for day, ages in zip(last, by_day, strict=True)],
        labels=[
            *(f"{band}: {by_day[-1][band]:,}" for band in BANDS[::-1]),
            f"All: {now:,}",
        ],
    )
    alt = f"{measure.title}: open by age on each working day. {said}"
    newest_first = list(zip(last, by_day, strict=True))[::-1]
    return [
        ("subheader", title),
        ("markdown", said),
        ("chart", chart, alt),
        *figures_of(
            ["Day", "Open", *BANDS[::-1]],
            [
                [f"{day:%a %d %b %Y}", sum(ages.values()), *(ages[b] for b in BANDS[::-1])]
                for day, ages in newest_first
            ],
            alt,
        ),
        (
            "caption",
            f"Calendar days since each was {measure.began}, at the end of each of the last 60 "
            "working days.",
        ),
    ]


def _of_day(day: date, ages: dict[str, int]) -> str:
    bands = "<br>".join(f"{band}: {n:,}" for band, n in ages.items())
    return f"<b>{day:%a %d %b %Y}: {sum(ages.values()):,} open</b><br>{bands}"


def ages_now(measure: Measure, chosen: Chosen) -> str:
    """How long ago the cases came that wait."""
    ages = obvious_time.ages(some(measure, chosen), day_of(measure, chosen))
    bands = ", ".join(f"{band}: {n:,}" for band, n in ages.items())
    return f"By calendar days since they came: {bands}."
