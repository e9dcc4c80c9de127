"""How a test drops files on the Upload page, and what it reads there."""

import csv
import io

from streamlit.testing.v1 import AppTest

from extracts.registry import EXTRACTS
from tests.pages.made import USUAL
from tests.pages.screen import walk


def file_of(extract: str, *rows: dict[str, str], headings: dict[str, str] | None = None) -> bytes:
    """A file of an extract: rows by the names of fields, with what is usual in the others.

    headings: field -> heading, where it is not its title; a field that is not there is left out.
    """
    declared = EXTRACTS[extract]
    heads = {f.name: f.title for f in declared.fields} if headings is None else headings
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(heads.values())
    for i, row in enumerate(rows):
        whole = {declared.keys[0]: f"00SA{i:07}", **USUAL[extract], **row}
        writer.writerow([whole.get(name, "") for name in heads])
    return out.getvalue().encode()


def drop(at: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """Drop files, by name and content."""
    return at.file_uploader[0].set_value([(n, d, "text/csv") for n, d in files]).run()


def words(at: AppTest) -> list[str]:
    """Everything that is said in sentences, in the order of reading."""
    return [e.value for e in walk(at.main) if e.type in ("markdown", "caption", "error", "header")]


def said(at: AppTest, part: str) -> str:
    """The only sentence that has these words."""
    found = [w for w in words(at) if part in w]
    assert len(found) == 1, (part, words(at))
    return found[0]


def is_said(at: AppTest, part: str) -> bool:
    """Whether any sentence has these words."""
    return any(part in w for w in words(at))


def counts(at: AppTest) -> dict[str, str]:
    """New, changed and so on, by their names."""
    return {m.label: m.value for m in at.main.metric}


def tables(at: AppTest) -> list[tuple[list[str], list[list[str]]]]:
    """The headings and cells of every table."""
    found = [e.value for e in walk(at.main) if e.type == "table"]
    return [(list(frame.columns), frame.to_numpy().tolist()) for frame in found]


def button(at: AppTest, label: str):
    """A button by the beginning of its label."""
    return next(b for b in at.main.button if b.label.startswith(label))


def publish(at: AppTest) -> AppTest:
    """Press the one button."""
    return at.button(key="publish").click().run()


def publish_all_the_same(at: AppTest) -> AppTest:
    """Say of each file that is doubted that it is right, and press the one button."""
    for box in at.main.checkbox:
        box.check()
    return publish(at.run())
