"""Commentary that was written beside another sentence than the figures make now, as late data does."""

from packs.content import Row
from pages import data, planned
from pages.board_page.shown_packs import Shown
from plan.commentary import commentary_in

SAYS = "The drafted sentence has changed since this was written."


def redrafted(shown: Shown) -> list[Row]:
    """The measures of a draft of which that is so; none of an issued pack. Raises StoreError.

    Nothing is known of a commentary that was kept without the sentence beside which it was written.
    """
    if shown.issued:
        return []
    written = commentary_in(planned.plan(data.store()), shown.pack.month)
    return [
        row
        for row in shown.pack.rows
        if row.commentary
        and (then := written.get(row.key))
        and then.drafted not in ("", row.drafted)
    ]
