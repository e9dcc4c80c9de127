"""Made packs: invented figures, from the ordinary to the worst that a renderer must bear."""

from dataclasses import replace
from datetime import date

from packs.content import FORM, ActionLine, DataLine, EffectLine, Issued, Pack, StandingUnit
from tests.packs.made_rows import MONTH, UNITS, months, row

__all__ = ["MONTH", "months", "replace", "row"]  # for tests of packs, to have all in one place


def actions(n: int = 12) -> tuple[ActionLine, ...]:
    """So many actions in every state."""
    states = ("overdue", "overdue", "due this month", "in hand", "in hand", "not started", "done")
    return tuple(
        ActionLine(
            key=f"action-{i}",
            what=(
                "Mini-inspections by senior legal managers",
                "Individual Quality Assessment and Casework Quality Board",
                "Cradle-to-grave ownership of pre-charge cases",
                "Letter templates",
            )[i % 4],
            short=("Mini-inspections", "IQA", "Cradle-to-grave", "Templates")[i % 4],
            issue=i % 3 + 1,
            owner="Deputy Chief Crown Prosecutor",
            units=("RASSO", "GM Crown Court") if i % 2 else (),
            measures=("Charging within 28 days",),
            agreed=date(2026, 1, 12),
            due=date(2026, 9 + i % 4, 15) if i % 5 else None,
            started=None if states[i % 7] == "not started" else date(2026, 2, 2),
            done=date(2026, 10, 9) if states[i % 7] == "done" else None,
            state=states[i % 7],
            effects=(
                EffectLine(
                    measure="charging_28_day",
                    verdict="too early",
                    sentence="Too early to tell: 3 months since the start.",
                ),
            )
            if i % 3 == 0
            else (),
        )
        for i in range(n)
    )


def pack(
    *, n_measures: int = 12, n_units: int = 11, n_months: int = 30, n_actions: int = 12
) -> Pack:
    """A pack of the usual size: 12 measures, 11 units and 30 months."""
    rows = [row(i, n_units=n_units, n_months=n_months) for i in range(n_measures)]
    if n_measures > 3:
        rows[3] = replace(
            rows[3],
            commentary="Two prosecutors left the 5 day team in September. <b>Cover</b> from "
            "#emph[Lancashire] begins on 9 November & is reviewed weekly.",
            commentary_by="Board secretary",
            commentary_at="2026-11-03T09:30:00+00:00",
        )
    names = list(UNITS)[:n_units]
    return Pack(
        form=FORM,
        area="CPS North West",
        month=MONTH,
        data_to=date(2026, 11, 2),
        classification="OFFICIAL",
        sample="Sample data: the cases are made up",
        in_one_minute=(
            "Worse than they were: charging within 28 days; charging within 5 days.",
            "Better than they were: returned at triage; victim letters on time.",
            "As things are, of 7 measures with a target 3 will not reach it (charging within 5 "
            "days; initial disclosure on time; victim letters on time) and 4 may or may not reach "
            "it.",
            "Units at their target: 2 of 10 in charging within 28 days (8 a year before, when the "
            "target was 75%; 6 by today’s 80%).",
            "Of 9 actions begun, 5 are too early to tell and 4 cannot be told (3 began before "
            "there was enough data, 1 names no measure). 4 actions are overdue.",
            "Mind the data: victim letters lacks 2 of 22 daily extracts.",
        )
        if n_measures
        else ("No measure has figures.",),
        rows=tuple(rows),
        standing_measures=("charging_28_day", "charging_5_day"),
        standing=tuple(
            StandingUnit(
                unit=UNITS[name],
                name=name,
                overseer="Legal manager for pre-charge work",
                figures={"charging_28_day": f"7{i % 10}% (20 of 27)"}
                | ({"charging_5_day": "61% (11 of 18)"} if i != 4 else {}),
                overdue=(i * 3) % 7,
            )
            for i, name in enumerate(names)
        ),
        actions=actions(n_actions),
        data=tuple(
            DataLine(
                extract=key,
                title=title,
                newest=date(2026, 11, 2),
                received=got,
                expected=expected,
                n_rows=8_450,
                n_findings=12,
                n_rejected=3,
                waiting=2,
                says=f"{got} extracts of October came. 14 letters have no entitlement recorded.",
            )
            for key, title, got, expected in (
                ("charging", "Charging", 22, 22),
                ("victim_letters", "Victim letters", 20, 22),
                ("reviews", "Reviews", 3, None),
            )
        ),
        versions={"charging": 12, "plan": 3},
    )


ISSUED = Issued(
    month=MONTH,
    number=2,
    by="A. Secretary",
    at="2026-11-10T10:15:00+00:00",
    reason="The letters of Cumbria Crown Court came late",
    sha256="0f" * 32,
)

LONG = "A very long text that somebody wrote without a thought for the size of a slide. " * 8


def empty() -> Pack:
    """A pack of an Area without data: no rows, no units, no actions."""
    nothing = pack(n_measures=0, n_units=0, n_actions=0)
    return replace(nothing, data=(), standing_measures=(), sample="")


def worst() -> Pack:
    """Long titles and commentary, hostile text, a measure without a figure, 14 units."""
    made = pack(n_actions=40)
    hostile = '=HYPERLINK("http://example.invalid","x") <script>alert(1)</script> '
    hostile += '#panic("no") $x$ 漢字 😀'
    rows = list(made.rows)
    rows[0] = replace(rows[0], title=rows[0].title + ", " + "of everything that was asked " * 4)
    rows[1] = replace(
        rows[1], commentary=LONG, commentary_by="Secretary", commentary_at="not a day"
    )
    rows[2] = replace(rows[2], commentary=hostile, commentary_by="=1+1", title="=cmd|' /C calc'!A0")
    blank = tuple(
        replace(p, value=None, part=None, whole=0, mean=None, lower=None, upper=None, target=None)
        for p in rows[5].area.points
    )
    rows[5] = replace(
        rows[5],
        area=replace(rows[5].area, points=blank, figure="–", month=None, variation="not judged"),
        units=(),
        consistent="",
    )
    extra = tuple(replace(rows[3].units[i], unit=f"Unit {i}", name=f"Unit {i}") for i in range(3))
    rows[3] = replace(rows[3], units=rows[3].units + extra)
    return replace(
        made,
        area="CPS North West and everywhere else that it may ever be merged with",
        rows=tuple(rows),
        in_one_minute=(*made.in_one_minute, LONG),
        actions=tuple(
            replace(a, what=hostile if a.key == "action-1" else a.what) for a in made.actions
        ),
    )
