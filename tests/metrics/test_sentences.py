"""Whole sentences, as they are read; each verdict is one that spc.judge() gives."""

from math import nan

import pandas as pd
import pytest

from metrics.registry import MEASURES
from metrics.sentences import (
    CHANGED,
    SHORT,
    changed_words,
    range_in_words,
    sentence,
    short,
    shown,
    standing_words,
)
from metrics.spc import judge
from metrics.verdicts import MEANINGS
from tests.metrics.monthly import EVEN, MDC, line

TIMELY, SENT, RETURNED = (
    MEASURES[k] for k in ("charging_28_day", "letters_sent", "charging_returned")
)
SCORE, DAYS, OPEN = (
    MEASURES[k] for k in ("review_score", "charging_end_to_end", "charging_waiting")
)
SHARES = [v / 100 for v in EVEN]
RISEN = [0.52, 0.53, 0.52, 0.53, 0.52, 0.53, 0.52]
USUAL = "There is no change beyond chance."


def told(measure, values, whole=200, **columns):
    """The newest month and its verdict, of months from January 2024 on."""
    points = line(values, whole=whole, **columns)
    if measure.shown_as == "share" and measure is not SCORE:
        points["part"] = (points["value"] * points["whole"]).round()
    else:
        points["part"] = nan
    found = judge(points, preset=MDC, better=measure.better)
    (verdict,) = found.verdicts.to_dict("records")
    return found.points.iloc[-1].to_dict(), verdict


def say(measure, values, *, unit="", **columns):
    return sentence(measure, *told(measure, values, **columns), unit=unit)


def say_short(measure, values, **columns):
    line, verdict = told(measure, values, **columns)
    return short(measure, verdict, line)


def one(measure, value, whole, part=nan, **verdict):
    """What is said of one month's figure alone."""
    month = {"period": pd.Timestamp("2026-10-01"), "value": value, "whole": whole, "part": part}
    silent = {"variation": "not judged", "reason": "-", "lower": nan, "target": nan}
    said = sentence(measure, month, silent | {"assurance": ""} | verdict)
    return said.removesuffix(" There is too little to say whether it has changed: -.")


# each kind of measure, with a range, a target and what it can reach


def test_a_share_on_time():
    assert say(TIMELY, SHARES, target=0.4) == (
        "In January 2025, 50% of the submissions that fell due were on time (100 of 200), "
        "against a target of 40%. Its usual range is 45% to 55%. There is no change beyond "
        "chance. As things are, it will reach the target."
    )


def test_a_share_that_improves():
    assert say(TIMELY, [*SHARES, *RISEN], target=0.51) == (
        "In August 2025, 52% of the submissions that fell due were on time (104 of 200), "
        "against a target of 51%. Its usual range is 47% to 55%. Since February 2025 it has been "
        "better than it was: the last 7 months are above the average. As things have been since "
        "February 2025, it may or may not reach the target."
    )


def test_a_share_that_gets_worse_in_its_newest_month():
    assert say(TIMELY, [*SHARES, 0.4], target=0.8, unit="RASSO") == (
        "RASSO: in February 2025, 40% of the submissions that fell due were on time (80 of "
        "200), against a target of 80%. Its usual range is 45% to 55%. It is worse than it was: "
        "February 2025 is below the usual range. As things are, it will not reach the target."
    )


def test_a_share_of_which_neither_way_is_better():
    assert say(RETURNED, [*SHARES, 0.6]) == (
        "In February 2025, 60% of the submissions decided were returned at triage (120 of "
        "200). Its usual range is 45% to 55%. It has changed: February 2025 is above the "
        "usual range."
    )


def test_letters_sent_at_all():
    assert say(SENT, [1.0] * 13, whole=40, target=1.0) == (
        "In January 2025, 100% of the letters that fell due had been sent (40 of 40), against "
        "a target of 100%. It is usually 100%. There is no change beyond chance. As things "
        "are, it will reach the target."
    )


def test_a_score():
    assert say(SCORE, SHARES, whole=1234, target=0.7) == (
        "In January 2025, the 1,234 answers that applied scored 50% of all possible points, "
        "against a target of 70%. Its usual range is 45% to 55%. There is no change beyond "
        "chance. As things are, it will not reach the target."
    )


def test_a_time():
    assert say(DAYS, [*EVEN, 60], whole=1500, target=20.25, unit="GM Crown Court") == (
        "GM Crown Court: in February 2025, the median time of the 1,500 cases that finished "
        "was 60 days, against a target of 20.3 days. Its usual range is 44.9 to 55.1 days. It "
        "is worse than it was: February 2025 is above the usual range. As things are, it will not "
        "reach the target."
    )


def test_a_count_of_what_is_open():
    many = [100 * v for v in EVEN]
    assert say(OPEN, [*many, 4000], whole=[*many, 4000], target=5000) == (
        "At the end of February 2025, 4,000 submissions were still open, against a target of "
        "5,000. Its usual range is 4,490 to 5,510. It is better than it was: February 2025 is "
        "below the usual range. As things are, it may or may not reach the target."
    )
    assert say(OPEN, EVEN, whole=EVEN, unit="RASSO") == (
        "RASSO: at the end of January 2025, 50 submissions were still open. Its usual "
        f"range is 45 to 55. {USUAL}"
    )


def test_every_measure_has_a_sentence_and_says_what_it_counts():
    for measure in MEASURES.values():
        value = 0.5 if measure.shown_as == "share" else 50
        said = say(measure, [value] * 13, whole=50)
        assert measure.counting_unit in said
        assert said.endswith(f" {USUAL}")
        assert not set(said) & set("{}[]_")


# one and none


@pytest.mark.parametrize(
    ("measure", "value", "part", "said"),
    [
        (TIMELY, 1.0, 1, "the only submission that fell due was on time"),
        (TIMELY, 0.0, 0, "the only submission that fell due was not on time"),
        (SENT, 1.0, 1, "the only letter that fell due was sent"),
        (SENT, 0.0, 0, "the only letter that fell due was not sent"),
        (RETURNED, 1.0, 1, "the only submission decided was returned at triage"),
        (RETURNED, 0.0, 0, "the only submission decided was not returned at triage"),
        (SCORE, 0.5, nan, "the only answer that applied scored 50% of all possible points"),
        (DAYS, 1.0, nan, "the only case that finished took 1 day"),
        (DAYS, 24.0, nan, "the only case that finished took 24 days"),
    ],
)
def test_of_one_case(measure, value, part, said):
    assert one(measure, value, 1, part) == f"In October 2026, {said}."


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        (TIMELY, "no submission fell due"),
        (SENT, "no letter fell due"),
        (MEASURES["disclosure_initial"], "no duty fell due"),
        (RETURNED, "no submission was decided"),
        (SCORE, "there was no answer to score"),
        (DAYS, "no case finished"),
    ],
)
def test_of_no_case(measure, said):
    assert one(measure, nan, 0, 0) == f"In October 2026, {said}."
    assert one(measure, nan, 0, 0, target=0.8) == f"In October 2026, {said}.", "and no target"


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "no submissions were still open"),
        (1, "1 submission was still open"),
        (2, "2 submissions were still open"),
    ],
)
def test_of_what_is_open_none_one_and_two(n, said):
    assert one(OPEN, n, n) == f"At the end of October 2026, {said}."


def test_of_two():
    assert one(TIMELY, 0.5, 2, 1) == (
        "In October 2026, 50% of the submissions that fell due were on time (1 of 2)."
    )
    assert one(DAYS, 24.5, 2) == (
        "In October 2026, the median time of the 2 cases that finished was 24.5 days."
    )


# the range


@pytest.mark.parametrize(
    ("measure", "lower", "upper", "said"),
    [
        (TIMELY, 0.62, 0.884, "62% to 88%"),
        (TIMELY, -0.05, 0.2, "0% to 20%"),
        (TIMELY, 0.85, 1.07, "85% to 100%"),
        (TIMELY, 0.801, 0.804, "80%"),
        (DAYS, 20.14, 28.4, "20.1 to 28.4 days"),
        (DAYS, -3.0, 1.0, "0 to 1 day"),
        (DAYS, 1.0, 2.0, "1 to 2 days"),
        (DAYS, 24.0, 24.0, "24 days"),
        (OPEN, -12.0, 1234.4, "0 to 1,234"),
        (OPEN, 7.0, 7.0, "7"),
        (OPEN, nan, nan, ""),
    ],
)
def test_the_range_in_words(measure, lower, upper, said):
    assert range_in_words(measure, {"lower": lower, "upper": upper}) == said


@pytest.mark.parametrize(
    ("measure", "value", "said"),
    [
        (TIMELY, 0.805, "81%"),
        (DAYS, 0.96, "1 day"),
        (DAYS, 20.0, "20 days"),
        (OPEN, 999.6, "1,000"),
        (OPEN, 2.5, "3"),
        (DAYS, 20.25, "20.3 days"),
    ],
)
def test_a_figure_by_itself(measure, value, said):
    assert shown(measure, value) == said


# what cannot be judged, and what is judged of an earlier month


def test_a_short_line():
    assert say(TIMELY, SHARES[:5], target=0.8) == (
        "In May 2024, 51% of the submissions that fell due were on time (102 of 200), against "
        "a target of 80%. There is too little to say whether it has changed: only 5 months "
        "can be judged, and 13 are needed."
    )


def test_a_unit_of_small_numbers():
    assert say(TIMELY, [0.5] * 20, whole=4, small=True, unit="Cumbria Magistrates") == (
        "Cumbria Magistrates: in August 2025, 50% of the submissions that fell due were on "
        "time (2 of 4). There is too little to say whether it has changed: no month can "
        "be judged, and 13 are needed."
    )


def test_after_a_step_change():
    steps = [i == 13 for i in range(14)]
    assert say(TIMELY, [*SHARES, 0.9], starts_step=steps, target=0.4) == (
        "In February 2025, 90% of the submissions that fell due were on time (180 of 200), "
        "against a target of 40%. There is too little to say whether it has changed: only 1 "
        "month since the step change can be judged, and 13 are needed."
    )


def test_a_small_last_month():
    small = [False] * 13 + [True]
    assert say(TIMELY, [*SHARES, 1.0], whole=[200] * 13 + [3], small=small, target=0.4) == (
        "In February 2025, 100% of the submissions that fell due were on time (3 of 3), "
        "against a target of 40%. Its usual range is 45% to 55%. As at January 2025, the last "
        "month that is judged, there is no change beyond chance. As things are, it will reach "
        "the target."
    )


def test_a_signal_before_a_small_last_month():
    small = [False] * 20 + [True]
    assert say(TIMELY, [*SHARES, *RISEN, 1.0], whole=[200] * 20 + [1], small=small) == (
        "In September 2025, the only submission that fell due was on time. Its usual range is "
        "47% to 55%. As at August 2025, the last month that is judged, since February 2025 it "
        "has been better than it was: the last 7 months are above the average."
    )


def test_a_unit_that_ended():
    small = [False] * 13 + [True] * 3
    assert say(TIMELY, [*SHARES, nan, nan, nan], whole=[200] * 13 + [0] * 3, small=small) == (
        "In April 2025, no submission fell due. There is too little to say whether it has "
        "changed: no month after January 2025 can be judged."
    )


@pytest.mark.parametrize(
    ("noun", "said"),
    [
        ("month", "In November 2026, "),
        ("week", "In the week of Mon 16 Nov 2026, "),
        ("day", "On Mon 16 Nov 2026, "),
    ],
)
def test_what_a_period_is(noun, said):
    newest = {"period": pd.Timestamp("2026-11-16"), "value": 0.5, "whole": 2, "part": 1}
    verdict = {"variation": "usual", "since": pd.NaT, "lower": nan, "target": nan, "assurance": ""}
    verdict |= {"period": newest["period"], "was": ""}
    assert sentence(TIMELY, newest, verdict, noun=noun) == (
        f"{said}50% of the submissions that fell due were on time (1 of 2). {USUAL}"
    )


# in a table


def test_in_short():
    assert say_short(TIMELY, SHARES) == "No change beyond chance"
    assert say_short(TIMELY, SHARES, target=0.8) == (
        "No change beyond chance. It will not reach 80% as things are"
    )
    assert say_short(TIMELY, [*SHARES, *RISEN], target=0.51) == (
        "Better: the last 7 months are above the average. It may or may not reach 51% as "
        "things have been since February 2025"
    )
    assert say_short(DAYS, [*EVEN, 60], target=90) == (
        "Worse: February 2025 is above the usual range. It may or may not reach 90 days as things "
        "are"
    )
    assert say_short(RETURNED, [*SHARES, 0.6]) == "Changed: February 2025 is above the usual range"
    assert say_short(TIMELY, SHARES[:1], target=0.8) == (
        "Not judged: only 1 month can be judged, and 13 are needed"
    )


def test_a_run_that_has_just_ended_is_told():
    ended = [*SHARES, *RISEN, 0.5]
    was = "any more: from February 2025 to August 2025 it was better than before"
    assert say_short(TIMELY, ended) == f"No change beyond chance {was}"
    assert f"There is no change beyond chance {was}." in say(TIMELY, ended)
    assert "worse than before" in say_short(DAYS, [*EVEN, *[52] * 7, 50])
    since = [0.52, 0.5, 0.52, 0.49, 0.52, 0.5]
    assert say_short(TIMELY, [*ended, *since[:5]]).endswith(was)
    assert say_short(TIMELY, [*ended, *since]) == "No change beyond chance"
    assert say_short(TIMELY, [*SHARES, *RISEN[:6], 0.5]) == "No change beyond chance"  # no run


def test_in_short_of_an_earlier_month():
    small = [False] * 20 + [True] * 2
    values, whole = [*SHARES, *RISEN, 1.0, 1.0], [200] * 20 + [1, 1]
    assert say_short(TIMELY, values, whole=whole, small=small, target=0.51) == (
        "As at August 2025: better: the last 7 months are above the average. It may or may not "
        "reach 51% as things have been since February 2025"
    )
    usual = say_short(TIMELY, [*SHARES, 1.0], whole=[200] * 13 + [1], small=small[7:21], target=0.8)
    assert usual == (
        "As at January 2025: no change beyond chance. It will not reach 80% as things are"
    )
    ended = [*SHARES, nan, nan, nan]
    assert say_short(TIMELY, ended, whole=200, small=[v != v for v in ended]) == (
        "Not judged: no month after January 2025 can be judged"
    )


def test_in_short_of_an_earlier_week():
    points = line([*SHARES, nan], target=nan)
    (verdict,) = judge(points, preset=MDC, better="higher", noun="week").verdicts.to_dict("records")
    assert short(TIMELY, verdict, points.iloc[-1].to_dict(), noun="week") == (
        "As at the week of Wed 01 Jan 2025: no change beyond chance"
    )


def test_in_a_few_words():
    verdict = told(TIMELY, [*SHARES, *RISEN])[1]
    assert changed_words(verdict) == "better: the last 7 months are above the average"
    assert standing_words(verdict) == (
        "better since February 2025: the last 7 months are above the average"
    )


def test_every_meaning_has_words():
    assert set(SHORT) == set(MEANINGS)
    assert set(CHANGED) == set(MEANINGS) - {"usual", "not judged"}
