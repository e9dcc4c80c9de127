"""Every figure a second time, from the sample files alone, in plain loops: nothing of the program.

Files are applied in the order of their days and a later row takes the place of an earlier one with
the same key. The measures are written out from docs/measures.md, not taken from their declarations.
"""

import csv
import gzip
import io
import json
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample_data"
ONE_DAY = timedelta(days=1)
SMALL_NUMBER = 10  # area.toml

KEYS = {
    "charging": ("URN", "Submission"),
    "disclosure": ("URN", "Defendant", "Stage", "Sequence"),
    "victim_letters": ("URN", "Victim", "Sequence"),
    "reviews": ("Review", "Question"),
}
# The faults that sample_data/README.md lists: file, and row as a spreadsheet counts.
FAULTY = {
    ("charging_2026-11-16.csv", 23),
    ("charging_2026-11-17.csv", 635),
    ("disclosure_2026-11-18.csv", 65),
    ("victim_letters_2026-11-17.csv", 152),
    ("victim_letters_2026-11-18.csv", 101),
}
CASEWORK_TYPES = ["Magistrates'", "Crown Court", "RASSO", "Complex"]


@cache
def day_of(text: str) -> date | None:
    return datetime.strptime(text, "%d/%m/%Y").date() if text else None


@cache
def files(extract: str) -> list[tuple[date, list[dict]]]:
    """The rows of each file of an extract that can be accepted, the files by day."""
    found = []
    for path in SAMPLE.glob(f"{extract}_*.csv*"):
        day = datetime.strptime(re.search(r"\d{4}-\d{2}-\d{2}", path.name)[0], "%Y-%m-%d").date()
        data = path.read_bytes()
        text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8-sig")
        rows = []
        for number, row in enumerate(csv.DictReader(io.StringIO(text, newline="")), start=2):
            if (path.name, number) not in FAULTY:
                for heading in row:
                    if heading.startswith("Date ") or heading.lower().endswith("due date"):
                        row[heading] = day_of(row[heading])
                rows.append(row)
        found.append((day, rows))
    return sorted(found, key=lambda file: file[0])


def extract_days(extract: str) -> list[date]:
    return [day for day, _ in files(extract)]


def data_day(extract: str, as_at: date | None) -> date:
    return max(day for day in extract_days(extract) if not as_at or day <= as_at)


@cache
def rows(extract: str, as_at: date | None) -> list[dict]:
    """The newest row of each key."""
    newest = {}
    for day, some in files(extract):
        if not as_at or day <= as_at:
            for row in some:
                newest[tuple(row[k] for k in KEYS[extract])] = row
    return list(newest.values())


def matching(some: Iterable, unit: str | None, casework_type: str | None) -> list:
    """Those of a unit and a casework type, where these are given."""
    return [
        x
        for x in some
        if (not unit or x["Unit"] == unit)
        and (not casework_type or x["Casework type"] == casework_type)
    ]


# Days


@cache
def bank_holidays() -> set[date]:
    text = (ROOT / "tests/real_data/govuk_bank_holidays/bank-holidays.json").read_text("utf-8")
    events = json.loads(text)["england-and-wales"]["events"]
    return {datetime.strptime(e["date"], "%Y-%m-%d").date() for e in events}


@cache
def is_working(day: date) -> bool:
    return day.weekday() < 5 and day not in bank_holidays()


@cache
def working_days_later(day: date, n: int) -> date:
    while n:
        day += ONE_DAY
        n -= is_working(day)
    return day


def working_day_before(day: date) -> date:
    day -= ONE_DAY
    while not is_working(day):
        day -= ONE_DAY
    return day


def working_days_between(start: date, stop: date) -> int:
    """Those after start, up to and with stop."""
    n = 0
    while start < stop:
        start += ONE_DAY
        n += is_working(start)
    return n


# Cases


@dataclass(slots=True)
class Case:
    """A row whose clock has started by the data's day. days: from start to stop, where stopped."""

    row: dict
    unit: str
    casework_type: str
    start: date
    stop: date | None
    due: date | None
    days: int | None = None

    def __getitem__(self, heading: str) -> str:
        return {"Unit": self.unit, "Casework type": self.casework_type}[heading]

    @property
    def is_on_time(self) -> bool:
        return bool(self.stop and self.due and self.stop <= self.due)

    def is_open(self, day: date) -> bool:
        return self.start <= day and (self.stop is None or self.stop > day)

    def is_overdue(self, day: date) -> bool:
        return self.is_open(day) and self.due is not None and self.due < day


EXTRACT = {
    "review_score": "reviews",
    "charging_28_day": "charging",
    "charging_5_day": "charging",
    "charging_waiting": "charging",
    "charging_returned": "charging",
    "charging_end_to_end": "charging",
    "police_response": "charging",
    "disclosure_initial": "disclosure",
    "disclosure_continuing": "disclosure",
    "letters_on_time": "victim_letters",
    "letters_enhanced": "victim_letters",
    "letters_other": "victim_letters",
    "letters_sent": "victim_letters",
    "letters_quality": "reviews",
}
KINDS = {"review_score": ("Mini-inspection", "IQA"), "letters_quality": ("Letter sample",)}


@cache
def cases(measure: str, as_at: date | None) -> list[Case]:
    """The cases of a measure's clock, as known on the data's day."""
    extract = EXTRACT[measure]
    today, some = data_day(extract, as_at), rows(extract, as_at)
    if measure == "charging_28_day":
        some = [r for r in some if r["Review track"] == "28 day" and r["In custody"] == "No"]
        found = [submission(r, r["Date received"] + timedelta(days=28)) for r in some]
    elif measure == "charging_5_day":
        some = [r for r in some if r["Review track"] == "5 day"]
        found = [submission(r, r["Date received"] + timedelta(days=5)) for r in some]
    elif measure == "charging_waiting":
        found = [submission(r, None) for r in some]
    elif measure == "charging_end_to_end":
        found = whole_cases(some, today)
    elif measure == "police_response":
        found = answers_of_police(some, today)
    elif measure == "disclosure_initial":
        some = [r for r in some if r["Stage"] == "Initial"]
        days = {"Yes": timedelta(days=50), "No": timedelta(days=70)}
        found = [duty(r, r["Date triggered"] + days[r["In custody"]]) for r in some]
    elif measure == "disclosure_continuing":
        found = [duty(r, None) for r in some if r["Stage"] == "Continuing"]
    else:
        wanted = {"letters_enhanced": ["Yes"], "letters_other": ["No"]}.get(measure, ["Yes", "No"])
        found = [letter(r) for r in some if r["Enhanced"] in wanted]
    return [as_known(c, today, measure) for c in found if c.start <= today]


def submission(row: dict, due: date | None) -> Case:
    where = row["Unit"], row["Casework type"]
    return Case(row, *where, row["Date received"], row["Date decided"], due)


def duty(row: dict, otherwise: date | None) -> Case:
    where = row["Unit"], row["Casework type"]
    due = row["Due date"] or otherwise
    return Case(row, *where, row["Date triggered"], row["Date served"], due)


def letter(row: dict) -> Case:
    due = working_days_later(row["Date decided"], 1 if row["Enhanced"] == "Yes" else 5)
    return Case(row, row["Unit"], row["Casework type"], row["Date decided"], row["Date sent"], due)


def by_case(some: list[dict], today: date) -> list[list[dict]]:
    """The submissions of each case that came by today, in the order they came."""
    together = defaultdict(list)
    for row in some:
        if row["Date received"] <= today:
            together[row["URN"]].append(row)
    for case in together.values():
        case.sort(key=lambda r: (r["Date received"], int(r["Submission"])))
    return list(together.values())


def decided(row: dict, today: date) -> date | None:
    return row["Date decided"] if row["Date decided"] and row["Date decided"] <= today else None


def whole_cases(some: list[dict], today: date) -> list[Case]:
    """Cases that are charged or may yet be."""
    found = []
    for submissions in by_case(some, today):
        last = submissions[-1]
        charges = [
            decided(r, today) for r in submissions if decided(r, today) and r["Outcome"] == "Charge"
        ]
        ended = all(decided(r, today) for r in submissions) and last["Outcome"] in (
            "No further action",
            "Out of court",
            "Administratively finalised",
        )
        has_first = "1" in [r["Submission"] for r in submissions]
        if has_first and (charges or not ended):
            first = submissions[0]["Date received"]
            where = last["Unit"], last["Casework type"]
            found.append(Case(last, *where, first, min(charges, default=None), None))
    return found


def answers_of_police(some: list[dict], today: date) -> list[Case]:
    """What went back to the police, and when the next submission of the case came."""
    found = []
    for submissions in by_case(some, today):
        for this, after in zip(submissions, [*submissions[1:], None], strict=True):
            back = this["Outcome"] in ("Action plan", "Returned at triage")
            if back and decided(this, today):
                came = after["Date received"] if after else None
                where = this["Unit"], this["Casework type"]
                found.append(
                    Case(this, *where, this["Date decided"], came, this["Police due date"])
                )
    return found


def as_known(case: Case, today: date, measure: str) -> Case:
    if case.stop and case.stop > today:
        case.stop = None
    if case.due and case.due < case.start:
        case.due = case.start - ONE_DAY  # late from the outset
    if case.stop:
        working = EXTRACT[measure] == "victim_letters"
        elapsed = working_days_between if working else lambda a, b: (b - a).days
        case.days = elapsed(case.start, case.stop)
    assert not case.stop or case.stop >= case.start, "the sample has none that goes backwards"
    return case


# Figures of months


def month_of(day: date) -> date:
    return day.replace(day=1)


def month_after(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def months_back(day: date, n: int) -> date:
    month = month_of(day)
    for _ in range(n):
        month = month_of(month - ONE_DAY)
    return month


def months(first: date, last: date) -> list[date]:
    found = [month_of(first)]
    while found[-1] < month_of(last):
        found.append(month_after(found[-1]))
    return found


def share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def p90(values: list[int]) -> float | None:
    """Between the two values nearest to nine tenths of the way, in proportion."""
    if not values:
        return None
    values = sorted(values)
    place = (len(values) - 1) * 0.9
    low = values[int(place)]
    high = values[min(int(place) + 1, len(values) - 1)]
    return low + (high - low) * (place - int(place))


def earliest(some: list[Case]) -> date:
    """The first day that anything of the cases is counted on."""
    return min(min(c.start, c.due or c.start) for c in some)


def monthly(some: list[Case], first: date, today: date) -> list[dict]:
    """The figures of every month from the first up to that of today."""
    due, stopped, started = defaultdict(list), defaultdict(list), defaultdict(int)
    for c in some:
        started[month_of(c.start)] += 1
        if c.due and c.due < today:
            due[month_of(c.due)].append(c)
        if c.stop:
            stopped[month_of(c.stop)].append(c)
    # Open at the end of a day: started by then and not stopped by then. Overdue: due before it, and
    # neither finished in time nor, late, by then.
    starts, stops = sorted(c.start for c in some), sorted(c.stop for c in some if c.stop)
    missed = [c for c in some if c.due and not c.is_on_time]
    passed, made_good = sorted(c.due for c in missed), sorted(c.stop for c in missed if c.stop)
    found = []
    for month in months(first, today):
        end = min(month_after(month) - ONE_DAY, today)
        fell_due, finished = due[month], stopped[month]
        with_limit = [c for c in finished if c.due]
        days = [c.days for c in finished]
        on_time = sum(c.is_on_time for c in fell_due)
        in_time = sum(c.is_on_time for c in with_limit)
        found.append(
            {
                "period": month,
                "is_final": month_after(month) - ONE_DAY < today,
                "fell_due": len(fell_due),
                "fell_due_on_time": on_time,
                "on_time_share": share(on_time, len(fell_due)),
                "started": started[month],
                "finished": len(finished),
                "finished_with_limit": len(with_limit),
                "finished_on_time": in_time,
                "finished_on_time_share": share(in_time, len(with_limit)),
                "median_days": float(median(days)) if days else None,
                "p90_days": p90(days),
                "mean_days": share(sum(days), len(days)),
                "open": bisect_right(starts, end) - bisect_right(stops, end),
                "overdue": bisect_left(passed, end) - bisect_right(made_good, end),
                "small": len(fell_due) < SMALL_NUMBER,
                "finished_small": len(finished) < SMALL_NUMBER,
            }
        )
    return found


def sent_monthly(some: list[Case], first: date, today: date) -> list[dict]:
    """Of the letters that fell due in each month, how many have been sent at all."""
    found = []
    for month in months(first, today):
        due = [c for c in some if c.due < today and month_of(c.due) == month]
        sent = sum(c.stop is not None for c in due)
        found.append(
            {
                "period": month,
                "fell_due": len(due),
                "sent": sent,
                "not_sent": len(due) - sent,
                "sent_share": share(sent, len(due)),
                "small": len(due) < SMALL_NUMBER,
            }
        )
    return found


def returned_monthly(some: list[dict], first: date, today: date) -> list[dict]:
    """Of the submissions decided in each month, how many went back."""
    by_month = defaultdict(list)
    for row in some:
        by_month[month_of(row["Date decided"])].append(row["Outcome"])
    found = []
    for month in months(first, today):
        these = by_month[month]
        returned, action_plan = these.count("Returned at triage"), these.count("Action plan")
        found.append(
            {
                "period": month,
                "decided": len(these),
                "returned": returned,
                "action_plan": action_plan,
                "not_recorded": these.count(""),
                "returned_share": share(returned, len(these)),
                "action_plan_share": share(action_plan, len(these)),
                "small": len(these) < SMALL_NUMBER,
            }
        )
    return found


def scored(answers: list[dict]) -> dict:
    """The score of some answers."""
    ratings = [r["Rating"] for r in answers]
    fully, partially, not_met = (
        ratings.count(rating) for rating in ("Fully met", "Partially met", "Not met")
    )
    n = fully + partially + not_met
    reviews = {r["Review"] for r in answers if r["Rating"] != "Not applicable"}
    return {
        "n_reviews": len(reviews),
        "n_answers": n,
        "fully_met": fully,
        "partially_met": partially,
        "not_met": not_met,
        "not_applicable": ratings.count("Not applicable"),
        "score": share(2 * fully + partially, 2 * n),
        "fully_met_share": share(fully, n),
        "small": len(reviews) < SMALL_NUMBER,
    }


def scored_monthly(some: list[dict], first: date, today: date) -> list[dict]:
    by_month = defaultdict(list)
    for answer in some:
        by_month[month_of(answer["Date reviewed"])].append(answer)
    return [{"period": m} | scored(by_month[m]) for m in months(first, today)]


# measure -> the column of its figure, of the numerator and of the denominator
COLUMNS = {
    "review_score": ("score", None, "n_answers"),
    "charging_28_day": ("on_time_share", "fell_due_on_time", "fell_due"),
    "charging_5_day": ("on_time_share", "fell_due_on_time", "fell_due"),
    "charging_waiting": ("open", None, "open"),
    "charging_returned": ("returned_share", "returned", "decided"),
    "charging_end_to_end": ("median_days", None, "finished"),
    "police_response": ("on_time_share", "fell_due_on_time", "fell_due"),
    "disclosure_initial": ("on_time_share", "fell_due_on_time", "fell_due"),
    "disclosure_continuing": ("on_time_share", "fell_due_on_time", "fell_due"),
    "letters_on_time": ("on_time_share", "fell_due_on_time", "fell_due"),
    "letters_enhanced": ("on_time_share", "fell_due_on_time", "fell_due"),
    "letters_other": ("on_time_share", "fell_due_on_time", "fell_due"),
    "letters_sent": ("sent_share", "sent", "fell_due"),
    "letters_quality": ("score", None, "n_answers"),
}


@cache
def series(
    measure: str,
    as_at: date | None,
    unit: str | None,
    casework_type: str | None,
    n_months: int,
    by: str | None = None,
) -> list[dict]:
    """The figures of a measure month by month, for each group of a heading where one is given.

    n_months: whole months before this one; 0 for all there are. Nothing at all is an empty list.
    """
    extract = EXTRACT[measure]
    today = data_day(extract, as_at)
    if measure in KINDS:
        counted = scored_monthly
        some = [
            r
            for r in rows(extract, as_at)
            if r["Kind"] in KINDS[measure] and r["Date reviewed"] <= today
        ]
        start = min((r["Date reviewed"] for r in matching(some, unit, casework_type)), default=None)
    elif measure == "charging_returned":
        counted = returned_monthly
        some = [r for r in rows(extract, as_at) if decided(r, today)]
        start = min((r["Date decided"] for r in matching(some, unit, casework_type)), default=None)
    else:
        counted = sent_monthly if measure == "letters_sent" else monthly
        some = cases(measure, as_at)
        kept = matching(some, unit, casework_type)
        start = earliest(kept) if kept else None
    some = matching(some, unit, casework_type)
    if not some:
        return []
    first = months_back(today, n_months) if n_months else start
    groups = {"": some}
    if by:
        groups = {
            name: [x for x in some if x[by] == name] for name in sorted({x[by] for x in some})
        }
    column, part, whole = COLUMNS[measure]
    found = []
    for name, these in groups.items():
        for line in counted(these, first, today):
            if measure == "charging_end_to_end":
                line["small"] = line["finished_small"]
            if measure == "charging_waiting":
                line["small"] = False
            value = line[column]
            line["value"] = None if value is None else float(value)
            line["part"] = line[part] if part else None
            line["whole"] = line[whole]
            found.append(({by: name} if by else {}) | line)
    return found


def unknown_letters(
    as_at: date | None, unit: str | None, casework_type: str | None, n_months: int
) -> tuple[int, int]:
    """Letters owed to victims whose entitlement is not recorded, and how many are not sent."""
    today = data_day("victim_letters", as_at)
    first = months_back(today, n_months) if n_months else date.min
    some = [
        r
        for r in matching(rows("victim_letters", as_at), unit, casework_type)
        if r["Enhanced"] in ("", "Unknown") and first <= r["Date decided"] <= today
    ]
    return len(some), sum(not r["Date sent"] or r["Date sent"] > today for r in some)


# Figures of today


def standing(some: list[Case], day: date) -> dict:
    """How things stand at the end of a day, and what fell due in the 28 days before it."""
    fell_due = [c for c in some if c.due and day - timedelta(days=28) <= c.due < day]
    return {
        "day": day,
        "overdue": sum(c.is_overdue(day) for c in some),
        "fell_due": len(fell_due),
        "on_time": sum(c.is_on_time for c in fell_due),
    }


def standings(measures: Iterable[str], as_at: date | None, unit, casework_type) -> dict:
    """A tile's figures: of several measures of one extract, taken together."""
    measures = list(measures)
    today = data_day(EXTRACT[measures[0]], as_at)
    some = [c for m in measures for c in matching(cases(m, as_at), unit, casework_type)]
    before = working_day_before(today)
    soon = working_days_later(today, 5)
    left = [c for c in some if c.is_open(today) and c.due]
    just = [c for c in some if c.due and before <= c.due < today]
    return {
        "now": standing(some, today),
        "day_before": standing(some, before),
        "four_weeks_before": standing(some, today - timedelta(days=28)),
        "due_today": sum(c.due == today for c in left),
        "due_soon": sum(today < c.due <= soon for c in left),
        "just_due": len(just),
        "just_on_time": sum(c.is_on_time for c in just),
    }


def units_overdue(groups: dict[str, list[str]], as_at: date | None, unit, casework_type) -> list:
    """A line a unit, of which something is overdue or falls due; the most overdue first."""
    lines = defaultdict(lambda: {"oldest": None, "overdue": 0, "soon": 0, "today": 0})
    for title, measures in groups.items():
        for measure in measures:
            today = data_day(EXTRACT[measure], as_at)
            soon = working_days_later(today, 5)
            for c in matching(cases(measure, as_at), unit, casework_type):
                line = lines[c.unit]
                for name in ("fell_due", "on_time", title, "any"):
                    line.setdefault(name, 0)
                line.setdefault(f"{title} oldest", 0)
                if c.due is None:
                    continue
                if c.is_overdue(today):
                    over = (today - c.due).days
                    line["overdue"] += 1
                    line[title] += 1
                    line[f"{title} oldest"] = max(line[f"{title} oldest"], over)
                    line["oldest"] = max(line["oldest"] or 0, over)
                line["today"] += c.stop is None and c.due == today
                line["soon"] += c.stop is None and today < c.due <= soon
                if today - timedelta(days=28) <= c.due < today:
                    line["fell_due"] += 1
                    line["on_time"] += c.is_on_time
    kept = [
        {"unit": unit} | line
        for unit, line in lines.items()
        if line["overdue"] or line["today"] or line["soon"] or line["fell_due"]
    ]
    return sorted(kept, key=lambda x: (-x["overdue"], -(x["oldest"] or -1), x["unit"]))


def recent_score(as_at: date | None, unit, casework_type, day: date) -> dict:
    """The score of the reviews of the 28 days up to and with a day."""
    first = day - timedelta(days=27)
    some = matching(rows("reviews", as_at), unit, casework_type)
    return scored(
        [
            r
            for r in some
            if r["Kind"] in KINDS["review_score"] and first <= r["Date reviewed"] <= day
        ]
    )


def missing_days(extract: str, as_at: date | None) -> list[date]:
    """Working days of the last ten before the newest file without a file of their own."""
    days = [d for d in extract_days(extract) if not as_at or d <= as_at]
    day, found = max(days), []
    for _ in range(9):
        day = working_day_before(day)
        if day > min(days) and day not in days:
            found.append(day)
    return found


def case_list(measure: str, which: str, as_at: date | None, unit, casework_type) -> list[dict]:
    """The cases of one list, the longest overdue first, then the longest open, then by key."""
    extract = EXTRACT[measure]
    today = data_day(extract, as_at)
    soon, recent = working_days_later(today, 5), today - timedelta(days=28)
    found = []
    for c in matching(cases(measure, as_at), unit, casework_type):
        fell_due = c.due is not None and recent <= c.due < today
        wanted = {
            "overdue": c.is_overdue(today),
            "today": c.is_open(today) and c.due == today,
            "soon": c.is_open(today) and c.due is not None and today < c.due <= soon,
            "open": c.is_open(today),
            "late": fell_due and not c.is_on_time,
            "on_time": fell_due and c.is_on_time,
        }
        if wanted[which]:
            until = c.stop or today
            over = (until - c.due).days if c.due else None
            days = {"Due": c.due, "Days past due": over, "Days since start": (until - c.start).days}
            found.append(c.row | days)
    return sorted(
        found,
        key=lambda r: (
            r["Days past due"] is None,
            -(r["Days past due"] or 0),
            -r["Days since start"],
            *(r[k] for k in KEYS[extract][:1]),
            *(int(r[k]) if r[k].isdigit() else r[k] for k in KEYS[extract][1:]),
        ),
    )
