"""A file of headings that nobody knows: mapped once by hand, known again the next day."""

import pytest

from access.roles import NotAllowed, Person
from extracts.registry import EXTRACTS
from extracts.store import Store
from pages import signed_in
from pages.upload_page import mapping, publishing
from pages.upload_page.checked import Choices
from tests.pages.uploading import button, drop, file_of, is_said, publish, said

HEADINGS = {
    "urn": "Case No",
    "submission": "Seq",
    "unit": "Office",
    "casework_type": "Kind",
    "review_track": "Track",
    "received_on": "Recd",
    "decided_on": "Charged on",
    "outcome": "Result",
}
CASES = [
    {
        "urn": f"00SA{n:07}",
        "unit": "CUMB MAGS" if n % 2 else "Lancashire Crown Court Unit",
        "received_on": f"{n:02}/11/2026",
        "decided_on": "20/11/2026" if n < 4 else "",
        "outcome": "Chargd" if n < 4 else "",
    }
    for n in range(1, 13)
]


def foreign(cases: list[dict[str, str]] = CASES) -> bytes:
    return file_of("charging", *cases, headings=HEADINGS)


def choice(at, label):
    return next(s for s in at.main.selectbox if s.label.startswith(label))


def mapped(at):
    """Answer what is asked: what a person would, who knows the other system."""
    choice(at, "What it is").set_value("charging").run()
    custody = choice(at, "In custody")
    custody.set_value("The same in every row").run()
    next(s for s in at.main.selectbox if s.label == "In every row").set_value("No").run()
    choice(at, "“CUMB MAGS”").set_value("Cumbria Magistrates Hub").run()
    next(t for t in at.main.text_input if t.label.startswith("A name for")).set_value(
        "Case system"
    ).run()
    return button(at, "Read it with this layout").click().run()


def test_a_file_of_another_system_is_mapped_by_hand_then_recognised_the_next_day(opened, own_store):
    at = drop(opened("upload.py"), ("export 20.11.2026.csv", foreign()))

    assert "The headings in row 1 are not those of any extract" in said(
        at, "cannot be read as it is"
    )
    assert not is_said(at, "3 Publish")
    assert choice(at, "What it is").value == "charging"
    assert choice(at, "URN (needed)").format_func(choice(at, "URN (needed)").value) == "Case No"
    meant = choice(at, "“Chargd” (3 rows) means")
    assert meant.value == "Charge"  # suggested

    mapped(at)
    assert is_said(at, "**Charging, 12 rows, to Fri 20 Nov 2026** (from the file's name, by the ")
    publish(at)

    store = Store(own_store)
    rows = store.current(EXTRACTS["charging"]).to_pylist()
    assert {r["unit"] for r in rows} == {"Cumbria Magistrates Hub", "Lancashire Crown Court Unit"}
    assert {r["in_custody"] for r in rows} == {False}
    assert sum(r["outcome"] == "Charge" for r in rows) == 3
    assert store.history(EXTRACTS["charging"])[0].layout == "Case system"

    later = [*CASES, CASES[0] | {"urn": "00SA0000099"}]
    next_day = drop(opened("upload.py"), ("export 23.11.2026.csv", foreign(later)))
    assert is_said(next_day, "by the layout “Case system”")
    assert is_said(next_day, "**Charging, 13 rows, to Mon 23 Nov 2026**")
    publish(next_day)
    assert store.history(EXTRACTS["charging"])[1].n_new == 1


def test_a_layout_that_cannot_be_is_told_in_words_and_nothing_is_lost(opened):
    at = drop(opened("upload.py"), ("export 20.11.2026.csv", foreign()))
    button(at, "Read it with this layout").click().run()

    assert is_said(at, "The layout has no name")
    seq = choice(at, "Submission")
    seq.set_value("Not in the file").run()
    next(t for t in at.main.text_input if t.label.startswith("A name")).set_value("One").run()
    button(at, "Read it with this layout").click().run()
    assert is_said(at, "Submission")
    assert choice(at, "Submission").value == "Not in the file"


def test_a_file_that_is_recognised_can_be_mapped_by_hand_too(opened):
    data = file_of("charging", *[{"unit": "CUMB MAGS", "received_on": "02/10/2026"}] * 3)
    at = drop(opened("upload.py"), ("charging 20.11.2026.csv", data))
    at.main.toggle[0].set_value(True).run()
    choice(at, "“CUMB MAGS”").set_value("Cumbria Magistrates Hub").run()
    next(t for t in at.main.text_input if t.label.startswith("A name")).set_value("Ours").run()
    button(at, "Read it with this layout").click().run()

    assert is_said(at, "by the layout “Ours”")
    assert not any(b.label.startswith("Read it") for b in at.main.button)


@pytest.mark.parametrize("data", [b"a\n1\n", b"Name,Colour\nMoss,Green\n", b"x,y\n" * 50])
def test_what_is_no_extract_can_be_looked_at_without_harm(data, opened):
    at = drop(opened("upload.py"), ("x.csv", data))

    assert is_said(at, "cannot be read as it is")
    assert not is_said(at, "3 Publish")


def test_nobody_without_the_role_gets_anything_from_the_functions(monkeypatch):
    monkeypatch.setattr(signed_in, "local_person", lambda: Person("A viewer", "viewer"))
    data = file_of("charging", {"received_on": "02/10/2026"})

    for ask in (
        lambda: publishing.check(data, "a.csv", Choices()),
        lambda: publishing.publish([], ""),
        lambda: publishing.corrections(data, "a.csv", Choices()),
        lambda: publishing.findings(data, "a.csv", Choices()),
        lambda: mapping.suggest(data, "a.csv", None),
        lambda: mapping.mapped(None, "charging", {}),
        lambda: mapping.draft(None, "x", "charging", {}, {}, {}, {}),
    ):
        with pytest.raises(NotAllowed):
            ask()


def test_dates_that_are_month_first_are_mapped_under_headings_that_are_known(opened, own_store):
    cases = [
        {"urn": f"00SA{n:07}", "received_on": f"{n:02}/{n + 12:02}/2025", "decided_on": ""}
        for n in range(1, 13)
    ]
    at = drop(opened("upload.py"), ("export 20.11.2026.csv", file_of("charging", *cases)))
    assert "is written month first" in said(at, "cannot be read as it is")

    next(t for t in at.main.text_input if t.label.startswith("A name for")).set_value("US").run()
    at = button(at, "Read it with this layout").click().run()

    assert is_said(at, "12 accepted (new, changed or unchanged) + 0 rejected")
