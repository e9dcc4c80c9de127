"""How long it takes, in sentences."""

import numpy as np
import pandas as pd
import pytest

from metrics.survival import finished_within, medians, survival
from metrics.survival_words import Words, sentence
from tests.metrics.test_survival import of

WORDS = Words(counting_unit="submissions", one="submission", began="received", ended="decided")
LETTERS = Words(
    counting_unit="letters", one="letter", began="decided", ended="sent", day="working day"
)
WHEN = "in the 12 months to October 2026"


def line(n: int, still_open: int, last: int, *ends: int | None) -> dict:
    median = dict(zip(("median", "lower", "upper"), ends or (None,) * 3, strict=True))
    return {"n": n, "open": still_open, "last": last} | {
        k: pd.NA if v is None else v for k, v in median.items()
    }


@pytest.mark.parametrize(
    ("found", "finished", "words", "says"),
    [
        (
            line(1204, 131, 300, 24, 23, 25),
            0.784,
            WORDS,
            "Half of the 1,204 submissions received in the 12 months to October 2026 were decided "
            "within 24 days (95% interval 23 to 25), counting the 131 that are still open; "
            "78% within 28 days.",
        ),
        (
            line(2, 1, 40, 1, 1, None),
            np.nan,
            WORDS,
            "Half of the 2 submissions received in the 12 months to October 2026 were decided "
            "within 1 day (95% interval 1 or more), counting the one that is still open.",
        ),
        (
            line(40, 0, 12, 0, 0, 1),
            1.0,
            WORDS,
            "Half of the 40 submissions received in the 12 months to October 2026 were decided "
            "on the same day (95% interval 0 to 1), and none is still open; all within 28 days.",
        ),
        (
            line(300, 200, 1200, 1024, 900, 1100),
            0.0,
            WORDS,
            "Half of the 300 submissions received in the 12 months to October 2026 are expected "
            "to be decided within 1,024 days (95% interval 900 to 1,100), counting the 200 that "
            "are still open; none within 28 days.",
        ),
        (
            line(8, 2, 6, 0, 0, 1),
            0.5,
            LETTERS,
            "Half of the 8 letters decided in the 12 months to October 2026 were sent before "
            "the next working day (95% interval 0 to 1), counting the 2 that are still open; "
            "50% within 28 working days.",
        ),
        (
            line(401, 0, 40, 20, 19, 21),
            400 / 401,
            WORDS,
            "Half of the 401 submissions received in the 12 months to October 2026 were decided "
            "within 20 days (95% interval 19 to 21), and none is still open; more than 99% within "
            "28 days.",
        ),
        (
            line(900, 880, 40),
            1 / 900,
            WORDS,
            "More than half of the 900 submissions received in the 12 months to October 2026 are "
            "still open (880, the longest for 40 days), so it is too soon to say how long half "
            "take; less than 1% were decided within 28 days.",
        ),
        (
            line(1, 0, 0, 0, 0, None),
            1.0,
            LETTERS,
            "The one letter decided in the 12 months to October 2026 was sent before the next "
            "working day.",
        ),
        (
            line(40, 30, 61),
            0.12,
            WORDS,
            "More than half of the 40 submissions received in the 12 months to October 2026 are "
            "still open (30, the longest for 61 days), so it is too soon to say how long half "
            "take; 12% were decided within 28 days.",
        ),
        (
            line(2, 2, 1),
            np.nan,
            LETTERS,
            "More than half of the 2 letters decided in the 12 months to October 2026 are still "
            "open (2, the longest for 1 working day), so it is too soon to say how long half take.",
        ),
        (
            line(1, 0, 24, 24, 24, None),
            1.0,
            WORDS,
            "The one submission received in the 12 months to October 2026 was decided within "
            "24 days.",
        ),
        (
            line(1, 1, 1),
            np.nan,
            WORDS,
            "The one submission received in the 12 months to October 2026 is still open after "
            "1 day.",
        ),
        (
            None,
            np.nan,
            WORDS,
            "No submissions were received in the 12 months to October 2026.",
        ),
    ],
)
def test_it_is_said_in_a_sentence(found, finished, words, says):
    assert sentence(found, words, when=WHEN, within=28, finished=finished) == says


def test_the_sentence_of_a_row_of_medians():
    curve = survival(of([2] * 20, [5, 9]))
    (row,) = medians(curve).to_dict("records")
    (share,) = finished_within(curve, 1)["finished"]

    said = sentence(row, WORDS, when="in May 2026", within=1, finished=share)

    assert said == (
        "Half of the 22 submissions received in May 2026 were decided within 2 days, counting the "
        "2 that are still open; none within 1 day."
    )
