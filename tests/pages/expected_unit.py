"""What the Unit page says of the sample data."""

from collections import defaultdict

from metrics.measure import ISSUES
from tests.pages import obvious, obvious_time
from tests.pages.expected import (
    DASH,
    MEASURES,
    Chosen,
    alone,
    count,
    day_of,
    figure,
    heading,
    in_words,
    lines,
    percent_of_one,
    plain,
    share,
)
from tests.pages.expected_charts import PLACES, funnel_of, newest
from tests.pages.expected_issue import (
    ASKED,
    PATHS,
    WITHOUT_OVERDUE,
    first_words,
    link,
    of_months,
    row,
)
from tests.pages.expected_time import backlog, some
from tests.pages.expected_today import cases, headline, units

OLDEST = list(obvious_time.BANDS)[::-1]


def unit(chosen: Chosen) -> list[tuple]:
    """Everything on the Unit page."""
    if not chosen.unit:
        words = "Choose a unit, here or at the side: this page then shows everything about it."
        return [*heading("Unit", chosen), ("markdown", words), *units(chosen)]
    waiting = MEASURES["charging_waiting"]
    return [
        *heading(chosen.unit, chosen),
        ("markdown", headline(chosen)),
        *first_words(list(MEASURES.values()), chosen),
        *measures(chosen),
        *ages(chosen),
        *backlog(waiting, chosen, title=waiting.title),
        *cases(chosen),
        *marks(chosen),
        *places(chosen),
    ]


def measures(chosen: Chosen) -> list[tuple]:
    """A table an issue, with the figures of all units beside the unit's own."""
    found = []
    everyone = chosen.but(unit=None)
    for issue, title in ISSUES.items():
        said = [m for m in MEASURES.values() if m.issue == issue and alone(m, chosen)]
        rows = []
        for m in said:
            cells = row(m, chosen, link(PATHS[issue], chosen, **{ASKED[issue]: m.title}))
            rows.append([*cells[:3], [in_words(m, alone(m, everyone).months[-1])], *cells[3:]])
        if not rows:
            continue
        heads = ["All units", "Target", "Overdue now", "In words", "Last 24 months"]
        heads = ["Change", "Measure", of_months(said, chosen), *heads]
        found += [("header", title), ("measures", f"{title}: {chosen.unit}", heads, rows, [])]
    return found


def ages(chosen: Chosen) -> list[tuple]:
    """What is open of every clock."""
    rows = []
    for m in MEASURES.values():
        if not m.clock or m.key == "letters_sent":
            continue
        today, of = day_of(m, chosen), some(m, chosen)
        left = obvious_time.ages(of, today)
        if not sum(left.values()):
            continue
        late = f"{sum(c.is_overdue(today) for c in of):,}"
        late = DASH if m.key in WITHOUT_OVERDUE else late
        rows.append([m.title, f"{sum(left.values()):,}", late, *(f"{left[b]:,}" for b in OLDEST)])
    if not rows:
        return []
    caption = (
        "Calendar days since each was received, triggered or owed. Victim letters on time are "
        "those with and without enhanced rights together."
    )
    return [
        ("header", "What is open, by age"),
        ("table", ["Measure", "Open", "Overdue", *OLDEST], rows),
        ("caption", caption),
    ]


def marks(chosen: Chosen) -> list[tuple]:
    """Themes, the lowest first, and the questions on which most points were lost."""
    rows = []
    today = obvious.data_day("reviews", chosen.as_at)
    first, end = obvious.months_back(today, 12), obvious.month_of(today)
    answers = obvious.matching(obvious.rows("reviews", chosen.as_at), *chosen.where)
    for kinds in obvious.KINDS.values():
        by_theme = defaultdict(lambda: defaultdict(list))
        for r in answers:
            if r["Kind"] in kinds and first <= r["Date reviewed"] < end:
                by_theme[r["Theme"]][r["Question"]].append(r)
        of_kind = []
        for theme, questions in by_theme.items():
            scores = {q: obvious.scored(these) for q, these in questions.items()}
            lost = sorted((-lost_on(s), q) for q, s in scores.items() if lost_on(s))
            whole = obvious.scored([r for these in questions.values() for r in these])
            worst = [f"{plain(q)} ({lost_of(scores[q])})" for _, q in lost[:3]]
            if whole["n_answers"]:
                theme_words = f"{percent_of_one(whole['score'])} "
                theme_words += f"({count(whole['n_answers'], 'answer')})"
                words = "; ".join(worst) or "none"
                of_kind.append((whole["score"], theme, [plain(theme), theme_words, words]))
        rows += [cells for *_, cells in sorted(of_kind)]
    if not rows:
        return []
    caption = (
        "Reviews of the last 12 whole months. In brackets, the points that were lost of the most "
        "there could be; a question of fewer than 10 reviews says little. One that was reworded "
        "counts as two."
    )
    return [
        ("header", "Where reviews lose marks"),
        ("table", ["Theme", "Score", "Questions that lose most"], rows),
        ("caption", caption),
    ]


def lost_on(s: dict) -> int:
    return s["partially_met"] + 2 * s["not_met"]


def lost_of(s: dict) -> str:
    return f"{lost_on(s):,} of {count(2 * s['n_answers'], 'point')}"


def places(chosen: Chosen) -> list[tuple]:
    """The unit's place in each funnel."""
    rows, months = [], set()
    for m in MEASURES.values():
        of = lines(m, chosen.but(unit=None), "Unit")
        found = funnel_of(of, newest(of)) if len(of) > 1 else None
        for own in found.units if found else []:
            if own.name == chosen.unit:
                months.add(newest(of))
                shares = [u.part / u.whole for u in found.units]
                ends = f"{figure(m, min(shares))}, {figure(m, max(shares))}"
                rows.append(
                    [
                        plain(m.title),
                        share(own.part, own.whole),
                        PLACES[own.place],
                        figure(m, found.centre),
                        f"{ends} ({count(len(shares), 'unit')})",
                    ]
                )
    if not rows:
        return []
    (month,) = months
    caption = (
        "In the last whole month, among the units with enough cases; how far apart units are by "
        "chance, and by their usual differences, is allowed for (a funnel, which the pages of the "
        "issues draw)."
    )
    heads = ["Measure", f"{month:%B %Y}", "Its place", "All units", "Lowest, highest"]
    return [("header", "Beside the other units"), ("table", heads, rows), ("caption", caption)]
