import pytest

from extracts.progress import part, unheard
from extracts.read import read
from extracts.side_by_side import side_by_side
from tests.extracts.hostile import TODAY, csv_of, gzipped, many, xlsx_of, zipped


def test_a_part_tells_its_share_of_the_whole():
    told = []
    within = part(part(lambda *said: told.append(said), 0.0, 0.5), 0.5, 1.0)
    within(0.0, "a")
    within(1.0, "b")
    assert told == [(0.25, "a"), (0.5, "b")]
    assert unheard(0.5, "nobody listens") is None


def test_work_on_columns_is_told_as_it_is_done_in_their_order():
    told = []
    assert side_by_side(str, range(5), told.append) == ["0", "1", "2", "3", "4"]
    assert told == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("pack", [bytes, gzipped, lambda d: zipped(a_csv=d), None])
def test_reading_a_file_is_told_step_by_step(pack):
    rows = many(3)
    data = pack(csv_of(rows)) if pack else xlsx_of(rows)
    told = []
    read(data, name="x", today=TODAY, progress=lambda share, words: told.append((share, words)))
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert (shares[0], told[-1]) == (0.0, (1.0, "Read"))
    words = [said for _, said in told]
    assert "Reading Date received" in words
    assert len(words) > 15
    assert ("Reading the cells of the workbook" in words) == (pack is None)


def test_a_large_workbook_is_told_row_by_row(monkeypatch):
    monkeypatch.setattr("extracts.reading.workbook._OFTEN", 10)
    told = []
    read(xlsx_of(many(55)), name="x", today=TODAY, progress=lambda *said: told.append(said))
    rows = [share for share, words in told if words == "Reading the rows of the workbook"]
    assert len(rows) == 5
    assert rows == sorted(set(rows))
