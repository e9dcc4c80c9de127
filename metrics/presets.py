"""The rules by which a chart is judged: two presets, and each rule with its words.

A preset is NHS England's "plot the dots" method as one of its tools applies it; docs/decisions.md
says where the tools differ and why the Area's own is what it is.
"""

from dataclasses import dataclass

BASELINE_LEAST = 12  # fewer points fix no baseline, in the reference package as here


@dataclass(frozen=True, kw_only=True)
class Preset:
    """How points are judged.

    shift, trend: how many points in a row make a signal. screened: moving ranges that are
    themselves out of the ordinary are left out of the limits. counts_beyond: a point beyond a
    limit counts towards two in three. improvement_first: where one point is part of both an
    improvement and a concern, the improvement is shown. equality_decides: a limit that is just on
    the target reaches it, or misses it. assures_by_run: whether a target can be reached is asked of
    the points since a shift began. least_points: fewer than this are not judged. needs_limits:
    nor are points without limits. baseline: the limits are those of the first so many points of
    each step that have a value (None: of all). stale_after:
    nothing is said of a line whose last so many points take no part (None: of any; our addition,
    so that a unit that closed does not keep its last word). exceptions: points beyond the limits
    that the baseline gives are no part of it, where they are no more than one in so many of it
    (None: they are; our addition, so that two Januaries do not make every other month "better").
    """

    key: str
    title: str
    shift: int = 7
    trend: int = 7
    screened: bool
    counts_beyond: bool
    improvement_first: bool
    equality_decides: bool
    least_points: int
    assures_by_run: bool = False
    needs_limits: bool = False
    baseline: int | None = None
    stale_after: int | None = None
    exceptions: int | None = None


PRESETS = {
    p.key: p
    for p in (
        Preset(
            key="making_data_count",
            title="Making Data Count, as NHS England's tools have it from 2023 on",
            screened=False,
            counts_beyond=True,
            improvement_first=True,
            equality_decides=True,
            least_points=13,
            assures_by_run=True,
            needs_limits=True,
            baseline=24,
            stale_after=3,
            exceptions=8,
        ),
        Preset(
            key="plot_the_dots",
            title="NHSRplotthedots 0.2.2, the open reference package",
            screened=True,
            counts_beyond=False,
            improvement_first=False,
            equality_decides=False,
            least_points=1,
        ),
    )
}


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule, the strongest first in RULES.

    says: what it finds, for those who ask how it is judged. of_point: of any point, as a hover
    says it. of_last: of the newest point, as a sentence goes on. Both have {high} and {low} words
    chosen by side, and the fields of words().
    """

    key: str
    says: str
    of_point: str
    of_last: str


RULES = {
    r.key: r
    for r in (
        Rule(
            key="outside",
            says="A point outside the usual range.",
            of_point="{above} the usual range",
            of_last="{period} is {above} the usual range",
        ),
        Rule(
            key="trend",
            says="Points that all rise or all fall, {trend} in a row.",
            of_point="part of {n} {nouns} in a row that {rise}",
            of_last="each of the last {steps} {nouns} is {higher} than the one before",
        ),
        Rule(
            key="two_in_three",
            says="Three points in a row on one side of the average, two of them in the last third "
            "of the usual range{beyond}.",
            of_point="one of two in three {nouns} near the {upper} end of the usual range",
            of_last="{n} of the last three {nouns} are near the {upper} end of the usual range"
            "{beyond}",
        ),
        Rule(
            key="shift",
            says="Points on one side of the average, {shift} in a row.",
            of_point="part of {n} {nouns} in a row {above} the average",
            of_last="the last {n} {nouns} are {above} the average",
        ),
    )
}
_HIGH = {"above": "above", "rise": "rise", "higher": "higher", "upper": "upper"}
_LOW = {"above": "below", "rise": "fall", "higher": "lower", "upper": "lower"}
_OF_THREE = {2: "two", 3: "all"}
_BEYOND = " or beyond it"


def words(
    template: str, *, side: int, n: int, noun: str, period: str = "", beyond: bool = False
) -> str:
    """A rule's words for one point.

    side: 1 for high or rising, -1 for low or falling. n: how many points are in the run, the
    trend, or near the end of the range; beyond: whether some of these are outside the range. noun:
    what a point is, "month"; period: this one's name.

    >>> words(RULES["shift"].of_last, side=-1, n=9, noun="month")
    'the last 9 months are below the average'
    """
    return template.format(
        **(_HIGH if side > 0 else _LOW),
        n=_OF_THREE[n] if "last three" in template else n,
        steps=n - 1,
        nouns=noun + "s",
        period=period,
        beyond=_BEYOND * beyond,
    )


# What the usual range is, by the kind of chart.
RANGES = {
    "XmR": "The usual range is the average, and on either side 2.66 times the average change from "
    "one point to the next.",
    "P′": "The usual range is the average, and on either side three standard deviations of a share "
    "of so many cases, widened or narrowed by how much points vary beyond that (Laney's P′).",
}


def rules_in_words(preset: Preset) -> list[str]:
    """What each rule finds, with the preset's lengths."""
    beyond = _BEYOND * preset.counts_beyond
    lengths = {"shift": preset.shift, "trend": preset.trend}
    return [r.says.format(**lengths, beyond=beyond) for r in RULES.values()]
