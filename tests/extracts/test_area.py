"""Are the Area's settings read, and refused in words where they cannot be?"""

# ruff: noqa: E501 - a case is a line, so that they can be compared

import pytest

from extracts.area import DEFAULT, Area, AreaUnit, load_area
from extracts.errors import AreaError

UNIT = '[[units]]\nname = "Cumbria Hub"\nshort = "Cumbria"\naliases = ["Cumb."]\n'


@pytest.fixture
def area_file(tmp_path):
    def write(text):
        path = tmp_path / "area.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_the_area_beside_the_program_is_read(monkeypatch):
    monkeypatch.delenv("DASHBOARD_AREA", raising=False)
    area = load_area()
    assert area == load_area(DEFAULT)
    assert area.name == "CPS North West"
    assert area.units


def test_another_area_is_named_by_the_environment(area_file, monkeypatch):
    monkeypatch.setenv("DASHBOARD_AREA", str(area_file('name = "Wessex"')))
    assert load_area() == Area(name="Wessex")


def test_every_setting_is_read(area_file):
    text = (
        'name = "North"\nsmall_number = 5\nextract_lag_working_days = 0\nplanned_reviews = 10\n'
        'continuing_disclosure_days = 28\ndaily_extracts = ["charging"]\n' + UNIT
    )
    assert load_area(area_file(text)) == Area(
        name="North",
        small_number=5,
        extract_lag_working_days=0,
        planned_reviews=10,
        continuing_disclosure_days=28,
        daily_extracts=("charging",),
        units=(AreaUnit(name="Cumbria Hub", short="Cumbria", aliases=("Cumb.",)),),
    )


def test_a_unit_is_known_by_any_of_its_names(area_file):
    area = load_area(area_file('name = "North"\n' + UNIT))
    for written in ("Cumbria Hub", "cumbria", "CUMB", "Cumbria-hub"):
        assert area.unit(written) == "Cumbria Hub"
        assert area.knows(written)
    assert area.unit("Mersey") == "Mersey"
    assert not area.knows("Mersey")
    assert area.short_names == {"Cumbria Hub": "Cumbria"}


NUMBER = "should be a whole number,"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name = ", r"^The Area's settings area\.toml are not valid TOML: "),
        (b'name = "\xe9"', r"are not valid TOML: "),
        ("", r"have a setting that is missing or not known: "),
        ('name = "N"\ncolour = "red"', r"have a setting that is missing or not known: .*colour"),
        ("name = 5", r"name should be the Area's name\.$"),
        ('name = ""', r"name should be the Area's name\.$"),
        ('name = "N"\nsmall_number = -1', rf"small_number {NUMBER} 0 or more"),
        ('name = "N"\nsmall_number = true', rf"small_number {NUMBER} 0 or more"),
        ('name = "N"\nextract_lag_working_days = 1.5', rf"extract_lag_working_days {NUMBER} 0"),
        ('name = "N"\nplanned_reviews = 0', rf"planned_reviews {NUMBER} 1 or more"),
        ('name = "N"\ncontinuing_disclosure_days = "28"', rf"continuing_disclosure_days {NUMBER} 1"),
        ('name = "N"\ndaily_extracts = ["chargin"]', r"daily_extracts names \['chargin'\]; the extracts are"),
        ('name = "N"\nunits = ["Cumbria"]', r"each unit should be a table"),
        ('name = "N"\n[[units]]\nname = "A"', r"have a setting that is missing or not known: .*short"),
        ('name = "N"\n[[units]]\nname = "A"\nshort = "A"\naliases = "B"', r"aliases a list of texts"),
        ('name = "N"\n[[units]]\nname = 1\nshort = "A"', r"should be texts"),
        ('name = "N"\n' + UNIT + UNIT, r"two units share a name or an alias: \['cumb', 'cumbria', 'cumbriahub'\]"),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_are_refused(text, words, area_file):
    with pytest.raises(AreaError, match=words):
        load_area(area_file(text))


def test_settings_that_are_not_there_are_refused(tmp_path):
    with pytest.raises(
        AreaError, match=r"^The Area's settings none\.toml cannot be read: No such file"
    ):
        load_area(tmp_path / "none.toml")
