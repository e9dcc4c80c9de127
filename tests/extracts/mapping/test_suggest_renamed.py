"""Is a sample extract understood when nothing of its headings is left, and read as itself?"""

import csv
import random
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from extracts.area import load_area
from extracts.mapping.draft_layout import draft_layout
from extracts.mapping.suggest import suggest
from extracts.read import read
from extracts.registry import EXTRACTS
from tests.extracts.foreign import by_heading, table
from tests.extracts.hostile import TODAY

SAMPLES = Path(__file__).parents[3] / "sample_data"
SAMPLE = {
    "charging": "charging_2026-11-16.csv",
    "disclosure": "disclosure_2026-11-16.csv",
    "victim_letters": "victim_letters_2026-11-16.csv",
    "reviews": "reviews_2026-11-20.csv",
}
# What its contents tell, whatever the heading: values of its own, a count, or the order of days.
TELLING = {
    "charging": (
        "urn",
        "submission",
        "unit",
        "casework_type",
        "review_track",
        "outcome",
        "received_on",
        "decided_on",
    ),
    "disclosure": ("urn", "stage", "unit", "casework_type", "triggered_on", "served_on"),
    "victim_letters": ("urn", "unit", "casework_type", "decision", "decided_on"),
    "reviews": ("unit", "casework_type", "kind", "rating", "reviewed_on"),
}
SYLLABLES = ("zak", "vil", "pum", "gro", "xep", "hwy", "bno", "juf", "kiw", "lyx")


def _unknown(rng: random.Random, n: int) -> list[str]:
    words: dict[str, None] = {}
    while len(words) < n:
        words["".join(rng.choices(SYLLABLES, k=3)).capitalize()] = None
    return list(words)


def _rows_of(key: str) -> tuple[list[str], list[list[str]]]:
    lines = (SAMPLES / SAMPLE[key]).read_text("utf-8").splitlines()
    headings, *rows = csv.reader(lines)
    return headings, rows


@settings(max_examples=12)
@given(key=st.sampled_from(sorted(SAMPLE)), seed=st.integers(0, 10_000))
def test_a_sample_under_unknown_headings_in_another_order_is_understood(key, seed):
    extract, area, rng = EXTRACTS[key], load_area(), random.Random(seed)
    headings, rows = _rows_of(key)
    renamed = dict(zip(headings, _unknown(rng, len(headings)), strict=True))
    order = rng.sample(range(len(headings)), len(headings))
    data = table([renamed[headings[i]] for i in order], ([row[i] for i in order] for row in rows))
    wanted = {f.name: renamed[f.title] for f in extract.fields}

    made = suggest(data, area=area)

    assert made.ranked[0].extract.key == key
    found = by_heading(made, key)
    assert {n: found[n] for n in TELLING[key]} == {n: wanted[n] for n in TELLING[key]}

    # A person sets right the rest; then the file is read as the sample itself is.
    positions = {c.heading: c.position for c in made.columns}
    layout = draft_layout(
        made,
        name="Renamed",
        extract=key,
        columns={name: positions[heading] for name, heading in wanted.items()},
    )
    again = read(data, name="x.csv", today=TODAY, area=area, layout=layout, extract_day=TODAY)
    same = read(
        (SAMPLES / SAMPLE[key]).read_bytes(),
        name="x.csv",
        today=TODAY,
        area=area,
        extract_day=TODAY,
    )
    assert again.rows.equals(same.rows)
    assert again.n_rejected == same.n_rejected
    # The next file of that shape is found by its headings.
    assert again.fingerprint == made.file.fingerprint
