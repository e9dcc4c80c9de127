"""What Today says of the sample data."""

from datetime import date, timedelta
from unittest.mock import ANY
from urllib.parse import urlencode

from extracts.registry import EXTRACTS
from metrics import sentences
from metrics.changes import NEW_BY_CHANCE
from metrics.registry import Measure
from tests.pages import obvious, obvious_judgement
from tests.pages.expected import (
    DASH,
    MEASURES,
    PLANNED,
    SHORT,
    Chosen,
    count,
    day_words,
    file,
    half_up,
    heading,
    how_fresh,
    lines,
    lower,
    percent,
    percent_of_one,
    plain,
    share,
)
from tests.pages.expected_issue import ASKED, PATHS, change_words

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
    found = [*heading("Today", chosen), ("markdown", headline(chosen)), *plan(chosen)]
    found += changes(chosen)
    for title, of in GROUPS.items():
        found += tile(title, of, chosen)
    says = "Earlier days are counted with what is known now, not as they stood here then."
    return [*found, *quality(chosen), ("caption", says), *units(chosen)]


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
    if not overdue:
        words = "**Nothing is overdue**"
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
    fall = count(soon, "more falls", "more fall") if soon else "Nothing more falls"
    days = {f["now"]["day"] for f in figures.values()}
    until = "within five working days of each extract's own day"
    if len(days) == 1:
        until = f"by {day_words(obvious.working_days_later(max(days), 5))}"
    return f"{words}. {fall} due {until}."


# The improvement plan


def plan(chosen: Chosen) -> list[tuple]:
    """The actions that are overdue on the last day of the sample, whatever day is looked at."""
    last = max(obvious.data_day(extract, None) for extract in obvious.KEYS)
    late = sorted(
        (a["due"], a["short"])
        for a in PLANNED
        if a["due"] < last
        and not (a["done"] and a["done"] <= last)
        and (not chosen.unit or not a["units"] or chosen.unit in a["units"])
    )
    if not late:
        return []
    due, short = late[0]
    query = urlencode({"state": "Overdue"} | ({"unit": chosen.unit} if chosen.unit else {}))
    many = f"[{count(len(late), 'action')} of the improvement plan](improvement_plan?{query})"
    words = f'"{plain(short)}", which was due {due:%a} {due.day} {due:%b %Y}.'
    as_at = f"overdue as at {last:%a} {last.day} {last:%b %Y}: "
    are = f"is {as_at}" if len(late) == 1 else f"are {as_at}longest "
    return [("markdown", f":orange[■] {many} {are}{words}")]


# What changed

SIGNALS = ["concern", "change", "improvement"]


def changes(chosen: Chosen) -> list[tuple]:
    """The signals that the month before did not have, and the concerns that it had."""
    found, watched, months = [], 0, set()
    for measure in MEASURES.values():
        for by in (None, "Unit") if not chosen.unit else (None,):
            of = lines(measure, chosen, by)
            if not of:
                continue
            watched += sum(x.verdict["variation"] != "not judged" for x in of.values())
            newest = max(m["period"] for line in of.values() for m in line.months)
            months.add(newest)
            for name, line in of.items():
                now = line.verdict["variation"]
                before = [m for m in line.months if m["period"] < newest]
                if now not in SIGNALS:
                    continue
                is_new = not before or now != variation(before, measure)
                is_since = is_new and now not in (None, variation_before(measure, chosen, by, name))
                if is_new or now == "concern":
                    order = not is_since, not is_new, SIGNALS.index(now)
                    found.append((order, changed(measure, name, chosen, line.verdict, *order[:2])))
    if not watched:
        return []
    found.sort(key=lambda x: x[0])
    orders, items = [x for x, _ in found], [item for _, item in found]
    new, since = sum(not x[1] for x in orders), sum(not x[0] for x in orders)
    words = count(new, "new change") if new else "no new change"
    of_months = " and ".join(f"{m:%B %Y}" for m in sorted(months))
    which = "every measure, for all units together and for each"
    if chosen.unit:
        which = "each measure of this unit"
    by_chance = half_up(NEW_BY_CHANCE * watched, "1")
    said = (
        f"With the figures of {of_months}, **{words}** among the {count(watched, 'line')} watched "
        f"({which}); {f'about {by_chance}' if by_chance else 'fewer than 1'} would come by chance "
        "alone."
    )
    if day_before(chosen):
        latest = f"{since:,} of them since" if since else "Nothing is new since"
        said += f" {latest} the extracts of {day_words(day_before(chosen))}."
    shown = [("header", "What changed"), ("markdown", said)]
    if items:
        shown.append(("list", items[:6]))
    if items[6:]:
        more = f"And {len(items) - 6} more; the pages of the issues mark them all."
        shown.append(("caption", more))
    return shown


def variation(months: list[dict], measure: Measure) -> str:
    return obvious_judgement.judged(months, measure.key).verdict["variation"]


def variation_before(measure: Measure, chosen: Chosen, by: str | None, name: str) -> str | None:
    """What was said with the extracts before; what is said now, where there are none."""
    before = day_before(chosen)
    if not before:
        return lines(measure, chosen, by)[name].verdict["variation"]
    line = lines(measure, chosen.but(as_at=f"{before:%Y-%m-%d}"), by).get(name)
    return line and line.verdict["variation"]


def day_before(chosen: Chosen) -> date | None:
    """The newest day of an extract before the newest of all."""
    days = {day for extract in obvious.KEYS for day in obvious.extract_days(extract)}
    *before, _ = [None, *sorted(d for d in days if not chosen.as_at or d <= chosen.as_at)]
    return before[-1]


def changed(
    measure: Measure, unit: str, chosen: Chosen, verdict: dict, not_since: bool, not_new: bool
) -> list:
    asked = {ASKED[measure.issue]: measure.title} | ({"unit": unit} if unit else {})
    name = measure.title
    if unit:
        name = f"{SHORT[unit]}, {lower(name)}"
    words = sentences.standing_words if not_new else sentences.changed_words
    says = f": {words(verdict)}{'' if not_since else ' (new since the extracts before)'}"
    return [
        ("image", change_words(verdict), ANY),
        *([] if not_new else ["New:"]),
        ("link", PATHS[measure.issue], chosen.address | asked, name),
        says,
    ]


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
    found: list[tuple] = [("header", "Where it is overdue, the most first")]
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
                f"[{plain(SHORT[line['unit']])}](unit?{address})",
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
        "opens its page."
    )
    return [*found, ("caption", caption), ("table", ["Unit", *GROUPS, *heads], table)]


def cases(
    chosen: Chosen, measure: str = "charging_28_day", which: str = "overdue", most: int = 2000
) -> list[tuple]:
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
            f"**{count(len(some), of.one, of.counting_unit)}**, as at {day:%a %d %b %Y}."
            + (f" Shown are the first {most:,}; the file has all." if len(some) > most else ""),
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
        ("dataframe", headings, lines[:most], f"{LISTS[which]}: {of.title}"),
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
