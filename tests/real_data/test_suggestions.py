"""Real files of other offices: is the mapping suggested that a person wrote by hand?"""

from dataclasses import replace

import pytest

from extracts.area import load_area
from extracts.layouts import load_layout
from extracts.mapping.draft_layout import draft_layout
from extracts.mapping.mapped_columns import mapped_columns
from extracts.mapping.suggest import suggest
from extracts.read import read
from tests.extracts.foreign import by_heading
from tests.real_data import found
from tests.real_data.test_written_questions import NOW, QUESTIONS

TODAY = NOW.date()
COOK = found.files("cook_intake_2019/intake_2019_uk_excel.csv")
APPEALS = found.files("iom_planning_appeals/appeals_*.csv")
QUESTION_MONTHS = found.files("uk_written_questions/months*/*.csv")
MAPPED = [(p, "cook_intake_2019") for p in COOK] + [(p, "iom_planning_appeals") for p in APPEALS]

# Written questions in the product's words, which the file does not use.
TITLES = {
    "urn": "Reference",
    "received_on": "Date received",
    "due_on": "Due date",
    "decided_on": "Date decided",
    "unit": "Unit",
    "casework_type": "Named day",
    "subject": "Heading",
}
ASKED = replace(
    QUESTIONS,
    fields=tuple(replace(f, title=TITLES[f.name]) for f in QUESTIONS.fields if f.name in TITLES),
)
OF_QUESTIONS = {
    "urn": "id",
    "received_on": "dateTabled",
    "due_on": "dateForAnswer",
    "decided_on": "dateAnswered",
    "unit": "answeringBodyName",
    "casework_type": "isNamedDay",
    "subject": "heading",
}


def name(case) -> str:
    return found.name(case[0])


def without_spaces(heading: str) -> str:
    return " ".join(heading.split())


@pytest.mark.parametrize("case", MAPPED, ids=name)
def test_every_column_that_a_person_mapped_is_suggested(case):
    path, folder = case
    layout = load_layout(found.HERE / folder / "layout.toml")
    made = suggest(path.read_bytes(), area=load_area(), name=found.name(path))

    assert made.ranked[0].extract.key == layout.extract
    suggested = by_heading(made, layout.extract)
    assert {f: suggested[f] for f in layout.columns.values()} == {
        f: without_spaces(h) for h, f in layout.columns.items()
    }
    # Of what the person held to be the same in every row, a column is offered in one case: a year
    # of appeals has "Decision", a heading of the outcome, for what was decided before the appeal.
    rest = {f: h for f, h in suggested.items() if h and f not in layout.columns.values()}
    assert rest in ({}, {"outcome": "Decision"})


@pytest.mark.parametrize("case", MAPPED, ids=name)
def test_the_suggestions_with_a_person_s_constants_read_the_same_rows(case):
    path, folder = case
    layout = load_layout(found.HERE / folder / "layout.toml")
    data = path.read_bytes()
    made = suggest(data, area=load_area(), name=found.name(path))
    columns = {
        f.field.name: f.position
        for f in made.fields["charging"]
        if f.field.name not in layout.constants
    }
    drafted = draft_layout(
        made,
        name="Drafted",
        extract="charging",
        columns=columns,
        values=layout.values,
        constants=layout.constants,
    )

    by_hand, by_draft = (
        read(data, name=path.name, today=TODAY, layout=each) for each in (layout, drafted)
    )

    assert by_draft.rows.equals(by_hand.rows)
    assert by_draft.n_rejected == by_hand.n_rejected
    met = mapped_columns(made, "charging", columns)
    assert met["received_on"].n_rows == by_hand.n_rows
    assert met["received_on"].forms[0].name in ("dd/mm/yyyy", "dd-Mon-yy", "dd-Mon-yyyy")
    assert not met["received_on"].ambiguous


@pytest.mark.parametrize("path", QUESTION_MONTHS, ids=found.name)
def test_written_questions_are_understood_in_other_words(path):
    made = suggest(path.read_bytes(), area=load_area(), extracts={ASKED.key: ASKED})
    assert by_heading(made, ASKED.key) == OF_QUESTIONS
