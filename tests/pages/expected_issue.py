"""What the page of an issue says of the sample data: its first words, its measures, one of them."""

from unittest.mock import ANY

from charts.icons import sparkline
from metrics import sentences
from metrics.measure import ISSUES
from metrics.presets import PRESETS, rules_in_words
from metrics.registry import Measure
from tests.pages import expected_charts, expected_effects, expected_time, obvious
from tests.pages.expected import (
    ACTIONS,
    AREA,
    DASH,
    GLYPHS,
    MEASURES,
    SHORT,
    Chosen,
    alone,
    changed,
    clipped,
    count,
    day_of,
    days,
    definition,
    file,
    heading,
    in_words,
    lines,
    lower,
    plain,
    series,
    share,
    usual_range,
    whole_figure,
    yes_no,
)
from tests.pages.obvious_judgement import NAN, Line, second_opinion

ASKED = {1: "quality", 2: "timeliness", 3: "letters"}
PATHS = {1: "legal_decision_quality", 2: "charging_and_disclosure", 3: "victim_letters"}


def issue(number: int, chosen: Chosen, key: str) -> list[tuple]:
    """Everything on the page of an issue, with one of its measures chosen."""
    of_issue = [m for m in MEASURES.values() if m.issue == number]
    measure = MEASURES[key]
    return [
        *heading(ISSUES[number], chosen),
        *first_words(of_issue, chosen),
        *overview(number, of_issue, chosen, measure),
        ("selectbox", "Measure shown below", measure.title, [m.title for m in of_issue]),
        ("header", measure.title),
        *chosen_measure(measure, chosen),
        *unknown_letters(number, chosen),
    ]


# The first words


def first_words(measures: list[Measure], chosen: Chosen) -> list[tuple]:
    """What is worse, then what cannot reach its target; what is better; and the units."""
    said = [(m, line) for m in measures if (line := alone(m, chosen))]
    worse = [x for x in said if x[1].verdict["variation"] == "concern"]
    missed = [x for x in said if x[1].verdict["assurance"] == "will not reach"]
    matter = worse + [x for x in missed if x not in worse]
    found = [f"**{plain(m.title)}.** {plain(sentence(m, line))}" for m, line in matter[:3]]
    if matter[3:]:
        more = "; ".join(lower(m.title) for m, _ in matter[3:])
        found.append(f"Also worse than before, or out of reach: {plain(more)}.")
    if said and not matter:
        found.append(nothing_matters([line for _, line in said], chosen))
    better = [lower(m.title) for m, line in said if line.verdict["variation"] == "improvement"]
    if better:
        found.append(f"Better than before: {plain('; '.join(better))}.")
    if not chosen.unit:
        found += worse_units(measures, chosen)
    return [("markdown", words) for words in found]


def nothing_matters(said: list[Line], chosen: Chosen) -> str:
    few = [line for line in said if line.verdict["variation"] == "not judged"]
    if len(few) == len(said):
        return "No measure here has enough cases to be judged."
    fine = "nothing is worse than before, and no target is out of reach as things are."
    if few:
        has = "has" if len(few) == 1 else "have"
        of = f"{len(few)} of {len(said)} measures {has} too few cases to be judged"
        return f"{of}; in the rest {fine}"
    return f"{'Here' if chosen.unit else 'All units together,'} {fine}"


def worse_units(measures: list[Measure], chosen: Chosen) -> list[str]:
    worse: dict[str, list[str]] = {}
    for m in measures:
        for unit in changed(lines(m, chosen, "Unit"), "concern"):
            worse.setdefault(SHORT[unit], []).append(lower(m.title))
    each = [f"**{plain(unit)}** ({plain(', '.join(of))})" for unit, of in worse.items()]
    return [f"Worse than before in {count(len(each), 'unit')}: {'; '.join(each)}."] if each else []


def sentence(measure: Measure, line: Line) -> str:
    """The whole sentence, whose words tests/metrics/test_sentences.py has: of these figures."""
    newest = line.months[-1]
    value = NAN if newest["value"] is None else newest["value"]
    return sentences.sentence(measure, newest | {"value": value}, line.verdict)


# The table of measures


def overview(number: int, of_issue: list[Measure], chosen: Chosen, measure: Measure) -> list[tuple]:
    said = [m for m in of_issue if alone(m, chosen)]
    without = [m.title for m in of_issue if m not in said]
    found = []
    if said:
        rows = []
        for m in said:
            cells = row(m, chosen, link("", chosen, **{ASKED[number]: m.title}))
            ends = usual_range(m, alone(m, chosen).verdict)
            rows.append([*cells[:4], [ends], *cells[4:]])
        heads = [of_months(said, chosen), "Target", "Usual range", "Overdue now", "In words"]
        heads = ["Change", "Measure", *heads, "Last 24 months"]
        marked = [m.title for m in said if m == measure]
        found.append(("measures", f"{ISSUES[number]}: its measures", heads, rows, marked))
    if without:
        titles = plain("; ".join(map(lower, without)))
        found.append(("markdown", f"No whole month with a case of these filters: {titles}."))
    return found


def of_months(said: list[Measure], chosen: Chosen) -> str:
    """The month of a table's figures; all extracts of the sample reach the same one."""
    (month,) = {alone(m, chosen).months[-1]["period"] for m in said}
    return f"{month:%B %Y}"


def link(path: str, chosen: Chosen, **asked: str) -> tuple:
    return path, chosen.address | asked


def change_words(verdict: dict) -> str:
    """What its icon says."""
    than = {1: "higher than usual", -1: "lower than usual", 0: ""}[verdict["side"]]
    return {
        "improvement": f"Better: {than}",
        "concern": f"Worse: {than}",
        "change": f"Changed: {than}",
        "usual": "No change beyond chance",
        "not judged": "Too few to judge",
    }[verdict["variation"]]


def row(measure: Measure, chosen: Chosen, to: tuple) -> list[list]:
    """The cells of a measure: its icons, its name, its figures, and all in a few words."""
    line = alone(measure, chosen)
    verdict, newest = line.verdict, line.months[-1]
    target = [DASH]
    if verdict["target"] == verdict["target"]:
        target = [whole_figure(measure, verdict["target"])]
    if verdict["assurance"]:
        reach = f"{verdict['assurance'].capitalize()} the target as things are"
        target = [("image", reach, ANY), *target]
    values = [NAN if m["value"] is None else m["value"] for m in line.months][-24:]
    drawn = sparkline(values, [m["meaning"] for m in line.months][-24:], "light")
    return [
        [("image", change_words(verdict), ANY)],
        [("link", *to, measure.title)],
        [in_words(measure, newest)],
        target,
        [overdue(measure, chosen)],
        [sentences.short(measure, verdict, newest)],
        [("image", "", drawn)],
    ]


WITHOUT_OVERDUE = ["charging_waiting", "charging_returned", "charging_end_to_end"]
WITHOUT_OVERDUE += ["letters_sent", "letters_quality", "review_score"]


def overdue(measure: Measure, chosen: Chosen) -> str:
    if measure.key in WITHOUT_OVERDUE:
        return DASH
    return f"{series(measure, chosen)[-1]['overdue']:,}"


# The measure that is chosen


def chosen_measure(measure: Measure, chosen: Chosen) -> list[tuple]:
    line = alone(measure, chosen)
    words = "There is no whole month to judge for these filters."
    if line:
        words = plain(sentence(measure, line))
    found = [("markdown", words), ("markdown", details(measure, chosen))]
    if line:
        found += expected_charts.line(measure, chosen, sentence(measure, line))
        found += done(measure, chosen)
        if not chosen.unit:
            found += expected_charts.units(measure, chosen)
        found += expected_charts.consistency(measure, chosen)
        found += by_type(measure, chosen)
    if measure.clock:
        found += expected_time.how_long(measure, chosen)
        found += expected_time.backlog(measure, chosen)
    return [
        *found,
        *themes(measure, chosen),
        ("expander", "The table behind it, to read or to download"),
        *table(measure, chosen),
        ("expander", "How it is counted and judged"),
        *definition(measure),
        *how_judged(measure, chosen),
    ]


def last_three(some: list[dict], measure: Measure, chosen: Chosen) -> tuple:
    """The last whole month, the one before it, and this one so far; None where there is none."""
    this_month = obvious.month_of(day_of(measure, chosen))
    whole = [None, None, *(m for m in some if m["period"] < this_month)]
    so_far = [m for m in some if m["period"] == this_month]
    return whole[-1], whole[-2], so_far[0] if so_far else None


def details(measure: Measure, chosen: Chosen) -> str:
    """The published convention, how long it took, what is open, and this month so far."""
    months = series(measure, chosen)
    whole, _, so_far = last_three(months, measure, chosen)
    month = whole or so_far
    if not month:
        return "There is nothing to count for these filters."
    words = []
    column = obvious.COLUMNS[measure.key][0]
    if column == "on_time_share" and month["finished_with_limit"]:
        some = month["finished_with_limit"] < month["finished"]
        on_time = share(month["finished_on_time"], month["finished_with_limit"])
        words.append(
            f"Of those finished in {month['period']:%B %Y}{' that had a due day' * some}, "
            f"{on_time} were on time."
        )
    if month.get("finished"):
        kind = "working day" if obvious.EXTRACT[measure.key] == "victim_letters" else "day"
        longest = f"ne in ten took more than {days(round(month['p90_days']), kind)}."
        if column != "median_days":
            took = (
                f"Of {count(month['finished'], measure.one, measure.counting_unit)} finished, the "
                f"median took {days(month['median_days'], kind)}"
            )
            words.append(f"{took} and o{longest}" if month["finished"] >= 10 else f"{took}.")
        elif month["finished"] >= 10:
            words.append(f"O{longest}")
    if "open" in month:
        is_open = left_open(measure, months[-1])
        words.append(f"At the end of {day_of(measure, chosen):%a %d %b %Y}, {is_open}.")
    if so_far:
        words.append(f"This month so far: {in_words(measure, so_far)}.")
    if measure.key == "charging_waiting":
        words.append(expected_time.ages_now(measure, chosen))
    return " ".join(words)


def left_open(measure: Measure, month: dict) -> str:
    n, late = month["open"], month["overdue"]
    if n == 0:
        return "none was open"
    if measure.standard == "none":
        return f"{n:,} {'was' if n == 1 else 'were'} open"
    if n == 1:
        return "1 was open, and overdue" if late else "1 was open, not overdue"
    return f"{n:,} were open, {late:,} of them overdue"


def done(measure: Measure, chosen: Chosen) -> list[tuple]:
    """The actions that were to move it, and what came of each."""
    said = [
        f"- {a['started']:%-d %B %Y}: **{plain(a['title'])}** "
        f"({plain(', '.join(SHORT[u] for u in a['units'])) or 'every unit'})  \n"
        f"  {plain(expected_effects.sentence(a, measure, chosen.as_at))}"
        for a in sorted(actions(measure, chosen), key=lambda a: a["started"])
    ]
    if not said:
        return []
    return [
        ("subheader", "What has been done about it, and did it work?"),
        ("markdown", "\n".join(said)),
        (
            "caption",
            "Marked on the chart of whom they were for, on the day they started, if it shows that "
            "day. These actions and dates are made up, as the cases are.",
        ),
        ("caption", expected_effects.CAVEAT),
    ]


def actions(measure: Measure, chosen: Chosen) -> list[dict]:
    return [
        a
        for a in ACTIONS
        if measure.key in a["measures"]
        and (not chosen.unit or not a["units"] or chosen.unit in a["units"])
    ]


def by_type(measure: Measure, chosen: Chosen) -> list[tuple]:
    of = lines(measure, chosen, "Casework type")
    if chosen.casework_type or len(of) < 2:
        return []
    kinds = [k for k in obvious.CASEWORK_TYPES if k in of]
    (month,) = {of[k].months[-1]["period"] for k in kinds}
    rows = [
        [
            plain(k),
            in_words(measure, of[k].months[-1]),
            f"{GLYPHS[of[k].verdict['variation']]} "
            f"{plain(sentences.short(measure, of[k].verdict, of[k].months[-1]))}",
            usual_range(measure, of[k].verdict),
        ]
        for k in kinds
    ]
    heads = ["Casework type", f"{month:%B %Y}", "In words", "Usual range"]
    return [("subheader", "By casework type"), ("table", heads, rows)]


def themes(measure: Measure, chosen: Chosen) -> list[tuple]:
    if not measure.kinds:
        return []
    by_theme: dict[str, list[dict]] = {}
    for month in series(measure, chosen, "Theme"):
        by_theme.setdefault(month["Theme"], []).append(month)
    rows = []
    for theme, those in by_theme.items():
        three = last_three(those, measure, chosen)
        value = three[0]["value"]
        words = [in_words(measure, month) for month in three]
        rows.append((value is None, value or 0, [plain(theme), *words]))
    rows.sort(key=lambda of: of[:2])
    if not rows:
        return []
    heads = ["Theme", "Last whole month", "Month before", "This month so far"]
    return [
        ("subheader", "By theme, the lowest first"),
        ("table", heads, [of[2] for of in rows]),
    ]


# The table and its files


def table(measure: Measure, chosen: Chosen) -> list[tuple]:
    """All together and every unit, the newest month first, and the files of all figures."""
    months = series(measure, chosen, "Unit")
    if not chosen.unit:
        months = [{"Unit": "All units"} | m for m in series(measure, chosen)] + months
    found = []
    if months:
        cells = {(m["Unit"], m["period"]): in_words(measure, m) for m in months}
        periods = sorted({m["period"] for m in months}, reverse=True)
        units = list(dict.fromkeys(m["Unit"] for m in months))
        wide = [[unit, *(cells[unit, p] for p in periods)] for unit in units]
        this_month = obvious.month_of(day_of(measure, chosen))
        heads = [f"{p:%b %Y} so far" if p == this_month else f"{p:%b %Y}" for p in periods]
        found.append(("dataframe", ["Unit", *heads], wide, f"{measure.title} by unit and month"))
    name = f"{measure.key}_{day_of(measure, chosen):%Y-%m-%d}"
    heads, rows = every_figure(measure, chosen, months)
    formats = [written(head, measure) for head in heads] if rows else []
    cells = [[yes_no(c) for c in line] for line in rows]
    sheet = measure.title[:31].strip(), heads, formats, cells
    return [
        *found,
        ("download_button", "Download every figure as CSV", f"{name}.csv", file(heads, rows)),
        ("download_button", "Download every figure as Excel", f"{name}.xlsx", sheet),
    ]


NAMED = {"p90_days": "90th percentile, {}s", "median_days": "Median, {}s", "mean_days": "Mean {}s"}
JUDGED = ["Average", "Usual range from", "Usual range to", "Target", "Judged"]


def every_figure(
    measure: Measure, chosen: Chosen, months: list[dict]
) -> tuple[list[str], list[list]]:
    """The headings and the lines: all figures, with what each is judged by."""
    keys = [k for k in series(measure, Chosen(), "Unit")[0] if k not in ("value", "part", "whole")]
    day = expected_time.a_day(measure)
    heads = [NAMED.get(k, k[0].upper() + k[1:].replace("_", " ")).format(day) for k in keys]
    judged = lines(measure, chosen, "Unit") | {"All units": alone(measure, chosen)}
    of = {(unit, m["period"]): m for unit, line in judged.items() if line for m in line.months}
    rows = []
    for month in months:
        said = of.get((month["Unit"], month["period"]))
        by = [None] * len(JUDGED)
        if said:
            by = [said["mean"], *clipped(measure, said), said["target"], said["meaning"]]
        rows.append([rounded(k, month[k]) for k in keys] + [known(x) for x in by])
    return [*heads, *JUDGED], rows


def known(value: object) -> object:
    return None if value != value else rounded("", value)


def rounded(name: str, value: object) -> object:
    if isinstance(value, float):
        return round(value, 1 if name.endswith("_days") else 4)
    return value


def written(heading: str, measure: Measure) -> str:
    """How Excel shows a column: shares as per cent, days to a tenth, counts with thousands."""
    as_figure = {"charging_end_to_end": "0.0", "charging_waiting": "#,##0"}
    if heading == "Period":
        return "dd/mm/yyyy"
    if heading in ("Unit", "Is final", "Small", "Finished small", "Judged"):
        return "General"
    if heading in JUDGED:
        return as_figure.get(measure.key, "0.0%")
    if heading.endswith(" days"):
        return "0.0"
    return "0.0%" if heading.lower().endswith(("share", "score")) else "#,##0"


USUAL_RANGES = {
    "XmR": "The usual range is the average, and on either side 2.66 times the average change from "
    "one point to the next.",
    "P′": "The usual range is the average, and on either side three standard deviations of a share "
    "of so many cases, widened or narrowed by how much points vary beyond that (Laney's P′).",
}


def how_judged(measure: Measure, chosen: Chosen) -> list[tuple]:
    held = [t for t in AREA["targets"] if t["measure"] == measure.key]
    held = sorted(held, key=lambda t: t["from"])  # all of them began long ago
    source = "none is set"
    if held:
        value = whole_figure(measure, held[-1]["value"])
        source = f"{value}. {held[-1]['source']}"
    line = alone(measure, chosen)
    chart = line.verdict["chart"] if line else "XmR"
    a = "a P′" if chart == "P′" else "an XmR"
    preset = PRESETS["making_data_count"]
    rules = "\n".join(f"- {plain(rule)}" for rule in rules_in_words(preset))
    found = [
        ("markdown", f"**Target:** {plain(source)}"),
        (
            "markdown",
            f"**How it is judged:** by the rules of {plain(preset.title)}, on {a} chart of whole "
            "months. A change is said to be there when it is unlikely to be chance:\n\n"
            f"{rules}\n\n{plain(USUAL_RANGES[chart])}",
        ),
    ]
    if line and any(m["is_judged"] for m in line.months):
        opinion = second_opinion(line.months) or "nothing is out of the ordinary"
        words = (
            "**A second opinion**, from the runs above and below the average of all months judged "
            f"(Anhøj's test): {plain(opinion)}."
        )
        found.append(("markdown", words))
    return found


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
