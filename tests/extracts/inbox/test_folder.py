"""Where files of the inbox go, and under which names."""

from extracts.inbox.folder import put_away


def test_a_file_is_put_away_under_a_free_name_only(tmp_path):
    (tmp_path / "done").mkdir()
    for n in range(3):
        (tmp_path / "a.csv.gz").write_text(str(n))
        put_away(tmp_path / "a.csv.gz", "done", sha256="", report="", findings=None)
    found = {p.name: p.read_text() for p in (tmp_path / "done").glob("*.gz")}
    assert found == {"a.csv.gz": "0", "a (2).csv.gz": "1", "a (3).csv.gz": "2"}
