"""What the Board's secretary writes from the page: commentary, and packs that are issued.

Everything here is for those who keep the Board's papers, whatever page it is called from.
"""

from datetime import UTC, date, datetime

from packs.content import Issued, Pack, to_json
from packs.errors import PackError
from packs.issuing.issued import issue
from pages import data, planned, signed_in
from pages.board_page import pack_source, shown_packs
from plan.commentary import Commentary, revision_of, write

CHANGED = (
    "Data was published, or the plan or a commentary was changed, since this page was drawn, so nothing "
    "was issued. The page now shows what there is: look through it, and issue that."
)


def seen(month: date, measure: str) -> int:
    """The revision of a commentary that a writer sees now. Raises StoreError."""
    return revision_of(planned.plan(data.store()), month, measure)


def comment(month: date, measure: str, text: str, *, drafted: str, based_on: int) -> Commentary:
    """Keep a commentary, or take it back with a blank text; raises as plan.commentary.write."""
    person = signed_in.require("keep papers")
    try:
        return write(
            data.store(),
            month=month,
            measure=measure,
            text=text,
            drafted=drafted,
            based_on=based_on,
            who=person.name,
            now=datetime.now(UTC),
        )
    finally:
        data.look_again()


def issue_pack(pack: Pack, reason: str) -> Issued:
    """Issue the pack that was looked at and no other; raises as packs.issuing.issued.issue.

    Raises PackError where the month's figures, words or plan are others by now.
    """
    person = signed_in.require("keep papers")
    data.look_again()
    if to_json(pack_source.pack(pack.month)) != to_json(pack):
        raise PackError(CHANGED)
    try:
        return issue(
            data.store(), pack, data.area(), who=person.name, now=datetime.now(UTC), reason=reason
        )
    finally:
        shown_packs.look_again()
