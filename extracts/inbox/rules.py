"""Whether the inbox may publish a file by itself: the Area's rules, held against its preview."""

from collections.abc import Collection
from dataclasses import dataclass

from extracts.effects.doubt_rules import Rule
from extracts.effects.preview import Preview
from extracts.errors import DashboardError, HeadingsElsewhere, UnknownHeadings, count
from extracts.inbox.settings import InboxRules

_BY_HAND = (
    "If the file is right all the same, publish it on the Upload page, which shows this and asks."
)
_WHOLE = (
    "Look whether the export was whole, and export again if not; put the new file into the folder."
)
_OF_DOUBT: dict[Rule, str] = {
    "rejected": "Correct the rows that the list of findings names where they come from, export "
    "again, and put the new file into the folder.",
    "smaller": _WHOLE,
    "unit_missing": _WHOLE,
    "blanks": _WHOLE,
    "older": "Look whether it was meant to come so late.",
    "day_missing": "Put the files of the missing days into the folder first, if there are any.",
    "unknown_unit": "Add the unit, or how it is written here, to the Area's settings, or correct "
    "it where it comes from.",
    "later": "Give the file the day up to which it tells what happened, and put it back.",
    "start_days": "Look at the file's dates; if months come first in it, export it day first.",
    "column_missing": "Export the file again with that column, and put the new file into the "
    "folder. If it has the column under another heading, say on the Upload page which it is.",
    "emptied": "Look whether those values were cleared on purpose; if not, export again, and put "
    "the new file into the folder.",
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
    if seen.refusal:
        next_ = "Correct the file where it was exported, and put the new one into the folder."
        return [Reason(why=str(seen.refusal), what_next=next_)]
    doubtful = {doubt.rule for doubt in seen.doubts}
    found = [
        Reason(why=doubt.message, what_next=f"{_advice(doubt.rule, doubtful)} {_BY_HAND}")
        for doubt in seen.doubts
        if rules.refuses(doubt.rule)
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


def _advice(rule: Rule, doubtful: Collection[Rule]) -> str:
    """What to do about a doubt. doubtful: the rules of all doubts about the file."""
    if rule == "unit_missing" and "unknown_unit" in doubtful:
        return (
            "The unit may be written otherwise in this file: its findings name those that are not "
            "the Area's. If so, add how it is written to the Area's settings, or correct it where "
            f"it comes from. If not: {_OF_DOUBT[rule]}"
        )
    return _OF_DOUBT[rule]


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
