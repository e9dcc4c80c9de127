"""Whether the inbox may publish a file by itself: the Area's rules, held against its preview."""

from dataclasses import dataclass

from extracts.effects.preview import Preview
from extracts.errors import DashboardError, HeadingsElsewhere, UnknownHeadings, count
from extracts.inbox.settings import InboxRules

_BY_HAND = (
    "If the file is right all the same, publish it on the Upload page, which shows this and asks."
)
_WHOLE = (
    "Look whether the export was whole, and export again if not; put the new file into the folder."
)
_OF_DOUBT: dict[str, str] = {
    "smaller": _WHOLE,
    "unit_missing": _WHOLE,
    "blanks": _WHOLE,
    "older": "Look whether it was meant to come so late.",
    "day_missing": "Put the files of the missing days into the folder first, if there are any.",
    "unknown_unit": "Add the unit, or how it is written here, to the Area's settings, or correct "
    "it where it comes from.",
    "later": "Give the file the day up to which it tells what happened, and put it back.",
    "start_days": "Look at the file's dates; if months come first in it, export it day first.",
    "sample": "Sample data belongs in a store of its own: set DASHBOARD_STORE to another folder.",
}


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a file is refused, and what to do about it."""

    why: str
    what_next: str


def may_withdraw(seen: Preview, rules: InboxRules) -> bool:
    """Whether the Area lets a file withdraw as many rows as it would."""
    return seen.change.n_withdrawn <= rules.most_withdrawn


def reasons(seen: Preview, rules: InboxRules, *, full: bool) -> list[Reason]:
    """All that speaks against publishing the file without a person."""
    found, reading = [], seen.reading
    if seen.refusal:
        next_ = "Correct the file where it was exported, and put the new one into the folder."
        return [Reason(why=str(seen.refusal), what_next=next_)]
    share = reading.n_rejected / reading.n_rows if reading.n_rows else 0.0
    if share > rules.most_rejected_share:
        found.append(
            Reason(
                why=f"{count(reading.n_rejected, 'row')} of {reading.n_rows:,} ({share:.1%}) "
                "cannot be accepted; the Area lets the inbox leave out "
                f"{rules.most_rejected_share:.1%}.",
                what_next="Correct the rows that the list of findings names where they come from, "
                f"export again, and put the new file into the folder. {_BY_HAND}",
            )
        )
    found += [
        Reason(why=doubt.message, what_next=f"{_OF_DOUBT[doubt.rule]} {_BY_HAND}")
        for doubt in seen.doubts
        if doubt.rule in rules.refuse_doubts
    ]
    if full and not may_withdraw(seen, rules):
        found.append(
            Reason(
                why="As a full extract it would withdraw "
                f"{count(seen.change.n_withdrawn, 'open row')} that it does not hold; the Area "
                f"lets the inbox withdraw {rules.most_withdrawn:,}.",
                what_next="If those cases are gone, publish the file on the Upload page as a full "
                "extract, and confirm their number.",
            )
        )
    return found


def of_refusal(why: DashboardError) -> Reason:
    """The reason where a file cannot be read as an extract."""
    if isinstance(why, HeadingsElsewhere) and why.fits:
        what_next = (
            "Publish the file on the Upload page, where its sheet can be chosen. Or save that "
            "sheet as a file of its own, and put that into the folder."
        )
    elif isinstance(why, UnknownHeadings):
        what_next = (
            "Open the file on the Upload page and say which column is which: the next file of that "
            "shape is then known. Or export it with the headings of a template."
        )
    else:
        what_next = (
            "Do what it says, or ask whoever exports the file; then put it into the folder again."
        )
    return Reason(why=str(why), what_next=what_next)
