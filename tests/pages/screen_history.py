"""What the History page shows, as plain values."""

from html.parser import HTMLParser

from streamlit.testing.v1 import AppTest

from tests.pages.screen import table


class Calendar(HTMLParser):
    """The calendar's days by number: (mark, words)."""

    def __init__(self) -> None:
        super().__init__()
        self.days: dict[int, tuple[str, str]] = {}
        self.cell: dict[str, str] = {}
        self.part = ""

    @classmethod
    def of(cls, at: AppTest) -> dict[int, tuple[str, str]]:
        """The days of the calendar on a page."""
        (body,) = [e.proto.body for e in at.get("html") if 'class="calendar"' in e.proto.body]
        own = cls()
        own.feed(body)
        return own.days

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.part = dict(attrs).get("class", "") if tag == "span" else ""
        if tag == "td":
            self.cell = {}

    def handle_endtag(self, tag: str) -> None:
        self.part = ""
        if tag == "td" and "number" in self.cell:
            which = self.cell.get("mark", ""), self.cell.get("words", "")
            self.days[int(self.cell["number"])] = which

    def handle_data(self, data: str) -> None:
        if self.part:
            self.cell[self.part] = data


def tables(at: AppTest) -> dict[str, tuple[list[str], list[list[str]]]]:
    """Headings and cells of every table, by its first heading."""
    found = [table(e) for e in at.main if e.type == "table"]
    return {headings[0]: (headings, cells) for headings, cells in found}


def publications(at: AppTest) -> list[list[str]]:
    """The cells of the list of publications."""
    return tables(at)["No."][1]


def words(at: AppTest) -> str:
    """All texts of the page."""
    return "\n".join(e.value for e in at.main if e.type == "markdown")
