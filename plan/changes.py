"""Saving actions of the plan: what is put together with others' changes, and what is refused."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from extracts.errors import brief
from extracts.fields import squash
from extracts.keeping.small_tables import SmallTables
from plan.action_checks import ActionRefused, check
from plan.actions import LISTS, TITLES, PlanAction, action_from, action_of, actions_in, texts
from plan.known import Known
from plan.log import Change, Held, Revision, held, save
from plan.merge import Difference, Named, differences, tidy


def save_action(
    store: SmallTables, action: PlanAction, *, known: Known, who: str, now: datetime, today: date
) -> PlanAction:
    """Save an action as somebody edited it, and give it as it then is, with what others saved.

    action: with the key and the revision that they saw; without a key, a new one. now: with its
    offset. Raises ActionRefused, ChangedMeanwhile where others changed the same field otherwise,
    or StoreError; nothing is saved then. To save the same again changes nothing.
    """

    def changes(kept: Held) -> list[Change]:
        key = action.key or key_for(texts(action), kept)
        others = [a for a in actions_in(kept) if a.key != key and not a.withdrawn]
        return [
            change(key, texts(action), action.revision, known=known, today=today, others=others)
        ]

    (saved,) = save(store, changes, who=who, now=now)
    return action_of(saved)


def change(
    key: str,
    fields: Mapping[str, str],
    based_on: int,
    *,
    known: Known,
    today: date,
    others: Sequence[PlanAction] = (),
) -> Change:
    """The change of an action's fields, with the checks of what comes of it.

    others: actions that may not have its short name.
    """

    def check_whole(whole: Mapping[str, str]) -> None:
        becomes = action_from(whole, key=key)
        check(becomes, known, today)
        for other in others:
            if squash(other.short) == squash(becomes.short) and not becomes.withdrawn:
                raise ActionRefused(
                    [
                        f'There is an action with the short name "{other.short}" already '
                        f"({other.key}): give another name, or change that action."
                    ]
                )

    return Change(
        kind="action",
        key=key,
        fields=fields,
        based_on=based_on,
        named=Named(item=f'The action "{brief(fields.get("short") or key)}"', titles=TITLES),
        check=check_whole,
    )


def history(store: SmallTables, key: str) -> list[tuple[Revision, list[Difference]]]:
    """Every revision of an action and what it changed, the oldest first; none of an unknown key.

    Of the first, every field that it has.
    """
    return history_in(held(store), key)


def history_in(kept: Held, key: str) -> list[tuple[Revision, list[Difference]]]:
    """As history, in what was read from the store."""
    found, before = [], dict[str, str]()
    for revision in kept.history("action", key):
        found.append((revision, in_order(differences(before, revision.fields))))
        before = dict(revision.fields)
    return found


def in_order(found: Iterable[Difference]) -> list[Difference]:
    """Differences of an action in the order of its fields."""
    names: Sequence[str] = list(TITLES)
    return sorted(found, key=lambda d: names.index(d.field) if d.field in names else len(names))


def key_of(short: str) -> str:
    """The key that an action gets by its short name.

    >>> key_of("Legal manager, pre-charge")
    'legal-manager-pre-charge'
    """
    return re.sub(r"[\W_]+", "-", short.casefold()).strip("-") or "action"


def key_for(fields: Mapping[str, str], kept: Held) -> str:
    """A key for a new action: that of its short name, with a number where it is taken.

    A new action that was saved as it is already, as by a second click, keeps its key.
    """
    newest = kept.newest("action")
    wanted = {name: text for name, text in tidy(fields).items() if text}
    for key, revision in newest.items():
        if revision.fields == wanted:
            return key
    first = key = key_of(wanted.get("short", ""))
    n = 2
    while key in newest:
        key, n = f"{first}-{n}", n + 1
    return key


def as_listed(known: Known, name: str, written: Iterable[str]) -> tuple[str, ...]:
    """Units or measures as they are kept: full names or keys, each once. name: one of LISTS."""
    assert name in LISTS
    of = known.unit if name == "units" else known.measure
    return tuple(dict.fromkeys(of(text.strip()) for text in written if text.strip()))
