"""The standing item: pre-charge timeliness by unit, and the role that oversees it."""

from dataclasses import replace
from datetime import date
from math import nan

from extracts.area import AreaUnit
from extracts.board_settings import BoardSettings
from extracts.judgement import Target
from packs.content import StandingUnit
from packs.making.standing import standing
from tests.packs.sources import AREA, KNOWN, MONTH, Made


def test_the_figures_of_the_month_with_the_role_and_what_is_overdue():
    area = replace(
        AREA,
        units=(AREA.units[0], AreaUnit(name="Unit B", short="B", pre_charge_role="Crown Advocate")),
        board=BoardSettings(pre_charge_role="Pre-charge lead"),
    )
    source = Made(
        area,
        series={
            "charging_28_day": {"": [0.8], "Unit A": [0.9, 0.74], "Unit B": [0.5, nan]},
            "charging_5_day": {"": [0.8], "Unit B": [0.5, 1.0], "Unit C": [0.25]},
        },
        overdue={"Unit B": 3, "Unit C": 9},
    )
    assert standing(source, area, KNOWN, MONTH, is_sample=False) == (
        StandingUnit(
            unit="Unit C",  # which the Area does not know
            name="Unit C",
            overseer="Pre-charge lead",
            figures={"charging_28_day": "–", "charging_5_day": "25% (25 of 100)"},
            overdue=9,
        ),
        StandingUnit(
            unit="Unit B",
            name="B",
            overseer="Crown Advocate",
            figures={
                "charging_28_day": "– (no submissions)",
                "charging_5_day": "100% (100 of 100)",
            },
            overdue=6,  # 3 of each of its tracks
        ),
        StandingUnit(
            unit="Unit A",
            name="A",
            overseer="Pre-charge lead",
            figures={"charging_28_day": "74% (74 of 100)", "charging_5_day": "–"},
            overdue=0,
        ),
    )


def test_a_small_number_and_a_target_that_is_just_missed_are_marked():
    target = Target(
        measure="charging_28_day", value=0.8, starts_on=date(2024, 1, 1), source="The Board."
    )
    area = replace(AREA, targets=(target,))

    class Few(Made):
        def monthly(self, measure, by=()):
            found = super().monthly(measure, by)
            if found is None:
                return None
            found["small"] = found["unit"] == "Unit B"
            return found

    series = {"charging_28_day": {"": [0.8], "Unit A": [0.797], "Unit B": [1.0]}}
    found = standing(Few(area, series=series), area, KNOWN, MONTH, is_sample=False)
    assert {u.name: u.figures["charging_28_day"] for u in found} == {
        "A": "80%, just short (80 of 100)",
        "B": "100% (100 of 100) ○",
    }


def test_without_data_every_unit_has_dashes():
    found = standing(Made(), AREA, KNOWN, MONTH, is_sample=False)
    assert [(u.name, set(u.figures.values()), u.overdue) for u in found] == [
        ("A", {"–"}, None),
        ("B", {"–"}, None),
    ]


def test_a_month_that_the_data_ends_in_has_no_figure_though_some_of_it_is_known():
    source = Made(day=date(2026, 10, 5), series={"charging_28_day": {"Unit A": [0.9, 0.74]}})
    found = standing(source, AREA, KNOWN, MONTH, is_sample=False)
    assert found[0].figures["charging_28_day"] == "– (the data ends within the month)"
