"""What the History page says of a publication, an undo and what it would do: words alone."""

from collections.abc import Sequence
from datetime import date, datetime

from extracts.effects.undo_preview import UndoEffect
from extracts.errors import in_words
from extracts.expected import LONDON
from extracts.extract import Extract
from extracts.history_file import by_field
from extracts.publications import Publication, taken_back_by
from metrics.series import NONE
from pages.history_page.undo_work import Looked
from pages.parts import count, plain


def day(on: date) -> str:
    """A day: "Fri 20 Nov 2026"."""
    return f"{on:%a %d %b %Y}"


def moment(at: datetime) -> str:
    """A moment in London: "Fri 20 Nov 2026, 06:41"."""
    return f"{at.astimezone(LONDON):%a %d %b %Y, %H:%M}"


def numbers(of: Sequence[int]) -> str:
    """Publications by their numbers: "no. 4", "no. 4 and no. 5", "no. 4 to no. 9 (6 of them)"."""
    if len(of) < 4:
        return in_words(f"no. {n}" for n in of)
    return f"no. {of[0]} to no. {of[-1]} ({len(of):,} of them)"


def what(p: Publication, history: Sequence[Publication]) -> str:
    """What an entry of the history is, with its labels, as Markdown."""
    if p.is_undo:
        return f"Undo of {numbers(p.undoes)}"
    if p.is_purge:
        assert p.purged_before is not None
        return f"Purge of what was finished before {day(p.purged_before)}"
    words = plain(p.file)
    if p.mode == "full":
        words += ", as a full extract"
    if p.sample_rows:
        words += ", sample data" if p.sample_rows == p.n_accepted else ", some of it sample data"
    undone = taken_back_by(history).get(p.number)
    return f"{words}, **undone by no. {undone}**" if undone else words


def effect(p: Publication) -> str:
    """What it changed, in counts of rows; an undo says that in its own words."""
    if p.is_undo:
        return NONE
    if p.is_purge:
        return f"{p.n_purged:,} removed for good"
    words = f"{p.n_new:,} new, {p.n_changed:,} changed, {p.n_unchanged:,} unchanged"
    return f"{words}, {p.n_withdrawn:,} withdrawn" if p.n_withdrawn else words


def fared(p: Publication) -> str:
    """How its rows fared."""
    if p.is_undo or p.is_purge:
        return NONE
    parts = [f"{p.n_accepted:,} of {count(p.n_rows, 'row')}"]
    parts += [f"{p.n_rejected:,} rejected"] if p.n_rejected else []
    parts += [f"{p.n_repeated:,} repeated"] if p.n_repeated else []
    parts += [count(p.n_findings, "finding")] if p.n_findings else []
    return ", ".join(parts)


def in_full(extract: Extract, p: Publication, history: Sequence[Publication]) -> str:
    """Everything that is kept of an entry, as Markdown."""
    title, on = plain(extract.title), f"{moment(p.at)}, by {plain(p.who)}"
    lines = [f"**{title} no. {p.number}** · {on}"]
    if p.is_undo:
        lines.append(f"It took back {numbers(p.undoes)}: the data is as it was before.")
    elif p.is_purge:
        rejected = count(p.n_purged_rejected, "rejected row")
        lines.append(
            f"{what(p, history)}: {count(p.n_purged, 'case')} and {rejected} removed for good"
        )
    else:
        assert p.extract_day is not None
        mode = "a full extract" if p.mode == "full" else "changes"
        lines += [
            f"{what(p, history)} · of {day(p.extract_day)} · published as {mode}",
            f"{count(p.n_rows, 'row')}: {p.n_accepted:,} accepted, {p.n_rejected:,} rejected, "
            f"{p.n_repeated:,} repeated; {count(p.n_findings, 'finding')}",
            f"Of those accepted {effect(p)}; {count(p.n_open_missing, 'row')} open before "
            f"{'was' if p.n_open_missing == 1 else 'were'} not in the file",
        ]
    changed = ", ".join(f"{plain(field)} in {n:,}" for field, n in by_field(extract, p))
    lines += [f"Fields that changed: {changed}"] if changed else []
    lines += [f"Layout: {plain(p.layout)}"] if p.layout else []
    lines += [f"Note: {plain(p.note)}"] if p.note else []
    return "\n".join(f"- {line}" for line in lines)


def going(extract: Extract, u: UndoEffect) -> str:
    """Which publications an undo takes back, as Markdown."""
    first, *later = u.publications
    words = f"**{plain(extract.title)} no. {first.number}** ({plain(first.file)}) is taken back"
    if later:
        files = in_words(f"no. {p.number} ({plain(p.file)})" for p in later[:10])
        more = f" and {len(later) - 10:,} more" if len(later) > 10 else ""
        words += f", and with it **{count(len(later), 'later publication')}**, built on it: {files}{more}"
    return f"{words}."


def cases(extract: Extract, u: UndoEffect, newest_now: date | None) -> str:
    """What an undo does to the cases and to the data's day, as Markdown."""
    none = not (u.n_earlier or u.n_gone or u.n_returned)
    lines = []
    if none:
        lines.append("No row would change: they held nothing that was not there before.")
    if u.n_earlier:
        titles = {f.name: plain(f.title) for f in extract.fields}
        by = sorted(u.changed_fields.items(), key=lambda found: (-found[1], found[0]))
        fields = in_words(f"{titles[name]} in {n:,}" for name, n in by)
        goes = (
            "row goes back to an earlier state"
            if u.n_earlier == 1
            else "rows go back to an earlier state"
        )
        lines.append(f"**{u.n_earlier:,}** {goes}: {fields}")
    if u.n_gone:
        lines.append(f"**{u.n_gone:,}** {'row disappears' if u.n_gone == 1 else 'rows disappear'}")
    if u.n_returned:
        back = "withdrawn row comes back" if u.n_returned == 1 else "withdrawn rows come back"
        lines.append(f"**{u.n_returned:,}** {back}")
    if u.newest is None:
        lines.append("Nothing of this extract is left")
    elif newest_now != u.newest:
        assert newest_now is not None
        lines.append(f"The data would be to **{day(u.newest)}** instead of {day(newest_now)}")
    return "\n".join(f"- {line}" for line in lines)


def undone(extract: Extract, undo: Publication, looked: Looked) -> str:
    """What an undo did, and what to do next."""
    u = looked.effect
    files = in_words(f"no. {p.number} ({p.file})" for p in u.publications[:10])
    more = f" and {len(u.publications) - 10:,} more" if len(u.publications) > 10 else ""
    again = "the file" if len(u.publications) == 1 else "the files, the oldest first,"
    return (
        f"{extract.title}: took back {files}{more}. The undo is no. {undo.number}. "
        f"Every page shows the data as it was before. Next: correct what was wrong and publish {again} "
        "on the Upload page."
    )
