"""What each page says of the sample data: the figures of obvious.py in the words of the screen.

The words of a measure, such as its title and standard, are those of its declaration.
"""

import csv
import io
import math
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from urllib.parse import urlencode

import pytest

from extracts.area import load_area
from extracts.registry import EXTRACTS
from metrics.registry import Measure, measures
from tests.pages import obvious
from tests.pages.screen import Panel

AREA = tomllib.loads((obvious.ROOT / "area.toml").read_text("utf-8"))
SHORT = {unit["name"]: unit["short"] for unit in AREA["units"]}
MEASURES = measures(load_area(obvious.ROOT / "area.toml"))
MONTHS = {"6 months": 6, "12 months": 12, "24 months": 24, "All months": 0}
DASH = "–"


@dataclass(frozen=True)
class Chosen:
    """The filters, as they stand in the address."""

    address: dict[str, str] = field(default_factory=dict)

    @property
    def unit(self) -> str | None:
        return self.address.get("unit")

    @property
    def casework_type(self) -> str | None:
        return self.address.get("casework_type")

    @property
    def as_at(self) -> date | None:
        text = self.address.get("as_at")
        return datetime.strptime(text, "%Y-%m-%d").date() if text else None

    @property
    def n_months(self) -> int:
        return MONTHS[self.address.get("period", "12 months")]

    @property
    def where(self) -> tuple[str | None, str | None]:
        return self.unit, self.casework_type


def plain(text: str) -> str:
    """The text with a backslash before each sign that Markdown would take for its own."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#|~$:&" else c for c in text)


def count(n: int, one: str, many: str = "") -> str:
    return f"{n:,} {one}" if n == 1 else f"{n:,} {many or one + 's'}"


def share(part: int, whole: int) -> str:
    return f"{percent(part, whole)} ({part:,} of {whole:,})" if whole else "– (0 of 0)"


def percent(part: int, whole: int) -> str:
    """Whole per cent, and a half goes up."""
    return f"{(200 * part + whole) // (2 * whole)}%"


def percent_of_one(value: float) -> str:
    found = Fraction(value).limit_denominator(100_000)
    return percent(found.numerator, found.denominator)


def day_words(day: date) -> str:
    return day.strftime("%a %d %b")


# What every page begins with


# The extracts that a page says are behind, as people say them
ON_PAGE = {
    "Legal decision quality": {"reviews": "reviews"},
    "Charging and disclosure": {"charging": "charging", "disclosure": "disclosure"},
    "Victim letters": {"victim_letters": "victim letters", "reviews": "reviews"},
}


def heading(title: str, chosen: Chosen) -> list[tuple]:
    newest = [
        day
        for extract in obvious.KEYS
        for day in obvious.extract_days(extract)
        if not chosen.as_at or day <= chosen.as_at
    ]
    day = f"{max(newest):%a %d %b %Y}"
    words = "".join(f"**{plain(w)}** · " for w in chosen.where if w)
    words += f"data **as it was on {day}**" if chosen.as_at else f"data to {day}"
    for extract, said in ON_PAGE.get(title, {}).items():
        own_day, behind, is_late = how_fresh(extract, chosen)
        if own_day and own_day < max(newest):
            words += f"; {said} to {own_day:%a %d %b}"
            words += f", **{count(behind, 'working day')} behind**" if is_late else ""
    badge = "   :orange-badge[Sample data: every case is made up]"
    return [("title", title), ("markdown", f"CPS North West · {words}{badge}")]


def how_fresh(extract: str, chosen: Chosen) -> tuple[date | None, int, bool]:
    """(own day, working days behind, late): more than one is late, but never for reviews."""
    newest = obvious.data_day(extract, chosen.as_at)
    if newest is None:
        return None, 0, False
    behind = obvious.working_days_between(newest, chosen.as_at or date(2026, 11, 20))
    return newest, behind, extract != "reviews" and behind > 1


# Today

GROUPS = {
    "Charging": ["charging_28_day", "charging_5_day"],
    "Disclosure": ["disclosure_initial", "disclosure_continuing"],
    "Victim letters": ["letters_on_time"],
}
NOUNS = {
    "Charging": ("submission", "submissions", "28 day and 5 day tracks"),
    "Disclosure": ("duty", "duties", "Initial and continuing"),
    "Victim letters": (
        "letter",
        "letters",
        "Enhanced and other; entitlement not recorded is left out",
    ),
}
LISTED = [
    "charging_28_day",
    "charging_5_day",
    "disclosure_initial",
    "disclosure_continuing",
    "letters_enhanced",
    "letters_other",
]
LISTS = {
    "overdue": "Overdue",
    "today": "Due today",
    "soon": "Due in the next five working days",
    "open": "Open",
    "late": "Fell due in the last 28 days, not on time",
    "on_time": "Fell due in the last 28 days, on time",
}


def today(chosen: Chosen) -> list[tuple]:
    """Everything on Today but the cases, from its title on."""
    found = [*heading("Today", chosen), ("markdown", headline(chosen))]
    for title, of in GROUPS.items():
        found += tile(title, of, chosen)
    return [*found, *quality(chosen), *units(chosen)]


def headline(chosen: Chosen) -> str:
    figures = {t: obvious.standings(of, chosen.as_at, *chosen.where) for t, of in GROUPS.items()}
    overdue = sum(f["now"]["overdue"] for f in figures.values())
    each = [
        count(f["now"]["overdue"], *NOUNS[title][:2])
        for title, f in figures.items()
        if f["now"]["overdue"]
    ]
    of_what = each[0] if len(each) == 1 else count(overdue, "item")
    words = f"**{of_what} {'is' if overdue == 1 else 'are'} overdue**"
    if len(each) == 3:
        words += f": {each[0]}, {each[1]} and {each[2]}"
    if len(each) == 2:
        words += f": {each[0]} and {each[1]}"
    by_unit = obvious.units_overdue(GROUPS, chosen.as_at, *chosen.where)
    if overdue and len(by_unit) > 1:
        most = by_unit[0]
        for line in by_unit:
            if line["overdue"] > most["overdue"]:
                most = line
        words += f". {plain(most['unit'])} holds the most, {most['overdue']:,}"
    soon = sum(f["due_today"] + f["due_soon"] for f in figures.values())
    fall = count(soon, "more falls", "more fall")
    days = {f["now"]["day"] for f in figures.values()}
    until = "within five working days of each extract's own day"
    if len(days) == 1:
        until = f"by {day_words(obvious.working_days_later(max(days), 5))}"
    return f"{words}. {fall} due {until}."


def fresh(extract: str, chosen: Chosen) -> str:
    """Whether the data is here: late is more than one working day, and never for reviews."""
    newest, behind, is_late = how_fresh(extract, chosen)
    words = f"Data to {day_words(newest)}"
    missing = "" if extract == "reviews" else obvious.missing_days(extract, chosen.as_at)
    gaps = f"; {', '.join(map(day_words, missing))} missing" if missing else ""
    if is_late:
        return f":orange[■] {words}, **{count(behind, 'working day')} behind**{gaps}"
    return f":blue[✓] {words}{gaps}"


def change(now: int, then: int, day: date) -> str:
    if now > then:
        words = f"+{now - then:,}"
    elif now < then:
        words = f"−{then - now:,}"
    else:
        words = "no change"
    return f"{words} since {day_words(day)}"


def tile(title: str, of: list[str], chosen: Chosen) -> list[tuple]:
    s = obvious.standings(of, chosen.as_at, *chosen.where)
    now, before, weeks = s["now"], s["day_before"], s["four_weeks_before"]
    _, many, says = NOUNS[title]
    _, behind, _ = how_fresh(obvious.EXTRACT[of[0]], chosen)
    on = f"on {day_words(now['day'])}" if behind else "today"
    yesterday = now["day"] - timedelta(days=1)
    just = f"on {day_words(yesterday)}"
    if before["day"] < yesterday:
        just = f"from {day_words(before['day'])} to {day_words(yesterday)}"
    found = [
        ("header", title),
        ("markdown", fresh(obvious.EXTRACT[of[0]], chosen)),
        (
            "metric",
            f"Overdue {many}",
            f"{now['overdue']:,}",
            change(now["overdue"], before["overdue"], before["day"]),
            change(now["overdue"], weeks["overdue"], weeks["day"]),
            says,
        ),
        (
            "metric",
            "On time, last 28 days",
            percent(now["on_time"], now["fell_due"]) if now["fell_due"] else DASH,
            f"{now['on_time']:,} of {now['fell_due']:,} that fell due",
            "",
            "Of those whose due day lies in the 28 days before the data's own day, the share that "
            "was finished on or before it. Those still open count as late.",
        ),
        (
            "markdown",
            f"{day_words(before['day'])}: {share(before['on_time'], before['fell_due'])}  \n"
            f"{day_words(weeks['day'])}: {share(weeks['on_time'], weeks['fell_due'])}",
        ),
        (
            "markdown",
            f"Due {on} **{s['due_today']:,}**, in the five working days after "
            f"**{s['due_soon']:,}**  \nFell due {just}: {s['just_due']:,}, of them on time "
            f"{s['just_on_time']:,}",
        ),
    ]
    if title == "Victim letters":
        e = obvious.standings(["letters_enhanced"], chosen.as_at, *chosen.where)
        words = (
            f"To victims with enhanced rights: **{e['now']['overdue']:,} overdue**, "
            f"{e['due_today']:,} due {on}, {e['due_soon']:,} in the five working days after"
        )
        found.append(("markdown", words))
    return found


def quality(chosen: Chosen) -> list[tuple]:
    day = obvious.data_day("reviews", chosen.as_at)
    before, weeks = obvious.working_day_before(day), day - obvious.timedelta(days=28)

    def score(day: date) -> dict:
        return obvious.recent_score(chosen.as_at, *chosen.where, day)

    def in_all(s: dict) -> str:
        return f"{count(s['n_answers'], 'answer')} in {count(s['n_reviews'], 'review')}"

    def words(day: date) -> str:
        s = score(day)
        return f"{percent_of_one(s['score'])} ({in_all(s)})" if s["n_answers"] else "no answers"

    now = score(day)
    return [
        ("header", "Legal decision quality"),
        ("markdown", fresh("reviews", chosen)),
        (
            "metric",
            "Score, last 28 days",
            percent_of_one(now["score"]) if now["n_answers"] else DASH,
            in_all(now),
            "",
            "Mini-inspections and Individual Quality Assessments: 2 points for Fully met, 1 for "
            "Partially met, 0 for Not met, out of 2 for each answer that applied.",
        ),
        (
            "markdown",
            f"{day_words(before)}: {words(before)}  \n{day_words(weeks)}: {words(weeks)}",
        ),
    ]


def units(chosen: Chosen) -> list[tuple]:
    found: list[tuple] = [("header", "Where it is overdue, the oldest first")]
    lines = obvious.units_overdue(GROUPS, chosen.as_at, *chosen.where)
    if not lines:
        return [*found, ("markdown", "Nothing is overdue, due or recently due.")]
    table = []
    for line in lines:
        address = urlencode({**chosen.address, "unit": line["unit"]})
        over = [
            f"{line[title]:,} ({count(line[f'{title} oldest'], 'day')})" if line.get(title) else "0"
            for title in GROUPS
        ]
        table.append(
            [
                f"[{plain(SHORT[line['unit']])}](?{address})",
                *over,
                f"{line['today']:,}",
                f"{line['soon']:,}",
                share(line["on_time"], line["fell_due"]),
            ]
        )
    heads = ["Due today", "Next five working days", "On time, last 28 days"]
    caption = (
        "How many are overdue (past their due day and not finished, as at each extract's own day), "
        "and in brackets how long the oldest is past its due day. What falls due, counted from "
        "each extract's own day, and on time are of all these columns together. A unit's name "
        "shows that unit alone."
    )
    return [*found, ("caption", caption), ("table", ["Unit", *GROUPS, *heads], table)]


def cases(chosen: Chosen, measure: str = "charging_28_day", which: str = "overdue") -> list[tuple]:
    """The cases at the end of Today."""
    of, extract = MEASURES[measure], EXTRACTS[obvious.EXTRACT[measure]]
    some = obvious.case_list(measure, which, chosen.as_at, *chosen.where)
    day = obvious.data_day(extract.key, chosen.as_at)
    found = [
        ("header", "Cases"),
        ("selectbox", "Measure", of.title, [MEASURES[m].title for m in LISTED]),
        ("selectbox", "Which", LISTS[which], list(LISTS.values())),
        (
            "markdown",
            f"**{count(len(some), of.one, of.counting_unit)}**, as at {day:%a %d %b %Y}.",
        ),
    ]
    if not some:
        return found
    start = {"charging": "Date received", "disclosure": "Date triggered"}
    headings = [
        *obvious.KEYS[extract.key],
        *("Unit", "Casework type", start.get(extract.key, "Date decided")),
        *("Due", "Days past due", "Days since start"),
    ]
    # "Due" is the court's due date where there is one, so that is not shown again.
    shown = [*headings, "Due date"]
    headings += [h for h in some[0] if h not in shown and any(c[h] for c in some)]
    for case in some:
        over = case["Days past due"]
        if which in ("today", "soon"):
            case["Days past due"] = -over
        elif over is not None and over <= 0:
            case["Days past due"] = None
    lines = [[cell(case[h], h) for h in headings] for case in some]
    if which in ("today", "soon"):
        headings = ["Days until due" if h == "Days past due" else h for h in headings]
    return [
        *found,
        ("dataframe", headings, lines, f"{LISTS[which]}: {of.title}"),
        (
            "download_button",
            f"Download {count(len(some), 'row')} as CSV",
            f"{measure}_{which}_{day:%Y-%m-%d}.csv",
            file(headings, lines),
        ),
    ]


def cell(value: object, heading: str) -> object:
    if heading in ("Submission", "Sequence"):
        return int(value)
    if heading in ("In custody", "Same prosecutor", "VRR applies"):
        return {"Yes": True, "No": False, "": None}[value]
    return None if value == "" else value


def yes_no(value: object) -> object:
    return "Yes" if value is True else "No" if value is False else value


def file(headings: Iterable[str], lines: Iterable[Iterable[object]]) -> str:
    """The text of a download: a mark of UTF-8, days as they are written here, blanks empty."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headings)
    for line in lines:
        writer.writerow([f"{c:%d/%m/%Y}" if isinstance(c, date) else yes_no(c) for c in line])
    return "\ufeff" + out.getvalue()


# The page of an issue


def issue(number: int, title: str, chosen: Chosen, key: str) -> list[tuple]:
    """Everything on the page of an issue, with one of its measures chosen."""
    of_issue = [m for m in MEASURES.values() if m.issue == number]
    titles = [m.title for m in of_issue]
    measure = MEASURES[key]
    return [
        *heading(title, chosen),
        overview(of_issue, chosen),
        ("selectbox", "Measure shown below", measure.title, titles),
        ("header", measure.title),
        ("markdown", sentence(measure, chosen)),
        *charted(measure, chosen),
        *themes(measure, chosen),
        ("expander", "The table behind it"),
        *table(measure, chosen),
        ("expander", "How it is counted"),
        *definition(measure),
        *unknown_letters(number, chosen),
    ]


def unknown_letters(number: int, chosen: Chosen) -> list[tuple]:
    if number != 3:
        return []
    owed, left = obvious.unknown_letters(chosen.as_at, *chosen.where, chosen.n_months)
    if not owed:
        return []
    day = obvious.data_day("victim_letters", chosen.as_at)
    sent = f"{left:,} of them not sent"
    if owed == 1:
        sent = "not sent" if left else "sent"
    words = (
        f"**Entitlement not recorded:** {count(owed, 'letter')} owed in the months shown, {sent} "
        f"by {day:%a %d %b %Y}. Such letters are in neither standard, and in no share above."
    )
    return [("markdown", words)]


def series(measure: Measure, chosen: Chosen, by: str | None = None) -> list[dict]:
    return obvious.series(measure.key, chosen.as_at, *chosen.where, chosen.n_months, by)


def this_month(measure: Measure, chosen: Chosen) -> date:
    return obvious.month_of(obvious.data_day(obvious.EXTRACT[measure.key], chosen.as_at))


def whole_months(lines: list[dict], measure: Measure, chosen: Chosen) -> list[dict]:
    return [line for line in lines if line["period"] < this_month(measure, chosen)]


def last_three(lines: list[dict], measure: Measure, chosen: Chosen) -> tuple:
    """The last whole month, the one before it, and this one so far; None where there is none."""
    whole = [None, None, *whole_months(lines, measure, chosen)]
    so_far = [line for line in lines if line["period"] == this_month(measure, chosen)]
    return whole[-1], whole[-2], so_far[0] if so_far else None


def in_words(measure: Measure, line: dict | None) -> str:
    if line is None:
        return DASH
    if line["value"] is None:
        return f"{DASH} (no {measure.counting_unit})"
    if measure.key == "charging_end_to_end":
        return f"{days(line['value'])} (median of {count(line['whole'], 'case')})"
    if measure.key == "charging_waiting":
        return count(line["whole"], "submission")
    if measure.kinds:
        return f"{percent_of_one(line['value'])} ({count(line['whole'], 'answer')})"
    return share(line["part"], line["whole"])


def days(value: float, one: str = "day") -> str:
    number = f"{int(value):,}" if value == int(value) else f"{value:,.1f}"
    return f"{number} {one}" if value == 1 else f"{number} {one}s"


HAS_OVERDUE = ["charging_28_day", "charging_5_day", "police_response"]
HAS_OVERDUE += ["disclosure_initial", "disclosure_continuing"]
HAS_OVERDUE += ["letters_on_time", "letters_enhanced", "letters_other"]


def overview(of_issue: list[Measure], chosen: Chosen) -> tuple:
    table = []
    for measure in of_issue:
        lines = series(measure, chosen)
        overdue = DASH
        if measure.key in HAS_OVERDUE:
            overdue = f"{lines[-1]['overdue']:,}" if lines else "0"
        words = [in_words(measure, line) for line in last_three(lines, measure, chosen)]
        table.append([plain(measure.title), *words, overdue, plain(measure.standard)])
    counted = [m for m in of_issue if last_three(series(m, chosen), m, chosen)[0]]
    last = "October 2026" if counted else "Last whole month"
    heads = ["Measure", last, "Month before", "This month so far", "Overdue now", "Standard"]
    return "table", heads, table


HAPPENED = {
    "on_time_share": " fell due",
    "sent_share": " fell due",
    "returned_share": " were decided",
}
OF_WHAT = {
    "on_time_share": " on time, of those that fell due",
    "sent_share": " sent at all, of those that fell due",
    "returned_share": " returned at triage, of those decided",
    "score": " of the most points there could be",
    "open": " open at the end of the month",
    "median_days": "",
}


def sentence(measure: Measure, chosen: Chosen) -> str:
    lines = series(measure, chosen)
    whole, _, so_far = last_three(lines, measure, chosen)
    line = whole or so_far
    if not line:
        return "There is nothing to count for these filters."
    column = obvious.COLUMNS[measure.key][0]
    when = f"{line['period']:%B %Y}" + ("" if whole else " so far")
    words = f"{when}: **{in_words(measure, line)}**{OF_WHAT[column]}"
    if line["value"] is None:
        words = f"{when}: no {measure.counting_unit}{HAPPENED.get(column, '')}"
    elif measure.kinds:
        answers = count(line["whole"], measure.one, measure.counting_unit)
        shown = percent_of_one(line["value"])
        words = f"{when}: **{shown}** of the most points that {answers} could have"
    if column == "on_time_share" and line["finished_with_limit"]:
        of_finished = share(line["finished_on_time"], line["finished_with_limit"])
        on_time = "" if line["whole"] else " on time,"
        words += f";{on_time} {of_finished} of those finished"
        if line["finished_with_limit"] < line["finished"]:
            words += " that had a due day"
    words += "."
    if line.get("finished"):
        kind = "working day" if obvious.EXTRACT[measure.key] == "victim_letters" else "day"
        longest = f"ne in ten took more than {days(round(line['p90_days']), kind)}."
        if column != "median_days":
            words += (
                f" Of {count(line['finished'], measure.one, measure.counting_unit)} finished, the "
                f"median took {days(line['median_days'], kind)}"
            )
            words += f" and o{longest}" if line["finished"] >= 10 else "."
        elif line["finished"] >= 10:
            words += f" O{longest}"
    if "open" in line:
        today = obvious.data_day(obvious.EXTRACT[measure.key], chosen.as_at)
        words += f" At the end of {today:%a %d %b %Y}, {left_open(measure, lines[-1])}."
    if measure.key == "charging_waiting":
        words += ages(chosen)
    return words


def left_open(measure: Measure, line: dict) -> str:
    n, overdue = line["open"], line["overdue"]
    if n == 0:
        return "none was open"
    if measure.standard == "none":
        return f"{n:,} {'was' if n == 1 else 'were'} open"
    if n == 1:
        return "1 was open, and overdue" if overdue else "1 was open, not overdue"
    return f"{n:,} were open, {overdue:,} of them overdue"


BANDS = {"0–5": (0, 5), "6–14": (6, 14), "15–21": (15, 21), "22–28": (22, 28)}
BANDS["29 or more"] = (29, 99_999)


def ages(chosen: Chosen) -> str:
    """How long ago the submissions came that wait."""
    today = obvious.data_day("charging", chosen.as_at)
    some = list(obvious.matching(obvious.cases("charging_waiting", chosen.as_at), *chosen.where))
    if not some:
        return ""
    old = [(today - c.start).days for c in some if c.is_open(today)]
    bands = [f"{b}: {sum(a <= o <= z for o in old):,}" for b, (a, z) in BANDS.items()]
    return f" By calendar days since they came: {', '.join(bands)}."


def legend(measure: Measure, chosen: Chosen) -> str:
    words = "Each panel is a unit, by whole months, with the last one's figure."
    if measure.key == "charging_waiting":
        return words
    of = "reviews" if measure.kinds else measure.counting_unit
    if measure.key == "charging_end_to_end":
        words = words.removesuffix(".") + ", in days."
    return f"{words} Dotted: all units together. Hollow points: fewer than 10 {of}."


def charted(measure: Measure, chosen: Chosen) -> list[tuple]:
    if not any(last_three(series(measure, chosen), measure, chosen)):
        return []
    return [("caption", legend(measure, chosen)), chart(measure, chosen)]


def chart(measure: Measure, chosen: Chosen) -> tuple:
    everywhere = {k: v for k, v in chosen.address.items() if k != "unit"}
    together = whole_months(series(measure, Chosen(everywhere)), measure, chosen)
    by_unit: dict[str, list[dict]] = {}
    for line in whole_months(series(measure, chosen, "Unit"), measure, chosen):
        by_unit.setdefault(line["Unit"], []).append(line)
    panels = []
    for unit, lines in by_unit.items():
        if not any(line["whole"] for line in lines):
            continue
        name, last = SHORT[unit], lines[-1]["value"]
        if last is None:
            figure = DASH
        elif measure.key == "charging_end_to_end":
            figure = days(last).split()[0]
        else:
            is_count = measure.key == "charging_waiting"
            figure = f"{last:,.0f}" if is_count else percent_of_one(last)
        panel = Panel(
            name=f"<b>{name}</b>",
            figure=figure,
            months=[f"{line['period']:%Y-%m-%d}" for line in lines],
            values=drawn(lines),
            hover=[
                f"<b>{name}</b><br>{line['period']:%B %Y}: {in_words(measure, line)}"
                for line in lines
            ],
            hollow=[line["small"] for line in lines],
            dotted=None if measure.key == "charging_waiting" else drawn(together),
        )
        sign = -1 if measure.better == "lower" else 1
        panels.append(((last is None, sign * (last or 0), name), panel))
    if not panels:
        return "markdown", "There is nothing to show for these filters."
    panels.sort(key=lambda p: p[0])
    words = sentence(measure, chosen).replace("**", "")
    alt = f"{measure.title}, by unit and month. {words}"
    values = [v for _, p in panels for v in p.values.expected if v == v]
    scale = (pytest.approx(1), ".0%")
    if measure.key in ("charging_waiting", "charging_end_to_end"):
        scale = (pytest.approx(max(values)), ",.0f")
    return "plotly_chart", [panel for _, panel in panels], scale, alt


def drawn(lines: list[dict]) -> object:
    """The values of a line of a chart, which are sent to the browser with four decimals."""
    values = [math.nan if line["value"] is None else line["value"] for line in lines]
    return pytest.approx(values, abs=0.000051, rel=0, nan_ok=True)


def themes(measure: Measure, chosen: Chosen) -> list[tuple]:
    if not measure.kinds:
        return []
    by_theme: dict[str, list[dict]] = {}
    for line in series(measure, chosen, "Theme"):
        by_theme.setdefault(line["Theme"], []).append(line)
    lines = []
    for theme, those in by_theme.items():
        three = last_three(those, measure, chosen)
        value = three[0]["value"]
        words = [in_words(measure, line) for line in three]
        lines.append((value is None, value or 0, [plain(theme), *words]))
    lines.sort(key=lambda line: line[:2])
    if not lines:
        return []
    heads = ["Theme", "Last whole month", "Month before", "This month so far"]
    return [
        ("subheader", "By theme, the lowest first"),
        ("table", heads, [line[2] for line in lines]),
    ]


def table(measure: Measure, chosen: Chosen) -> list[tuple]:
    """Every unit and month, the newest first, and the file of all figures."""
    lines = series(measure, chosen, "Unit")
    found = []
    units = list(dict.fromkeys(line["Unit"] for line in lines))
    months = sorted({line["period"] for line in lines}, reverse=True)
    if lines:
        cells = {(x["Unit"], x["period"]): in_words(measure, x) for x in lines}
        wide = [[unit, *(cells[unit, month] for month in months)] for unit in units]
        last = this_month(measure, chosen)
        heads = ["Unit", *(f"{m:%b %Y} so far" if m == last else f"{m:%b %Y}" for m in months)]
        found.append(("dataframe", heads, wide, f"{measure.title} by unit and month"))
    day = obvious.data_day(obvious.EXTRACT[measure.key], chosen.as_at)
    words, name = "Download every figure as CSV", f"{measure.key}_{day:%Y-%m-%d}.csv"
    return [*found, ("download_button", words, name, every_figure(lines, measure))]


def every_figure(lines: list[dict], measure: Measure) -> str:
    keys = [k for k in series(measure, Chosen(), "Unit")[0] if k not in ("value", "part", "whole")]
    named = {"p90_days": "90th percentile, days", "median_days": "Median, days"}
    heads = [named.get(k, k[0].upper() + k[1:].replace("_", " ")) for k in keys]
    return file(heads, [[rounded(k, line[k]) for k in keys] for line in lines])


def rounded(name: str, value: object) -> object:
    if isinstance(value, float):
        return round(value, 1 if name.endswith("_days") else 4)
    return value


def definition(measure: Measure) -> list[tuple]:
    source = plain(measure.standard_source or "none is published")
    found = [
        ("markdown", plain(measure.says)),
        ("markdown", f"**Standard:** {plain(measure.standard)}  \n**Source:** {source}"),
        ("markdown", f"**Why it matters:** {plain(measure.why_it_matters)}"),
    ]
    if measure.caveats:
        found.append(("markdown", f"**Mind:** {plain(measure.caveats)}"))
    return found
