"""The Board pack as a workbook: every figure with what it is made of, as numbers."""

from extracts.errors import in_words
from metrics.measure import ISSUES
from packs.content import FORM, Issued, Pack
from packs.excel.figure_sheets import matrix, measure, standing
from packs.excel.workbook import Value, Workbook
from packs.words.findings import (
    actions_finding,
    data_finding,
    headline,
    in_order,
    state_words,
)
from packs.words.plan_tables import effect_found, state_head
from packs.words.sheet_words import foot, month_words, standing_of


def to_xlsx(pack: Pack, issued: Issued | None) -> bytes:
    """The pack as a workbook; issued None says on every sheet that it is a draft.

    Shares are numbers from 0 to 1 shown as per cent; a month without a figure has an empty cell.
    """
    book = Workbook(
        title=f"{pack.area}, Area Strategic Board, {month_words(pack.month)}",
        author=issued.by if issued else pack.area,
        classification=pack.classification,
        foot=foot(pack, issued),
    )
    label = _label(pack, issued)
    book.add(
        "In one minute",
        [headline(pack), label],
        ["In one minute"],
        [[sentence] for sentence in pack.in_one_minute],
        widest=110,
    )
    matrix(book, pack, label)
    for row in pack.rows:
        measure(book, row, label)
    standing(book, pack, label)
    _actions(book, pack, label)
    _data(book, pack, label)
    _about(book, pack, issued)
    return book.to_bytes()


def _label(pack: Pack, issued: Issued | None) -> str:
    said = [pack.classification, pack.area, month_words(pack.month), standing_of(pack, issued)]
    return " · ".join([*said, *([pack.sample] if pack.sample else [])])


def _actions(book: Workbook, pack: Pack, label: str) -> None:
    header = [
        *(state_head(pack), "What", "Issue", "Owner", "Units", "Measure", "Agreed", "Due"),
        *("Started", "Done", "Did it work?", "In words"),
    ]
    titles = {row.key: row.title for row in pack.rows}
    rows: list[list[Value]] = []
    for a in in_order(pack.actions):
        units = ", ".join(a.units) or "Every unit"
        days: list[Value] = [a.agreed, a.due, a.started, a.done]
        about: list[Value] = [
            state_words(a.state, pack.month),
            a.what,
            ISSUES[a.issue],
            a.owner,
            units,
        ]
        for e in a.effects:
            title = titles.get(e.measure, e.measure)
            rows.append([*about, title, *days, effect_found(e), e.sentence])
        if not a.effects:
            rows.append([*about, ", ".join(a.measures), *days, None, None])
    book.add("Actions", [actions_finding(pack), label], header, rows)


def _data(book: Workbook, pack: Pack, label: str) -> None:
    header = ["Extract", "Newest", "Came in the month", "Expected", "Rows", "Findings", "Rejected",
              "Still waiting", "In words"]  # fmt: skip
    rows: list[list[Value]] = [
        [d.title, d.newest, d.received, d.expected, d.n_rows, d.n_findings, d.n_rejected, d.waiting,
         d.says]
        for d in pack.data
    ]  # fmt: skip
    formats = [["", "", *["#,##0"] * 6, ""]] * len(rows)
    book.add("Data", [data_finding(pack), label], header, rows, formats)


def _about(book: Workbook, pack: Pack, issued: Issued | None) -> None:
    versions = in_words(f"{name} {n}" for name, n in sorted(pack.versions.items()) or [("none", 0)])
    rows: list[list[Value]] = [
        ["Area", pack.area],
        ["Month", pack.month],
        ["Data to", pack.data_to],
        ["Classification", pack.classification],
        ["Cases", pack.sample or "As published in the store"],
        ["Pack", standing_of(pack, issued)],
        ["Check sum of the pack issued (SHA-256)", issued.sha256 if issued else None],
        ["Versions of the store's tables", versions],
        ["Form of the pack", FORM],
        ["Figure", "Of all that is counted, the share, the days (median) or the number."],
        ["Of which, of all", "What a share is made of; days and numbers have only of all."],
        ["Usual from, usual to", "The limits within which months differ by chance alone."],
        ["On the month before, on the year before", "Of unrounded figures; – where there is none."],
        ["Points", "Of a score: 2 for Fully met, 1 for Partially met, of 2 for each answer."],
        ["○", "A small number, too few to judge."],
        ["Judged", "Worse, better or changed: unlikely to be chance. Too few: not judged."],
    ]
    book.add("About", ["About this workbook"], ["What", "In this workbook"], rows, widest=100)
