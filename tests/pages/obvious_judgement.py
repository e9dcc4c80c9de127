"""What is said of a line of months, a second time, in plain loops: limits, signals and verdicts.

The method is that of Making Data Count: an XmR chart, or P′ where the largest month of a share has
three times the cases of the smallest; limits of the first 24 months that are judged; 13 of these at
least. A small month, and one that is left out, is passed over; one without a figure breaks a run.
Each stretch between step changes is judged by itself.
"""

import math
import tomllib
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import pairwise

from tests.pages import obvious

BASELINE, LEAST, RUN, STALE = 24, 13, 7, 3
FEW = 8  # months outside the limits are no part of them where they are one in so many, or fewer
RUN_LEAST = 12  # months of a run that a target is held against
ORDER = ("outside", "trend", "two_in_three", "shift")
NEITHER = {"charging_returned"}  # docs/measures.md
LOWER = {"charging_waiting", "charging_end_to_end"}
FILLING = 3  # months of these measures that are drawn and not judged: the data begins in them
FILLS_UP = {"charging_waiting", "charging_returned", "charging_end_to_end"}  # docs/measures.md
NAN = math.nan  # where there is none


def way(measure: str) -> int:
    """1 where higher is better, -1 where lower is, 0 where neither."""
    return 0 if measure in NEITHER else -1 if measure in LOWER else 1


@dataclass(frozen=True)
class Line:
    """Months of a line with what is said of each, and of all of them."""

    months: list[dict]
    verdict: dict


@cache
def lines(
    measure: str,
    as_at: date | None,
    unit: str | None,
    casework_type: str | None,
    by: str | None = None,
) -> dict[str, Line]:
    """The lines of a measure by name, each judged; "" is the name of one alone."""
    by_name: dict[str, list[dict]] = {}
    this_month = obvious.month_of(obvious.data_day(obvious.EXTRACT[measure], as_at))
    for month in obvious.series(measure, as_at, unit, casework_type, 0, by):
        of = by_name.setdefault(month[by] if by else "", [])
        if month["period"] < this_month and (of or month["whole"]):  # from its first case on
            of.append(month | {"left_out": measure in FILLS_UP and len(of) < FILLING})
    return {name: judged(months, measure) for name, months in by_name.items() if months}


@cache
def targets(measure: str) -> list[tuple[date, float]]:
    """The days from which each target holds; the sample's area.toml has none of a unit."""
    settings = tomllib.loads((obvious.ROOT / "area.toml").read_text("utf-8"))
    assert not any("unit" in t for t in settings["targets"])
    assert not settings.keys() & {"step_changes", "left_out"}
    assert settings["rules"] == "making_data_count"
    return sorted((t["from"], t["value"]) for t in settings["targets"] if t["measure"] == measure)


def target_on(measure: str, day: date) -> float:
    return ([NAN] + [value for start, value in targets(measure) if start <= day])[-1]


def judged(months: list[dict], measure: str) -> Line:
    """months: step and left_out where somebody set them."""
    better = way(measure)
    nothing = {"side": 0, "rule": "", "n": 0, "meaning": "not judged"}
    nothing |= dict.fromkeys((*LIMITS, "near_lower", "near_upper"), NAN)
    found = [{"step": 0, "left_out": False} | m | nothing for m in months]
    for m in found:
        m |= {"target": target_on(measure, m["period"])}
        m |= {"is_judged": takes_part(m) and m["value"] is not None}
    fired: dict[date, dict] = {}
    for step in sorted({m["step"] for m in found}):
        stretch = [m for m in found if m["step"] == step]
        for m, rules in zip(*_judge(stretch, better), strict=True):
            fired[m["period"]] = rules
    for m in found:
        rules = fired.get(m["period"], {})
        best = [r for r in ORDER if r in rules]
        if better:  # an improvement is shown before a concern
            best = [r for r in best if rules[r]["side"] == better] or best
        if best:
            m |= {"rule": best[0]} | rules[best[0]]
            good = "improvement" if m["side"] == better else "concern"
            m["meaning"] = good if better else "change"
    return Line(found, {"chart": found[-1]["chart"]} | verdict(found, fired, better))


LIMITS = ("mean", "lower", "upper")


def takes_part(month: dict) -> bool:
    return not month["small"] and not month.get("left_out")


def _judge(months: list[dict], better: int) -> tuple[list[dict], list[dict]]:
    """Limits of a stretch, put into its months; and the months that take part, with their rules."""
    kept = [m for m in months if takes_part(m)]
    known = [m for m in kept if m["value"] is not None]
    chart = suited(known)
    for m in months:
        m["chart"] = chart
    limits = limits_of(kept, months, chart) if len(known) >= LEAST else []
    if not any(of["upper"] == of["upper"] for of in limits):
        return [], []
    for m, of in zip(months, limits, strict=True):
        m |= of
    for m in known:
        m["meaning"] = "usual"
    return kept, signals(kept, better)


def suited(known: list[dict]) -> str:
    wholes = [m["whole"] for m in known]
    shares = bool(known) and all(m["part"] is not None for m in known)
    return "P′" if shares and max(wholes) >= 3 * min(wholes) else "XmR"


def limits_of(kept: list[dict], months: list[dict], chart: str) -> list[dict]:
    """Of each month, by those that take part up to the 24th with a figure.

    Of these, the months outside the limits that all of them make are passed over, if they are few.
    """
    base, known = [], 0
    for m in kept:
        if known < BASELINE:
            base.append(m)
        known += m["value"] is not None
    make = p_prime if chart == "P′" else xmr
    of_all = zip(base, make(base, base), strict=True)
    outside = [m for m, of in of_all if m["value"] is not None and beyond(m["value"], of)]
    if len(outside) * FEW <= sum(m["value"] is not None for m in base):
        base = [m for m in base if m not in outside]
    return make(base, months)


def beyond(value: float, of: dict) -> bool:
    return value < of["lower"] or value > of["upper"]


def xmr(base: list[dict], months: list[dict]) -> list[dict]:
    """The average, and 2.66 times the average change from month to month on either side."""
    values = [m["value"] if m["value"] is None else Fraction(m["value"]) for m in base]
    known, average = [v for v in values if v is not None], change(values)
    mean = sum(known) / len(known)
    if average is None:
        return [{"mean": float(mean)} | dict.fromkeys(FAR, NAN)] * len(months)
    width = Fraction(266, 100) * average
    limits = {name: float(mean + width * n / 3) for name, n in FAR.items()}
    return [{"mean": float(mean)} | limits] * len(months)


# Of thirds of the way, or of sigmas.
FAR = {"lower": -3, "upper": 3, "near_lower": -2, "near_upper": 2}


def change(values: list) -> object:
    """The average change to the next month; None where no two follow one another."""
    changes = [abs(b - a) for a, b in pairwise(values) if a is not None and b is not None]
    return sum(changes) / len(changes) if changes else None


def p_prime(base: list[dict], months: list[dict]) -> list[dict]:
    """The share of all, and three sigmas of each month's own cases times how uneven months are.

    Limits are no more held within 0% and 100% than those of XmR: only words and charts are.
    """
    centre = sum(m["part"] for m in base) / sum(m["whole"] for m in base)

    def sigma(m: dict) -> float:
        return math.sqrt(centre * (1 - centre) / m["whole"]) if m["whole"] else NAN

    z = [None if m["value"] is None else (m["value"] - centre) / (sigma(m) or 1) for m in base]
    uneven = change(z)
    uneven = NAN if uneven is None else uneven / 1.128
    return [
        {"mean": centre} | {name: centre + n * uneven * sigma(m) for name, n in FAR.items()}
        for m in months
    ]


def sign(x: float) -> int:
    return (x > 0) - (x < 0)


def signals(months: list[dict], better: int) -> list[dict[str, dict]]:
    """Of each month the rules that it is part of: side, months so far and in all, and the first."""
    values = [NAN if m["value"] is None else m["value"] for m in months]
    side = [sign(v - m["mean"]) for v, m in zip(values, months, strict=True)]
    far = [v < m["near_lower"] or v > m["near_upper"] for v, m in zip(values, months, strict=True)]
    found: list[dict[str, dict]] = [{} for _ in months]
    for i, (v, m) in enumerate(zip(values, months, strict=True)):
        if beyond(v, m):
            found[i]["outside"] = {"side": side[i], "so_far": 1, "n": 1, "first": i}
    moves = [sign(b - a) for a, b in pairwise(values)]
    for first, last in stretches(moves):
        _rising(found, moves[first], first, last + 1, better)
    for first, last in stretches(side):
        if side[first] and last - first + 1 >= RUN:
            for i in range(first, last + 1):
                of = {"side": side[i], "so_far": i - first + 1, "n": last - first + 1}
                found[i]["shift"] = of | {"first": first}
    for i in range(2, len(months)):
        three = [i - 2, i - 1, i]
        near = sum(far[j] for j in three)
        if side[i] and len({side[j] for j in three}) == 1 and near >= 2:
            for j in three:
                if far[j]:
                    before = found[j].get("two_in_three", {"n": 0})
                    of = {"side": side[j], "n": max(near, before["n"])}
                    found[j]["two_in_three"] = before | of
    for i, rules in enumerate(found):
        if rule := rules.get("two_in_three"):
            three = [j for j in (i - 2, i - 1, i) if j >= 0 and side[j] == side[i] and far[j]]
            rule["so_far"], rule["first"] = len(three), three[0]
    return found


def stretches(states: list) -> list[tuple[int, int]]:
    """The first and last place of each stretch of equal states."""
    found: list[tuple[int, int]] = []
    for i, state in enumerate(states):
        if found and states[found[-1][0]] == state:
            found[-1] = found[-1][0], i
        else:
            found.append((i, i))
    return found


def _rising(found: list[dict], side: int, first: int, last: int, better: int) -> None:
    """Months that all rise or all fall; a turning point is of the later, or of the improvement."""
    if not side or last - first + 1 < RUN:
        return
    for i in range(first, last + 1):
        if not (better and found[i].get("trend", {}).get("side") == better):
            of = {"side": side, "so_far": i - first + 1, "n": last - first + 1}
            found[i]["trend"] = of | {"first": first}


def verdict(months: list[dict], fired: dict[date, dict], better: int) -> dict:
    """What the newest month that is judged says, and whether the target can be reached."""
    nothing = dict.fromkeys(LIMITS, NAN) | {"side": 0, "rule": "", "meaning": ""}
    step = months[-1]["step"]
    judged_months = [m for m in months if m["is_judged"]]
    n = sum(m["step"] == step for m in judged_months)
    last = judged_months[-1] if judged_months else nothing | {"period": None, "value": NAN}
    unjudged = len(months) - 1 - months.index(last) if judged_months else 0
    found = {"target": months[-1]["target"], "since": None, "reason": "", "assured_since": None}
    found |= {"was": "", "was_from": None, "was_until": None}
    reason = "" if n >= LEAST else too_few(n, bool(step))
    if n >= LEAST and last["upper"] != last["upper"]:
        reason = "too few months follow one another to say what is usual"
    if unjudged >= STALE:
        reason = f"no month after {last['period']:%B %Y} can be judged"
    if reason:
        unknown = {"variation": "not judged", "assurance": "", "reason": reason}
        return last | nothing | found | unknown
    found = last | found | {"variation": last["meaning"], "assurance": ""}
    kept = [m for m in months if takes_part(m) and m["step"] == step]
    kept = kept[: kept.index(last) + 1]
    rules = [fired[m["period"]] for m in kept]
    lower, upper = last["lower"], last["upper"]
    if last["meaning"] == "usual":
        found |= was([m for m in kept if m["value"] is not None])
    if last["rule"]:
        found |= why(months, kept, rules, better)
    if shift := rules[-1].get("shift"):  # it has left the limits of its first months
        run = kept[shift["first"] :]
        found["assured_since"] = run[0]["period"]
        lower, upper = -math.inf, math.inf  # nobody knows: few, and chosen for lying on one side
        if len(run) >= RUN_LEAST:
            own = (p_prime if last["chart"] == "P′" else xmr)(run, run)[-1]
            lower, upper = own["lower"], own["upper"]
    target = found["target"]
    if better and target == target:
        over, under = lower >= target, upper <= target
        reaches, misses = (over, under) if better > 0 else (under, over)
        words = "will not reach" if misses else "may or may not reach"
        found["assurance"] = "will reach" if reaches else words
        recent = [m["value"] for m in kept if m["value"] is not None][-(RUN - 1) :]
        at_target = {v >= target if better > 0 else v <= target for v in recent}
        otherwise = {"will reach": (False, "concern"), "will not reach": (True, "improvement")}
        belies, turned = otherwise.get(found["assurance"], (None, ""))
        if belies in at_target or (not found["assured_since"] and found["variation"] == turned):
            found["assurance"] = "may or may not reach"
    return found


def was(months: list[dict]) -> dict:
    """The run of at least seven signals alike that ended within the last seven months."""
    said = [m["meaning"] for m in months]
    runs = [(a, b) for a, b in stretches(said) if said[a] != "usual" and b >= len(said) - RUN]
    if not runs or runs[-1][1] - runs[-1][0] + 1 < RUN:
        return {}
    first, end = runs[-1]
    return {
        "was": said[end],
        "was_from": months[first]["period"],
        "was_until": months[end]["period"],
    }


def too_few(n: int, has_step: bool) -> str:
    since = " since the step change" * has_step
    few = {0: f"no month{since}", 1: f"only 1 month{since}"}.get(n, f"only {n} months{since}")
    return f"{few} can be judged, and {LEAST} are needed"


def why(months: list[dict], kept: list[dict], fired: list[dict], better: int) -> dict:
    """The signals of the newest month that have its meaning, in words, and since when."""
    last = kept[-1]
    rules = {r: of for r, of in fired[-1].items() if not better or of["side"] == last["side"]}
    beyond = any("two_in_three" in f and "outside" in f for f in fired[-3:])
    said = []
    for rule in ORDER:
        if rule not in rules or (rule == "two_in_three" and "shift" in rules):
            continue
        of = rules[rule]
        window = kept[-3:] if rule == "two_in_three" else kept[of["first"] :]
        whole = months.index(last) - months.index(window[0]) + 1 == len(window)
        high = of["side"] > 0
        many = "months" if whole else "judged months"
        near = {2: "two", 3: "all"}.get(of["so_far"])
        said.append(
            {
                "outside": f"{last['period']:%B %Y} is {above(high)} the usual range",
                "trend": f"each of the last {of['so_far'] - 1} {many} is "
                f"{'higher' if high else 'lower'} than the one before",
                "two_in_three": f"{near} of the last three {many} are near the "
                f"{'upper' if high else 'lower'} end of the usual range{' or beyond it' * beyond}",
                "shift": f"the last {of['so_far']} {many} are {above(high)} the average",
            }[rule]
        )
    begins = []
    for of in rules.values():
        own = range(of["first"], len(kept))  # a trend is one since it crossed the average
        crossed = [i for i in own if sign(kept[i]["value"] - kept[i]["mean"]) == of["side"]]
        begins.append(crossed[0] if crossed else own[0])
    return {"reason": ", and ".join(said), "since": kept[min(begins)]["period"]}


def above(high: bool) -> str:
    return "above" if high else "below"


def second_opinion(months: list[dict]) -> str:
    """Anhøj's tests of the months that are judged, around the average of them all, in words."""
    values = [Fraction(m["value"]) for m in months if m["is_judged"]]
    mean = sum(values) / len(values)
    side = [sign(v - mean) for v in values if v != mean]
    if not side:
        return ""
    longest = max(last - first + 1 for first, last in stretches(side))
    crossings = sum(a != b for a, b in pairwise(side))
    most = round(math.log2(len(side))) + 3
    throws = len(side) - 1  # of a coin: the fewest heads that are not among the rarest 5%
    least = next(
        n
        for n in range(throws + 1)
        if sum(math.comb(throws, k) for k in range(n + 1)) >= 2**throws / 20
    )
    said = []
    if longest > most:
        said.append(
            f"{longest} months in a row are on the same side of the average, where chance would "
            f"give {most} at most"
        )
    if crossings < least:
        times = {1: "once", 2: "twice"}
        crosses = f"crosses its average {times.get(crossings, f'{crossings} times')}"
        crosses = crosses if crossings else "never crosses its average"
        said.append(
            f"the line {crosses}, where chance would cross it "
            f"{times.get(least, f'{least} times')} at least"
        )
    return ", and ".join(said)
