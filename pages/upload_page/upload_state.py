"""What the Upload page knows from one run to the next: the files, what was found, what came of them.

Of a file it keeps its bytes only until it is published or taken away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from extracts.mapping.suggest import Suggestion
from pages.upload_page import publishing
from pages.upload_page.checked import Checked, Choices, Outcome, Refused
from pages.upload_page.jobs import Job
from pages.upload_page.publishing import ToPublish

_KEY = "upload"
NOT_RIGHT = "Not right? Its day, its sheet, its columns"  # where a file is read otherwise


@dataclass(kw_only=True)
class Dropped:
    """A file that was dropped.

    job: what checks it, from the first look at it until its choices change. why_sheet: why another
    sheet than the first is read, where nobody chose it. mapping: its sheet and what may be in it,
    while it is mapped by hand; n_mapped: how many times it was.
    """

    id: str
    name: str
    content: bytes
    choices: Choices = field(default_factory=Choices)
    job: Job[Checked | Refused] | None = None
    why_sheet: str = ""
    mapping: tuple[str | None, Suggestion] | None = None
    n_mapped: int = 0

    def choose(self, choices: Choices) -> None:
        """Read it in another way from now on."""
        if choices != self.choices:
            self.choices = choices
            self.let_go()

    def read_instead(self) -> bool:
        """Read the sheet that has the table, once, where the first plainly has none."""
        found = self.found
        if self.why_sheet or not isinstance(found, Refused) or not found.instead:
            return False
        self.why_sheet = found.message
        self.choose(replace(self.choices, sheet=found.instead))
        return True

    def let_go(self) -> None:
        """Forget what was found, and stop looking."""
        if self.job:
            self.job.cancel()
        self.job = None

    def look(self) -> Job[Checked | Refused]:
        """What checks it, begun if it is not."""
        if self.job is None:
            self.job = publishing.check(self.content, self.name, self.choices)
        return self.job

    @property
    def found(self) -> Checked | Refused | None:
        """What was found, None while it is looked at. Raises what is a fault of the program."""
        return self.job.result() if self.job and self.job.is_done() else None


@dataclass(kw_only=True)
class Sent:
    """Files on their way into the store, what step 2 said of each, and in the end what came of it."""

    job: Job[list[Outcome]]
    names: tuple[str, ...]
    checked: tuple[Checked, ...]
    told: list[Outcome] | None = None


@dataclass(kw_only=True)
class Uploads:
    """One reader's uploads. turn: how many times the place to drop files was emptied."""

    turn: int = 0
    files: dict[str, Dropped] = field(default_factory=dict)
    sent: Sent | None = None

    def keep(self, uploaded: Sequence[UploadedFile]) -> None:
        """Know the files that are there, and let go of those that are not.

        With the first new one, what came of those before is no longer news.
        """
        here = {u.file_id: u for u in uploaded}
        for gone in self.files.keys() - here.keys():
            self._let_go(gone)
        for key, u in here.items():
            if key not in self.files:
                self.sent = None
                self.files[key] = Dropped(id=key, name=u.name, content=u.getvalue())

    def publish(
        self, ready: Sequence[tuple[Dropped, Checked]], note: str, withdraw: Mapping[str, int]
    ) -> None:
        """Begin to publish files."""
        self.sent = Sent(
            job=publishing.publish(
                [
                    ToPublish(
                        data=f.content,
                        name=f.name,
                        choices=f.choices,
                        withdraw=withdraw.get(f.id),
                        checked=c,
                    )
                    for f, c in ready
                ],
                note,
            ),
            names=tuple(f.name for f, _ in ready),
            checked=tuple(c for _, c in ready),
        )

    def empty(self) -> None:
        """Let go of every file, and show an empty place to drop others."""
        for key in list(self.files):
            self._let_go(key)
        self.turn += 1

    def _let_go(self, key: str) -> None:
        self.files.pop(key).let_go()
        context = get_script_run_ctx()
        # Streamlit keeps what was uploaded until the browser leaves; only its own store in memory
        # can let go of one file.
        remove = getattr(context and context.uploaded_file_mgr, "remove_file", None)
        if context and remove:
            remove(context.session_id, key)


def repeats(checked: Sequence[tuple[Dropped, Checked]]) -> dict[str, Dropped]:
    """File, by its id -> the first with the very same bytes, where that is another, of its extract and day."""
    first: dict[object, Dropped] = {}
    found = {}
    for file, c in checked:
        same = first.setdefault((file.content, c.extract, c.extract_day), file)
        if same is not file:
            found[file.id] = same
    return found


def uploads() -> Uploads:
    """The reader's uploads."""
    found: Uploads = st.session_state.setdefault(_KEY, Uploads())
    return found
