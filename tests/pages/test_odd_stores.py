"""The pages over stores that are empty, nearly so, large, strange or broken: sensible words."""

import re
import time
from collections.abc import Iterable
from dataclasses import is_dataclass
from html import escape
from pathlib import Path

import pytest

from extracts.registry import EXTRACTS
from pages import data
from tests.pages.expected import MEASURES
from tests.pages.expected_time import READ_AT
from tests.pages.made import put
from tests.pages.screen import shown
from tests.pages.screen_charts import Heat, Spread

ASKED = {1: "quality", 2: "timeliness", 3: "letters"}
ISSUE_PAGES = {
    1: "legal_decision_quality.py",
    2: "charging_and_disclosure.py",
    3: "victim_letters.py",
}
PAGES = ["today.py", *ISSUE_PAGES.values(), "unit.py", "how_it_is_counted.py"]
PAPERS = ["board.py", "improvement_plan.py"]  # of the whole Area, without filters
# One of each kind of figure and extract: the others of a kind go the same way.
OF_EACH_KIND = ["charging_28_day", "charging_waiting", "charging_returned", "charging_end_to_end"]
OF_EACH_KIND += ["police_response", "disclosure_initial", "letters_on_time", "review_score"]
COUNTED_APART = ["charging_28_day", "charging_waiting", "charging_returned", "review_score"]
STRAY = re.compile(r"\b(nan|NaN|NaT|None(?! of )|inf|NA|Categorical|Timestamp)\b|\{.*\}")


@pytest.fixture
def every_page(opened, downloads):
    """What is shown by Today, by the page of a unit and, by measure, by the pages of the issues."""

    def look(keys: Iterable[str] = OF_EACH_KIND, **address: str) -> dict[str, list[tuple]]:
        of_unit = {"unit": "Cumbria Magistrates Hub"} | address
        found = {
            "today": shown(opened(**address), downloads),
            "unit": shown(opened("unit.py", **of_unit), downloads),
        }
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
    if is_dataclass(parts):
        parts = list(vars(parts).values())
    if isinstance(parts, list | tuple):
        return [text for part in parts for text in texts(part)]
    return []


def of(kind: str, items: list[tuple]) -> list:
    return [item[1] if len(item) == 2 else item[1:] for item in items if item[0] == kind]


def said(items: list[tuple]) -> list[str]:
    """What is said of the measure that is chosen: the sentence, and what stands beside it."""
    place = next(i for i, item in enumerate(items) if item[0] == "selectbox")
    assert items[place + 1][0] == "header"
    return [item[1] for item in items[place + 2 : place + 4]]


def table_behind(items: list[tuple]) -> tuple:
    """The table of every unit and month."""
    (found,) = [
        item[1:]
        for item in items
        if item[0] == "dataframe"
        and item[1][0] == "Unit"
        and item[3].endswith(" by unit and month")
    ]
    return found


def measures_of(items: list[tuple]) -> list[str]:
    """The measures in the tables, by title."""
    return [line[1][0][3] for *_, lines, _ in of("measures", items) for line in lines]


def test_an_empty_store_says_how_to_load(every_page):
    titles = {"today": "Today", "unit": "Cumbria Magistrates Hub"}
    for key, items in every_page(MEASURES).items():
        assert items[0] == ("title", titles.get(key, items[0][1]))
        assert items[1][1].startswith("CPS North West · ")
        assert items[1][1].endswith(" · no data")
        assert items[2] == ("header", "There is no data yet")
        assert "the page **Upload**" in items[3][1]
        assert "`python -m extracts load sample_data`" in items[5][1]


def test_an_empty_store_still_says_how_it_is_counted(opened, downloads):
    items = shown(opened("how_it_is_counted.py"), downloads)

    assert [m.title for m in MEASURES.values()] == of("expander", items)[: len(MEASURES)]


def test_one_row(own_store, every_page):
    put(own_store, "charging", "2026-11-20", {"received_on": "02/10/2026"})  # due on 30 October

    found = every_page()

    texts_of_today = of("markdown", found["today"])
    assert texts_of_today[1] == (
        "**1 submission is overdue**. Nothing more falls due by Fri 27 Nov."
    )
    assert of("metric", found["today"])[0][:4] == (
        *("Overdue submissions", "1"),
        *("no change since Thu 19 Nov", "+1 since Fri 23 Oct"),
    )
    assert "0% (0 of 1)" in texts_of_today[3]  # the 28 days before Thu 19 Nov
    assert of("table", found["today"])[0][1] == [
        [
            "[Cumbria Magistrates](unit?unit=Cumbria+Magistrates+Hub)",
            *("1 (21 days)", "no data", "no data", "0", "0", "0% (0 of 1)"),
        ]
    ]
    assert texts_of_today.count(":orange[■] no extract yet") == 3
    assert texts_of_today[-1] == "**1 submission**, as at Fri 20 Nov 2026."
    few = "There is too little to say whether it has changed\\: "
    assert said(found["charging_28_day"]) == [
        "In October 2026, the only submission that fell due was not on time, against a target of "
        f"80%. {few}no month can be judged, and 13 are needed.",
        "At the end of Fri 20 Nov 2026, 1 was open, and overdue. "
        "This month so far: – (no submissions).",
    ]
    assert said(found["charging_waiting"]) == [
        f"At the end of October 2026, 1 submission was still open. {few}no month can be "
        "judged, and 13 are needed.",  # the data begins in it
        "At the end of Fri 20 Nov 2026, 1 was open. This month so far: 1 submission. "
        "By calendar days since they came: 0–5 days: 0, 6–14 days: 0, 15–21 days: 0, "
        "22–28 days: 0, 29 days or more: 1.",
    ]
    assert said(found["letters_on_time"])[0] == "No victim letters data yet."
    _, multiples, *_ = [chart for chart, _ in of("chart", found["charging_28_day"])]
    assert [line.figure for line in multiples.lines] == ["○ 0%"]
    no_measure = "No measure here has enough cases to be judged."
    assert of("markdown", found["charging_28_day"])[1] == no_measure
    assert of("markdown", found["unit"])[2] == no_measure
    assert (
        "1 submission was open at the end of Fri 20 Nov 2026, for 29 days or more; "
        "59 working days before, 0."
    ) in of("markdown", found["unit"])
    assert measures_of(found["unit"]) == measures_of(found["charging_28_day"])
    assert "What changed" not in of("header", found["today"])


def test_a_unit_without_cases(own_store, every_page):
    put(own_store, "charging", "2026-11-20", {"received_on": "02/10/2026"})
    put(own_store, "reviews", "2026-11-20", {"reviewed_on": "02/10/2026"})

    found = every_page(COUNTED_APART, unit="Western Magistrates Unit")

    assert of("markdown", found["today"])[1] == (
        "**Nothing is overdue**. Nothing more falls due by Fri 27 Nov."
    )
    assert "Nothing is overdue, due or recently due." in of("markdown", found["today"])
    assert of("metric", found["today"])[-1][:3] == (
        *("Score, last 28 days", "–", "0 answers in 0 reviews"),
    )
    for key in COUNTED_APART:
        assert said(found[key]) == [
            "There is no whole month to judge for these filters.",
            "There is nothing to count for these filters.",
        ]
        assert not of("chart", found[key])
    assert not measures_of(found["unit"])
    assert of("header", found["unit"]) == ["Cases"]


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

    for key in OF_EACH_KIND:
        of_issue = [m for m in MEASURES.values() if m.issue == MEASURES[key].issue]
        without = f"No {EXTRACTS[MEASURES[key].extract].title.lower()} data yet."
        titles = {m.title for m in of_issue if m.extract == only}
        assert set(measures_of(found[key])) <= titles
        assert (said(found[key])[0] == without) == (MEASURES[key].extract != only)


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

    assert of("markdown", found["today"])[1].startswith(
        "**Nothing is overdue**. Nothing more falls due"
    )
    assert said(found["letters_on_time"])[1] == (
        "Of those finished in October 2026, 100% (1 of 1) were on time. Of 1 letter finished, the "
        "median took 1 working day. At the end of Fri 20 Nov 2026, none was open. "
        "This month so far: – (no letters)."
    )
    assert said(found["charging_end_to_end"])[1] == (
        "At the end of Fri 20 Nov 2026, none was open. This month so far: – (no cases)."
    )
    assert "What is open, by age" not in of("header", found["unit"])
    assert ("0 letters were open at the end of Fri 20 Nov 2026; 59 working days before, 0.") in of(
        "markdown", found["letters_on_time"]
    )


def test_everything_is_open(own_store, every_page):
    for extract, row in EVERY_EXTRACT.items():
        put(own_store, extract, "2026-11-20", row)

    found = every_page()

    # Charging is due on 2 November, disclosure on 30 October, the letter on 12 October.
    assert of("markdown", found["today"])[1] == (
        "**3 items are overdue**: 1 submission, 1 duty and 1 letter. Cumbria Magistrates Hub holds "
        "the most, 2. Nothing more falls due by Fri 27 Nov."
    )
    assert said(found["charging_end_to_end"]) == [
        "There is no whole month to judge for these filters.",
        "At the end of Fri 20 Nov 2026, 1 was open. This month so far: – (no cases).",
    ]
    assert said(found["police_response"])[1] == "There is nothing to count for these filters."


def test_all_of_it_began_this_month(own_store, every_page):
    for extract, row in EVERY_EXTRACT.items():
        this_month = {k: v.replace("/10/", "/11/") for k, v in row.items()}
        put(own_store, extract, "2026-11-20", this_month)

    found = every_page(period="All months")

    assert said(found["review_score"]) == [
        "There is no whole month to judge for these filters.",
        "This month so far: 100% (1 answer in 1 review).",
    ]
    assert "No whole month with a case of these filters: review score." in of(
        "markdown", found["review_score"]
    )
    assert not any(measures_of(items) for items in found.values())
    assert not of("chart", found["review_score"])


def test_a_day_before_an_extracts_first(own_store, every_page):
    put(own_store, "charging", "2026-11-10", {"received_on": "02/10/2026"})
    put(own_store, "victim_letters", "2026-11-20", {"decided_on": "02/10/2026"})

    found = every_page(as_at="2026-11-10")

    assert of("markdown", found["today"])[0].startswith(
        "CPS North West · data **as it was on Tue 10 Nov 2026**"
    )
    assert of("markdown", found["today"])[1].startswith("**1 submission is overdue**.")
    assert of("markdown", found["today"]).count(":orange[■] no extract yet") == 3
    assert said(found["letters_on_time"])[0] == "No victim letters data yet."


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
    names = [re.fullmatch(r"\[(.*)\]\(unit\?unit=[^() ]*\)", line[0])[1] for line in lines]
    assert [unescaped(name) for name in names] == STRANGE  # the oldest first
    headings, cells, _ = of("dataframe", today)[0]
    at = headings.index("Unit")
    assert [line[at] for line in cells] == STRANGE
    assert "'-1 Unit" in of("download_button", today)[0][2]
    _, table, _ = table_behind(found["charging_28_day"])
    assert [line[0] for line in table] == ["All units", *sorted(STRANGE)]


def test_units_are_shown_as_they_are_written_on_every_chart(own_store, every_page):
    rows = [
        {"unit": unit, "received_on": "05/09/2026", "urn": f"00SA{i}0{n}"}
        for i, unit in enumerate(STRANGE)
        for n in range(12)  # enough to be compared
    ]
    put(own_store, "charging", "2026-11-20", *rows)

    found = every_page(["charging_28_day"], unit=STRANGE[0])
    everyone = every_page(["charging_28_day"])["charging_28_day"]

    assert found["unit"][0] == (
        "title",
        r"\*\*Bold\*\* \_Unit\_ \[link\](https" "\u2060" r"\://example.test)",
    )
    in_html = {escape(unit, quote=False) for unit in STRANGE}
    _, multiples, funnel, spread, heat, *_ = [chart for chart, _ in of("chart", everyone)]
    assert {line.name for line in multiples.lines} == in_html
    assert {line.figure for line in multiples.lines} == {"0%"}  # not judged, and not small
    assert {name for name, *_ in heat.rows} == in_html
    for says in (
        [line.hover[0] for line in multiples.lines],
        [says for _, _, says, _ in funnel.units],
        [says for _, _, says in spread.dots],
        [says[0] for _, _, says, _ in heat.rows],
    ):
        assert {text.split("<br>")[0] for text in says} == {f"<b>{unit}</b>" for unit in in_html}
    line, _, spread, *_ = [chart for chart, _ in of("chart", found["charging_28_day"])]
    name = escape(STRANGE[0], quote=False)
    assert line.labels[0] == f"{name} 0%"
    assert spread.labels[-1].replace(" ", "") == f"{name}0%".replace(" ", "")


def unescaped(text: str) -> str:
    """Markdown's own reading of a text in which every sign of its own is escaped."""
    bare = re.sub(r"\\([!-/:-@\[-`{-~])", "", text)
    assert not re.search(r"[\\`*_{}\[\]<>#|~$:&]", bare), f"{text} has a sign that is not escaped"
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text).replace("\u2060", "")


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

    ((_, lines),) = of("table", every_page(["review_score"])["review_score"])

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
    _, multiples, *_ = [chart for chart, _ in of("chart", found["charging_28_day"])]
    (heat,) = [c for c, _ in of("chart", found["charging_28_day"]) if isinstance(c, Heat)]
    assert (len(multiples.lines), len(heat.rows)) == (190, 190)
    assert len(table_behind(found["charging_28_day"])[1]) == 191


@pytest.mark.parametrize("n", [2, 3])
def test_two_units_make_no_band(n, own_store, every_page):
    rows = [
        {"unit": f"Unit {u}", "received_on": "05/09/2026", "urn": f"00SA{u}0{i}"}
        | ({"decided_on": "15/09/2026", "outcome": "Charge"} if i < 6 * u else {})
        for u in range(n)
        for i in range(12)
    ]
    put(own_store, "charging", "2026-11-20", *rows)

    items = every_page(["charging_28_day"])["charging_28_day"]

    (words,) = [w for w in of("markdown", items) if "**Month by month.**" in w]
    apart = {2: "50 points", 3: "100 points"}[n]
    assert words.startswith(f"**Month by month.** {apart} apart in October 2026; chance apart, two")
    drawn = [chart for chart, _ in of("chart", items) if isinstance(chart, Spread)]
    assert len(drawn) == (n > 2)
    heads = [item[1] for item in items if item[0] == "dataframe"]
    assert heads.count(["Month", "Units compared", "Lowest", "Highest"]) == (n > 2)


def test_a_day_that_is_no_working_day_has_not_brought_the_next(own_store, every_page):
    row = {"decided_on": "30/10/2026"}  # a Friday
    put(own_store, "victim_letters", "2026-11-01", row)  # a Sunday

    items = every_page(["letters_other"])["letters_other"]

    words = "The one letter owed in the 12 months to October 2026 is still open after 0 working"
    assert any(w.startswith(words) for w in of("markdown", items))
    (table,) = [item for item in items if item[0] == "dataframe" and "Within" in item[1][0]]
    assert table[1] == ["Within, working days", "Last 12 months"]
    assert table[2] == [[n, "–"] for n in READ_AT]


def test_letters_of_the_same_day(own_store, every_page):
    row = {"decided_on": "05/10/2026", "sent_on": "05/10/2026"}
    put(own_store, "victim_letters", "2026-11-20", *({**row, "urn": f"00SA{i}"} for i in range(3)))

    items = every_page(["letters_other"])["letters_other"]

    words = "Half of the 3 letters owed in the 12 months to October 2026 were sent before the next "
    assert any(w.startswith(f"{words}working day (95% ") for w in of("markdown", items))
    (table,) = [item for item in items if item[0] == "dataframe" and "Within" in item[1][0]]
    assert table[2] == [[n, "100%"] for n in READ_AT]


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
@pytest.mark.parametrize("page", [*PAGES[:-1], "board.py"])
def test_a_broken_store_is_a_sentence(page, damage, own_store, opened):
    put(own_store, "charging", "2026-11-20", {"received_on": "02/10/2026"})
    put(own_store, "victim_letters", "2026-11-20", {"decided_on": "02/10/2026"})
    damage(own_store)

    at = opened(page)

    assert len(at.error) == 1
    assert at.error[0].value.startswith("The store cannot read ")
    assert "put the store's folder back from the last backup" in at.error[0].value


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
    assert said(items)[0].startswith(
        "In October 2026, 0% of the duties that fell due were on time (0 of 3). "
    )
    assert "hollow: fewer than 3 duties, never judged" in of("caption", items)[0]
    line, multiples, *_ = [chart for chart, _ in of("chart", items)]
    assert line.lines[0].marks[-1] == "circle"
    assert [panel.name for panel in multiples.lines] == ["CCC &lt;x&gt;"]
    assert any("14 calendar days" in text for text in of("markdown", items))


def test_sample_data_is_told_from_real(own_store, opened):
    put(own_store, "charging", "2026-11-20", {"received_on": "02/10/2026", "urn": "06AA1"})
    assert "badge" not in opened().main.markdown[0].value

    put(own_store, "victim_letters", "2026-11-20", {"decided_on": "02/10/2026"})
    data.look_again()
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
