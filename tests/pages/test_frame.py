"""The frame of every page: the filters, and the address that holds them."""

import re

import pytest

from extracts.registry import CASEWORK_TYPES
from tests.pages import obvious
from tests.pages.conftest import FRAME
from tests.pages.expected import SHORT, Chosen
from tests.pages.expected_issue import issue
from tests.pages.expected_today import today
from tests.pages.screen import shown
from tests.pages.test_odd_stores import PAGES, PAPERS

pytestmark = pytest.mark.usefixtures("sample")


# The file of each page, and what somebody must be allowed to open it, as the frame declares them.
DECLARED = re.findall(r'\("(\w+\.py)", "[^"]+", (?:FIGURES|"([^"]+)")\)', FRAME.read_text("utf-8"))


def test_every_page_of_figures_is_tried():
    assert [file for file, action in DECLARED if not action] == [*PAGES[:-1], *PAPERS, PAGES[-1]]


@pytest.mark.parametrize(("file", "action"), DECLARED)
def test_every_page_asks_for_itself_who_may_see_it(file, action):
    code = FRAME.with_name(file).read_text("utf-8")

    shows = re.search(r"^\w+(\.\w+)+\(|^with ", code, re.MULTILINE)
    asks = re.search(r"^(\w+ = )?signed_in\.require\(\"(.+)\"\)$", code, re.MULTILINE)

    assert asks
    assert asks[2] == (action or "see figures")
    assert shows
    assert asks.start() <= shows.start()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_the_same_filters(page, opened):
    found = {box.key: box for box in opened(page).sidebar.selectbox}

    days = {day for extract in obvious.KEYS for day in obvious.extract_days(extract)}
    newest_first = sorted(days, reverse=True)
    assert {key: (box.label, box.value, box.options) for key, box in found.items()} == {
        "unit": ("Unit", "All units", ["All units", *sorted(SHORT)]),
        "casework_type": (
            *("Casework type", "All casework types"),
            ["All casework types", *CASEWORK_TYPES],
        ),
        "period": (
            *("Months shown", "24 months"),
            ["6 months", "12 months", "24 months", "All months"],
        ),
        "as_at": ("As at", "Latest", ["Latest", *(f"{day:%Y-%m-%d}" for day in newest_first)]),
    }


@pytest.mark.parametrize("page", PAPERS)
def test_a_page_of_the_whole_area_has_no_filters(page, opened):
    assert not opened(page).sidebar.selectbox


def test_a_link_that_names_what_is_not_there_shows_everything_and_says_so(opened, downloads):
    at = opened(unit="A *Unit*", casework_type="Fraud", period="A week", as_at="1999-12-31")

    found = shown(at, downloads)

    says = ':orange[■] The link asks for {} "{}", which is not here; this shows "{}".'
    told = [
        ("markdown", says.format("unit", r"A \*Unit\*", "All units")),
        ("markdown", says.format("casework type", "Fraud", "All casework types")),
        ("markdown", says.format("months shown", "A week", "24 months")),
        ("markdown", says.format("as at", r"1999-12-31", "Latest")),
    ]
    assert found[2:6] == told
    assert [*found[:2], *found[6:]][: len(today(Chosen()))] == today(Chosen())

    at.sidebar.selectbox(key="unit").set_value("Cumbria Magistrates Hub")
    at.run()
    assert [item for item in shown(at, downloads) if "The link asks" in str(item[1])] == told[1:]


def test_a_link_that_names_no_measure_shows_the_first_and_says_so(opened, downloads):
    at = opened("charging_and_disclosure.py", timeliness="*Speed*", unit="Nowhere")

    found = shown(at, downloads)

    first = "Charging decisions in 28 days"
    says = ':orange[■] The link asks for {} "{}", which is not here; this shows "{}".'
    told = [
        ("markdown", says.format("measure", r"\*Speed\*", first)),
        ("markdown", says.format("unit", "Nowhere", "All units")),
    ]
    assert sorted(found[2:4]) == told
    chosen = issue(2, Chosen(), "charging_28_day")
    assert [*found[:2], *found[4:]][:8] == chosen[:8]

    at.selectbox(key="timeliness").set_value("Charging decisions in 5 days").run()
    assert [item for item in shown(at, downloads) if "The link asks" in str(item[1])] == told[1:]
    at.switch_page("today.py").run()
    assert [item for item in shown(at, downloads) if "The link asks" in str(item[1])] == told[1:]


def test_what_a_link_asks_of_one_page_is_not_said_on_another(opened, downloads):
    at = opened("charging_and_disclosure.py", timeliness="Speed")
    at.switch_page("victim_letters.py").run()

    assert not [item for item in shown(at, downloads) if "The link asks" in str(item[1])]


def test_the_dark_theme_has_a_style_for_paper(opened):
    def styles(theme: str | None) -> list[str]:
        html = [e.proto.body for e in opened(theme=theme).get("html")]
        return [body for body in html if body.startswith("<style>")]

    light, dark = styles("light"), styles("dark")
    assert (len(light), light, "@media print" in dark[-1]) == (1, dark[:-1], True)


def test_a_filter_that_is_chosen_on_the_page_is_as_one_in_the_address(opened, downloads):
    at = opened()
    at.sidebar.selectbox(key="as_at").set_value("2026-11-17")
    at.sidebar.selectbox(key="casework_type").set_value("RASSO")
    at.run()
    found = shown(at, downloads)

    chosen = Chosen({"as_at": "2026-11-17", "casework_type": "RASSO"})
    without_links = [item for item in today(chosen) if item[0] != "table"]
    assert [item for item in found if item[0] != "table"][: len(without_links)] == without_links


def test_the_period_does_not_change_today(opened, downloads):
    def said(**address: str) -> list[tuple]:
        items = shown(opened(**address), downloads)
        return [item for item in items if item[0] in ("header", "metric", "markdown", "caption")]

    assert said() == said(period="6 months")
