"""Is a layout what was meant, or refused in words?"""

# ruff: noqa: E501 - a case is a line, so that they can be compared

import json

import pytest

from extracts.errors import LayoutError
from extracts.layouts import Layout, fingerprint, layout_from, load_layout

SETTINGS = {
    "name": "Force",
    "extract": "charging",
    "columns": {"Ref": "urn"},
    "values": {"review_track": {"slow": "28 day"}, "decided_on": {"n/a": ""}},
    "constants": {"submission": "1", "received_on": "11/20/2026"},
    "dates": {"received_on": "mm/dd/yyyy"},
    "ignore": ["Officer"],
}


def test_a_layout_is_read_and_written_again():
    layout = layout_from(SETTINGS)
    assert layout.ignore == ("Officer",)
    assert layout_from(json.loads(layout.to_json())) == layout


def test_a_layout_is_read_from_toml(tmp_path):
    path = tmp_path / "force.toml"
    path.write_text('name = "Force"\nextract = "charging"\n[columns]\n"Réf" = "urn"\n', "utf-8")
    assert load_layout(path) == Layout(name="Force", extract="charging", columns={"Réf": "urn"})
    assert load_layout(str(path)).fields_by_heading() == {"réf": "urn"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"name = ", r"^The layout force\.toml is not valid TOML: "),
        (
            'name = "é"'.encode("cp1252"),
            r"^The layout force\.toml is not saved as UTF-8\. Save the file again as UTF-8\.$",
        ),
        (
            b'extract = "charging"',
            r'^The layout force\.toml has a setting that is missing or not known: "name" is missing\.$',
        ),
        (None, r"^The layout force\.toml cannot be read: No such file"),
    ],
)
def test_a_file_that_is_no_layout_is_refused(text, words, tmp_path):
    path = tmp_path / "force.toml"
    if text is not None:
        path.write_bytes(text)
    with pytest.raises(LayoutError, match=words):
        load_layout(path)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": None}, 'In the layout "None", name should be a text.'),
        ({"extract": ["charging"]}, 'In the layout "Force", extract should be a text.'),
        ({"extract": "chargin"}, 'The layout "Force" is for "chargin"; the extracts are charging, disclosure, victim_letters, reviews. Did you mean "charging"?'),
        ({"name": " "}, 'In the layout " ", name should be a text.'),
        ({"columns": ["urn"]}, 'In the layout "Force", columns should be a table of names and texts.'),
        ({"columns": {"Ref": 1}}, 'In the layout "Force", columns should be a table of names and texts.'),
        ({"values": {"unit": "x"}}, 'In the layout "Force", values should be a table of names and texts.'),
        ({"values": {"unit": {"x": 1}}}, 'In the layout "Force", values should be a table of names and texts.'),
        ({"constants": {"submission": 1}}, 'In the layout "Force", constants should be a table of names and texts.'),
        ({"dates": "dd/mm/yyyy"}, 'In the layout "Force", dates should be a table of names and texts.'),
        ({"ignore": "Officer"}, 'In the layout "Force", ignore should be a list of headings.'),
        ({"ignore": [1]}, 'In the layout "Force", ignore should be a list of headings.'),
        ({"constants": {"received_on": "20/11/2026"}}, 'The layout "Force" gives received_on the value "20/11/2026". Date received is "20/11/2026", written as dd/mm/yyyy while the column is mm/dd/yyyy. A spreadsheet may have swapped its day and month: check it, and write it as the others.'),
        ({"constants": {"accepted_on": "soon"}}, 'The layout "Force" gives accepted_on the value "soon". Date accepted is "soon", which is not a date; write it as dd/mm/yyyy.'),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_refused(change, words):
    with pytest.raises(LayoutError) as refused:
        layout_from(SETTINGS | change)
    assert str(refused.value) == words


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, '"name" is missing.'),
        ({"name": "Force"}, '"extract" is missing.'),
        (SETTINGS | {"colums": {}}, 'there is no setting "colums". Did you mean "columns"?'),
        (SETTINGS | {"zzz": {}}, 'there is no setting "zzz".'),
    ],
)
def test_a_setting_that_is_missing_or_not_known_is_refused(settings, words):
    with pytest.raises(LayoutError) as refused:
        layout_from(settings)
    assert str(refused.value) == f"The layout has a setting that is missing or not known: {words}"


def test_a_mark_before_the_text_is_no_trouble(tmp_path):
    path = tmp_path / "force.toml"
    path.write_text('name = "Force"\nextract = "charging"\n', "utf-8-sig")
    assert load_layout(path).name == "Force"


def test_a_fingerprint_is_of_the_headings_alone():
    same = fingerprint(["Date received", "URN", "Unit"])
    assert fingerprint(["URN", "UNIT", "date_received:", "", " "]) == same
    assert fingerprint(["URN", "Unit"]) != same
    assert fingerprint(["URN", "Unit", "Date received", "Unit"]) != same
