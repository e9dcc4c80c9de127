"""The pages over stores that are empty, nearly so, large, strange or broken: sensible words."""

import re
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from extracts.registry import EXTRACTS
from pages import data
from tests.pages.expected import MEASURES
from tests.pages.made import put
from tests.pages.screen import shown

ASKED = {1: "quality", 2: "timeliness", 3: "letters"}
ISSUE_PAGES = {
    1: "legal_decision_quality.py",
    2: "charging_and_disclosure.py",
    3: "victim_letters.py",
}
PAGES = ["today.py", *ISSUE_PAGES.values(), "how_it_is_counted.py"]
COUNTED_APART = ["charging_28_day", "charging_waiting", "charging_returned", "review_score"]
STRAY = re.compile(r"\b(nan|NaN|NaT|None|inf|NA|Categorical|Timestamp)\b|\{.*\}")


@pytest.fixture
def every_page(opened, downloads):
    """What is shown by Today and, measure by measure, by the pages of the issues."""

    def look(keys: Iterable[str] = MEASURES, **address: str) -> dict[str, list[tuple]]:
        found = {"today": shown(opened(**address), downloads)}
        for key in keys:
            measure = MEASURES[key]
            at = opened(
                ISSUE_PAGES[measure.issue], **{ASKED[measure.issue]: measure.title}, **address
            )
            found[key] = shown(at, downloads)
        for page, items in found.items():
            for item in items:
                assert item[0] != "error", (page, item)
                for text in texts(item[1:]):
                    assert not STRAY.search(text), (page, text)
        return found

    return look


def texts(parts: object) -> list[str]:
    """Every text among some parts of what is shown."""
    if isinstance(parts, str):
        return [parts]
    if isinstance(parts, list | tuple):
        return [text for part in parts for text in texts(part)]
    return []


def of(kind: str, items: list[tuple]) -> list:
    return [item[1] if len(item) == 2 else item[1:] for item in items if item[0] == kind]


def test_an_empty_store_says_how_to_load(every_page):
    for key, items in every_page().items():
        assert items[0] == ("title", "Today" if key == "today" else items[0][1])
        assert items[1] == ("markdown", "CPS North West · no data")
        assert items[2] == ("header", "There is no data yet")
        assert "`python -m extracts load sample_data`" in items[4][1]


def test_an_empty_store_still_says_how_it_is_counted(opened, downloads):
    items = shown(opened("how_it_is_counted.py"), downloads)

    assert [m.title for m in MEASURES.values()] == of("expander", items)[: len(MEASURES)]


def test_one_row(own_store, every_page):
    put(own_store, "charging", "2026-11-20", {"received_on": "02/10/2026"})  # due on 30 October

    found = every_page()

    texts_of_today = of("markdown", found["today"])
    assert texts_of_today[1] == ("**1 submission is overdue**. 0 more fall due by Fri 27 Nov.")
    assert of("metric", found["today"])[0][:4] == (
        *("Overdue submissions", "1"),
        *("no change since Thu 19 Nov", "+1 since Fri 23 Oct"),
    )
    assert "0% (0 of 1)" in texts_of_today[3]  # the 28 days before Thu 19 Nov
    assert of("table", found["today"])[0][1] == [
        [
            "[Cumbria Magistrates](?unit=Cumbria+Magistrates+Hub)",
            *("1 (21 days)", "no data", "no data", "0", "0", "0% (0 of 1)"),
        ]
    ]
    assert texts_of_today.count(":orange[■] no extract yet") == 3
    assert texts_of_today[-1] == "**1 submission**, as at Fri 20 Nov 2026."
    assert of("markdown", found["charging_28_day"])[1] == (
        "October 2026: **0% (0 of 1)** on time, of those that fell due. "
        "At the end of Fri 20 Nov 2026, 1 was open, and overdue."
    )
    assert of("markdown", found["charging_waiting"])[1] == (
        "October 2026: **1 submission** open at the end of the month. "
        "At the end of Fri 20 Nov 2026, 1 was open. "
        "By calendar days since they came: 0–5: 0, 6–14: 0, 15–21: 0, 22–28: 0, 29 or more: 1."
    )
    assert of("markdown", found["letters_on_time"])[1] == "No victim letters data yet."


def test_a_unit_without_cases(own_store, every_page):
    put(own_store, "charging", "2026-11-20", {"received_on": "02/10/2026"})
    put(own_store, "reviews", "2026-11-20", {"reviewed_on": "02/10/2026"})

    found = every_page(COUNTED_APART, unit="Western Magistrates Unit")

    assert of("markdown", found["today"])[1] == (
        "**0 items are overdue**. 0 more fall due by Fri 27 Nov."
    )
    assert "Nothing is overdue, due or recently due." in of("markdown", found["today"])
    assert of("metric", found["today"])[-1][:3] == (
        *("Score, last 28 days", "–", "0 answers in 0 reviews"),
    )
    for key in COUNTED_APART:
        words = of("markdown", found[key])
        assert words[1] == "There is nothing to count for these filters."
        assert not of("plotly_chart", found[key])


EVERY_EXTRACT = {
    "charging": {"received_on": "05/10/2026", "police_due_on": "20/10/2026"},
    "disclosure": {"triggered_on": "05/10/2026", "due_on": "30/10/2026"},
    "victim_letters": {"decided_on": "05/10/2026"},
    "reviews": {"reviewed_on": "05/10/2026"},
}


@pytest.mark.parametrize("only", EVERY_EXTRACT)
def test_a_store_with_one_extract_alone(only, own_store, every_page):
    put(own_store, only, "2026-11-20", EVERY_EXTRACT[only])

    found = every_page()

    for key, items in found.items():
        if key != "today":
            (headings, lines), *_ = of("table", items)
            assert headings[0] == "Measure"
            assert headings[-1] == "Standard"
            has_data = [line[1] != "no data" for line in lines]
            of_issue = [m for m in MEASURES.values() if m.issue == MEASURES[key].issue]
            assert has_data == [m.extract == only for m in of_issue]
            empty = f"No {EXTRACTS[MEASURES[key].extract].title.lower()} data yet."
            assert (empty in of("markdown", items)) == (MEASURES[key].extract != only)


CLOSED = {
    "charging": {"decided_on": "06/10/2026", "outcome": "Charge"},
    "disclosure": {"served_on": "06/10/2026"},
    "victim_letters": {"sent_on": "06/10/2026"},
    "reviews": {},
}


def test_everything_is_closed(own_store, every_page):
    for extract, row in EVERY_EXTRACT.items():
        put(own_store, extract, "2026-11-20", row | CLOSED[extract])

    found = every_page()

    assert of("markdown", found["today"])[1].startswith("**0 items are overdue**. 0 more fall due")
    assert of("markdown", found["letters_on_time"])[1] == (
        "October 2026: **100% (1 of 1)** on time, of those that fell due; 100% (1 of 1) of those "
        "finished. Of 1 letter finished, the median took 1 working day. "
        "At the end of Fri 20 Nov 2026, none was open."
    )
    assert of("markdown", found["charging_end_to_end"])[1] == (
        "October 2026: **1 day (median of 1 case)**. At the end of Fri 20 Nov 2026, none was open."
    )


def test_everything_is_open(own_store, every_page):
    for extract, row in EVERY_EXTRACT.items():
        put(own_store, extract, "2026-11-20", row)

    found = every_page()

    # Charging is due on 2 November, disclosure on 30 October, the letter on 12 October.
    assert of("markdown", found["today"])[1] == (
        "**3 items are overdue**: 1 submission, 1 duty and 1 letter. Cumbria Magistrates Hub holds "
        "the most, 2. 0 more fall due by Fri 27 Nov."
    )
    assert of("markdown", found["charging_end_to_end"])[1] == (
        "October 2026: no cases. At the end of Fri 20 Nov 2026, 1 was open."
    )
    assert (
        of("markdown", found["police_response"])[1]
        == "There is nothing to count for these filters."
    )


def test_all_of_it_began_this_month(own_store, every_page):
    for extract, row in EVERY_EXTRACT.items():
        this_month = {k: v.replace("/10/", "/11/") for k, v in row.items()}
        put(own_store, extract, "2026-11-20", this_month)

    found = every_page(period="All months")

    (headings, _), *_ = of("table", found["review_score"])
    assert headings[1] == "Last whole month"
    assert of("markdown", found["review_score"])[1] == (
        "November 2026 so far: **100%** of the most points that 1 answer could have."
    )
    assert "There is nothing to show for these filters." in of("markdown", found["review_score"])


def test_a_day_before_an_extracts_first(own_store, every_page):
    put(own_store, "charging", "2026-11-10", {"received_on": "02/10/2026"})
    put(own_store, "victim_letters", "2026-11-20", {"decided_on": "02/10/2026"})

    found = every_page(as_at="2026-11-10")

    assert of("markdown", found["today"])[0].startswith(
        "CPS North West · data **as it was on Tue 10 Nov 2026**"
    )
    assert of("markdown", found["today"])[1].startswith("**1 submission is overdue**.")
    assert of("markdown", found["today"]).count(":orange[■] no extract yet") == 3
    assert of("markdown", found["letters_on_time"])[1] == "No victim letters data yet."


STRANGE = [
    "**Bold** _Unit_ [link](https://example.test)",
    "<b>Unit</b> & <script>alert(1)</script>",
    "Unit “quoted” 'single' \"double\"",
    "Ünïté ⚖️ of :red[colour] and $x$ # 1",
    "A | B ~~C~~ `D` \\E &amp; F",
    "-1 Unit",
]


def test_units_are_shown_as_they_are_written(own_store, every_page):
    rows = [
        {"unit": unit, "received_on": f"0{i + 1}/09/2026", "urn": f"00SA{i}"}
        for i, unit in enumerate(STRANGE)
    ]
    put(own_store, "charging", "2026-11-20", *rows)

    found = every_page(COUNTED_APART)

    today = found["today"]
    (_, lines), *_ = of("table", today)
    names = [re.fullmatch(r"\[(.*)\]\(\?unit=[^() ]*\)", line[0])[1] for line in lines]
    assert [unescaped(name) for name in names] == STRANGE  # the oldest first
    headings, cells, _ = of("dataframe", today)[0]
    at = headings.index("Unit")
    assert [line[at] for line in cells] == STRANGE
    assert "'-1 Unit" in of("download_button", today)[0][2]
    panels, *_ = of("plotly_chart", found["charging_28_day"])[0]
    whole = "<b>&lt;b&gt;Unit&lt;/b&gt; &amp; &lt;script&gt;alert(1)&lt;/script&gt;</b>"
    assert "<b>&lt;b&gt;Unit&lt;/b&gt; &amp; &lt;script&gt;ale…</b>" in {p.name for p in panels}
    assert any(h.startswith(f"{whole}<br>") for p in panels for h in p.hover)
    begins = [p.name.removesuffix("</b>").removesuffix("…") for p in panels]
    assert all(h.startswith(b) for p, b in zip(panels, begins, strict=True) for h in p.hover)
    _, table, _ = of("dataframe", found["charging_28_day"])[0]
    assert [line[0] for line in table] == sorted(STRANGE)


def unescaped(text: str) -> str:
    """Markdown's own reading of a text in which every sign of its own is escaped."""
    bare = re.sub(r"\\([!-/:-@\[-`{-~])", "", text)
    assert not re.search(r"[\\`*_{}\[\]<>#|~$:&]", bare), f"{text} has a sign that is not escaped"
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


@pytest.mark.parametrize("unit", STRANGE)
def test_the_link_of_a_unit_leads_to_it(unit, own_store, opened, downloads):
    put(own_store, "charging", "2026-11-20", {"unit": unit, "received_on": "02/09/2026"})

    at = opened(unit=unit)

    assert at.sidebar.selectbox(key="unit").value == unit
    assert at.main.markdown[-1].value.startswith("**1 submission**")


def test_themes_are_shown_as_they_are_written(own_store, every_page):
    rows = [
        {"theme": theme, "reviewed_on": "05/10/2026", "review": f"00SA-{i}"}
        for i, theme in enumerate(STRANGE)
    ]
    put(own_store, "reviews", "2026-11-20", *rows)

    _, (_, lines) = of("table", every_page(["review_score"])["review_score"])

    assert [unescaped(line[0]) for line in lines] == sorted(STRANGE)


def test_a_hundred_and_ninety_units(own_store, every_page):
    rows = [
        {
            "urn": f"00SA{i:07}",
            "unit": f"Unit {i % 190:03}",
            "received_on": f"{1 + i % 28:02}/{1 + i % 9:02}/2026",
            **({"decided_on": "30/09/2026", "outcome": "Charge"} if i % 3 else {}),
        }
        for i in range(3800)
    ]
    put(own_store, "charging", "2026-11-20", *rows)

    found = every_page(["charging_28_day"])

    assert len(of("table", found["today"])[0][1]) == 190
    panels, *_ = of("plotly_chart", found["charging_28_day"])[0]
    assert len(panels) == 190
    assert len(of("dataframe", found["charging_28_day"])[0][1]) == 190


def damage_log(store: Path) -> None:
    for file in (store / "charging" / "_delta_log").glob("*.json"):
        file.write_text("{ not a log", encoding="utf-8")


def damage_rows(store: Path) -> None:
    for file in (store / "charging").rglob("*.parquet"):
        file.write_bytes(b"PAR1 not a table PAR1")


def lose_rows(store: Path) -> None:
    for file in (store / "charging").rglob("*.parquet"):
        file.unlink()


@pytest.mark.parametrize("damage", [damage_log, damage_rows, lose_rows])
@pytest.mark.parametrize("page", PAGES[:-1])
def test_a_broken_store_is_a_sentence(page, damage, own_store, opened):
    put(own_store, "charging", "2026-11-20", {"received_on": "02/10/2026"})
    put(own_store, "victim_letters", "2026-11-20", {"decided_on": "02/10/2026"})
    damage(own_store)

    at = opened(page)

    assert len(at.error) == 1
    assert at.error[0].value.startswith("The store cannot read ")
    assert "put the store's folder back from the last backup" in at.error[0].value


@pytest.fixture
def area_file(tmp_path, monkeypatch):
    """Writes the Area's settings that the pages then take."""

    def write(text: str) -> None:
        file = tmp_path / "other.toml"
        file.write_text(text, encoding="utf-8")
        monkeypatch.setenv("DASHBOARD_AREA", str(file))
        data.area.clear()
        data.all_measures.clear()

    yield write
    data.area.clear()
    data.all_measures.clear()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name = ", "The Area's settings other.toml are not valid TOML"),
        ('name = "X"\ncolour = 1', "have a setting that is missing or not known"),
        ('name = "X"\nsmall_number = "ten"', "small_number should be a whole number, 0 or more"),
    ],
)
def test_a_mistake_in_the_areas_settings_is_a_sentence(page, text, words, area_file, opened):
    area_file(text)

    at = opened(page)

    assert [words in e.value for e in at.error] == [True]


def test_another_areas_settings_are_taken(own_store, area_file, opened, downloads):
    area_file(
        'name = "CPS *Elsewhere*"\nsmall_number = 3\ncontinuing_disclosure_days = 14\n'
        '[[units]]\nname = "Cumbria Crown Court Hub"\nshort = "CCC <x>"'
    )
    row = {"triggered_on": "01/10/2026", "stage": "Continuing"}
    rows = [row | {"urn": f"00SA{i}"} for i in range(3)]
    put(own_store, "disclosure", "2026-11-20", *rows)

    at = opened("charging_and_disclosure.py", timeliness="Continuing disclosure on time")
    items = shown(at, downloads)

    assert items[1][1].startswith("CPS \\*Elsewhere\\* · data to Fri 20 Nov 2026")
    assert "October 2026: **0% (0 of 3)** on time" in items[5][1]
    assert "fewer than 3 duties" in of("caption", items)[0]
    (panel,), *_ = of("plotly_chart", items)[0]
    assert (panel.name, panel.hollow[-1]) == ("<b>CCC &lt;x&gt;</b>", False)
    assert any("14 calendar days" in text for text in of("markdown", items))


def test_sample_data_is_told_from_real(own_store, opened):
    put(own_store, "charging", "2026-11-20", {"received_on": "02/10/2026", "urn": "06AA1"})
    assert "badge" not in opened().main.markdown[0].value

    put(own_store, "victim_letters", "2026-11-20", {"decided_on": "02/10/2026"})
    data._versions.clear()
    assert (
        opened()
        .main.markdown[0]
        .value.endswith(":orange-badge[Some cases are made up: there is sample data among them]")
    )


def test_a_new_file_is_on_the_pages_within_seconds(own_store, opened):
    put(own_store, "charging", "2026-11-19", {"received_on": "02/10/2026"})
    assert opened().main.markdown[1].value.startswith("**1 submission is overdue**")

    put(own_store, "charging", "2026-11-20", {"received_on": "02/10/2026", "urn": "00SAB"})
    time.sleep(2.1)

    assert opened().main.markdown[1].value.startswith("**2 submissions are overdue**")
    assert (
        opened(as_at="2026-11-19").main.markdown[1].value.startswith("**1 submission is overdue**")
    )
