"""Whatever the bytes and the choices: a suggestion and a layout, or a refusal in words.

HYPOTHESIS_PROFILE=long tries a hundred times as many.
"""

from hypothesis import given
from hypothesis import strategies as st

from extracts.errors import DashboardError, LayoutError, UnknownHeadings
from extracts.mapping.draft_layout import draft_layout
from extracts.mapping.mapped_columns import mapped_columns
from extracts.mapping.suggest import suggest
from extracts.read import read
from extracts.registry import EXTRACTS
from tests.extracts.foreign import table
from tests.extracts.hostile import AREA, TODAY, VALID
from tests.extracts.reading.test_fuzz_reading import BITS, TEXTS, hard, written

# What is the same in every row where no column is chosen, so that most files come to be read.
EVERY_ROW = {
    f.name: row[f.title] for key, row in VALID.items() for f in EXTRACTS[key].fields if row[f.title]
} | {"urn": "A1"}
HEADINGS = (
    "Ref",
    "Received",
    "received.",
    "Team",
    "",
    "%",
    "Custody",
    "20/11/2026",
    "URN",
    "é" * 9,
)


def suggested_or_refused(data: bytes, choose=None) -> None:
    """Suggest, look, draft and read; `choose` changes the columns that are suggested."""
    words = "."
    try:
        made = suggest(data, area=AREA, name="x.csv")
        for ranked in made.ranked:
            fields = made.fields[ranked.extract.key]
            at = [f.position for f in fields if f.position is not None]
            assert len(set(at)) == len(at)
            assert all(0 <= f.score <= 1 and f.why for f in fields)
        extract = made.ranked[0].extract.key
        fields = made.fields[extract]
        columns = {f.field.name: f.position for f in fields}
        if choose:
            columns = choose(columns, len(made.columns))
        met = mapped_columns(made, extract, columns)
        layout = draft_layout(
            made,
            name="Drafted",
            extract=extract,
            columns=columns,
            values={
                n: {u.written: u.nearest for u in m.unread if u.nearest} for n, m in met.items()
            },
            constants={n: EVERY_ROW[n] for n, p in columns.items() if p is None and n in EVERY_ROW},
            dates={n: m.forms[0].name for n, m in met.items() if m.forms},
        )
        try:
            reading = read(data, name="x.csv", today=TODAY, area=AREA, layout=layout)
            assert reading.fingerprint == made.file.fingerprint
        except (LayoutError, UnknownHeadings) as why:
            raise AssertionError("a drafted layout does not fit its file") from why
    except DashboardError as why:
        words = str(why).strip()
    assert words.endswith((".", "?")), words


@hard(150)
@given(data=written())
def test_files_of_any_extract_that_were_hurt(data):
    suggested_or_refused(data)


@hard(100)
@given(data=st.binary(max_size=400))
def test_any_bytes(data):
    suggested_or_refused(data)


@hard(100)
@given(st.lists(st.sampled_from(BITS) | st.binary(max_size=5), max_size=40).map(b"".join))
def test_bytes_that_mean_something_to_a_table(data):
    suggested_or_refused(b"Ref,Received,Team\nA1,20/11/2026,Cumbria MC\n" + data)


@hard(150)
@given(data=st.data())
def test_any_headings_any_cells_any_choices(data):
    headings = data.draw(st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=8))
    cell = st.sampled_from(TEXTS)
    row = st.lists(cell, min_size=len(headings), max_size=len(headings))
    rows = data.draw(st.lists(row, max_size=15))

    def choose(columns, n):
        name = st.sampled_from([*columns, "unheard_of"])
        position = st.none() | st.integers(-1, n)
        return columns | data.draw(st.dictionaries(name, position, max_size=4))

    suggested_or_refused(table(headings, rows), choose)


def test_every_extract_is_ranked():
    made = suggest(b"Ref,Received\nA1,20/11/2026\n", area=AREA)
    assert {r.extract.key for r in made.ranked} == set(EXTRACTS) == set(made.fields)
