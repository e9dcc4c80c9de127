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
        'continuing_disclosure_days = 28\ndaily_extracts = ["charging"]\n'
        'rules = "plot_the_dots"\n' + UNIT
    )
    assert load_area(area_file(text)) == Area(
        name="North",
        small_number=5,
        extract_lag_working_days=0,
        planned_reviews=10,
        continuing_disclosure_days=28,
        daily_extracts=("charging",),
        rules="plot_the_dots",
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
LIST = r'daily_extracts should be a list of texts, as \["charging"\]\.$'
TABLE = r"each unit should be a table: \[\[units\]\] and its settings\.$"
TEXTS = r"unit 1.* should have a text for its name and its short name, and a list of texts for its"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name = ", r"^The Area's settings area\.toml are not valid TOML: "),
        (b'name = "\xe9"', r"^The Area's settings area\.toml are not saved as UTF-8\. Save the file again as UTF-8\.$"),
        ('name = "N"'.encode("utf-16"), r"are not saved as UTF-8\. Save the file again as UTF-8\.$"),
        ("", r'^The Area\'s settings area\.toml have a setting that is missing or not known: "name" is missing\.$'),
        ('name = "N"\ncolour = "red"', r'not known: there is no setting "colour"\.$'),
        ('name = "N"\nsmal_number = 1', r'there is no setting "smal_number"\. Did you mean "small_number"\?$'),
        ("name = 5", r"name should be the Area's name\.$"),
        ('name = ""', r"name should be the Area's name\.$"),
        ('name = " "', r"name should be the Area's name\.$"),
        ('name = ["N"]', r"name should be the Area's name\.$"),
        ('name = "N"\nrules = ["plot_the_dots"]', r'rules should be a text, as "making_data_count"\.$'),
        ('name = "N"\nsmall_number = -1', rf"small_number {NUMBER} 0 or more"),
        ('name = "N"\nsmall_number = true', rf"small_number {NUMBER} 0 or more"),
        ('name = "N"\nsmall_number = [1]', rf"small_number {NUMBER} 0 or more"),
        ('name = "N"\nextract_lag_working_days = 1.5', rf"extract_lag_working_days {NUMBER} 0"),
        ('name = "N"\nplanned_reviews = 0', rf"planned_reviews {NUMBER} 1 or more"),
        ('name = "N"\ncontinuing_disclosure_days = "28"', rf"continuing_disclosure_days {NUMBER} 1"),
        ('name = "N"\ndaily_extracts = ["chargin"]', r'daily_extracts names "chargin"; the extracts are charging, .*\. Did you mean "charging"\?$'),
        ('name = "N"\ndaily_extracts = "charging"', LIST),
        ('name = "N"\ndaily_extracts = 5', LIST),
        ('name = "N"\ndaily_extracts = [["charging"]]', LIST),
        ('name = "N"\nunits = ["Cumbria"]', TABLE),
        ('name = "N"\nunits = 5', TABLE),
        ('name = "N"\n[units]\nname = "A"\nshort = "A"', TABLE),
        ('name = "N"\n[[units]]\nname = "A"', r'^In area\.toml, unit 1 \(A\) has a setting that is missing or not known: "short" is missing\.$'),
        ('name = "N"\n[[units]]\nname = "A"\nshort = "A"\ncolour = "red"', r'unit 1 \(A\) has .* there is no setting "colour"'),
        ('name = "N"\n' + UNIT + "small_number = 5", r"unit 1 \(Cumbria Hub\) has the setting small_number, which is the Area's: .*Put small_number above the first \[\[units\]\]\.$"),
        ('name = "N"\n[[units]]\nname = "A"\nshort = "A"\naliases = "B"', TEXTS),
        ('name = "N"\n[[units]]\nname = "A"\nshort = "A"\naliases = 5', TEXTS),
        ('name = "N"\n[[units]]\nname = "A"\nshort = "A"\naliases = [""]', TEXTS),
        ('name = "N"\n[[units]]\nname = 1\nshort = "A"', TEXTS),
        ('name = "N"\n[[units]]\nname = ""\nshort = "A"', TEXTS),
        ('name = "N"\n[[units]]\nname = "A"\nshort = "-"', TEXTS),
        ('name = "N"\n[[units]]\nname = "A"\nshort = "A"\ncounty = 5', r"unit 1 \(A\) should have a text for its county\.$"),
        ('name = "N"\n' + UNIT + UNIT, r'two units share a name or an alias: "cumb", "cumbria" and "cumbriahub"\.$'),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_are_refused(text, words, area_file):
    with pytest.raises(AreaError, match=words):
        load_area(area_file(text))


def test_a_mark_before_the_text_is_no_trouble(area_file):
    assert load_area(area_file('name = "Wessex"'.encode("utf-8-sig"))) == Area(name="Wessex")


def test_settings_that_are_not_there_are_refused(tmp_path):
    with pytest.raises(
        AreaError, match=r"^The Area's settings none\.toml cannot be read: No such file"
    ):
        load_area(tmp_path / "none.toml")
