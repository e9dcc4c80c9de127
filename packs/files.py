"""The forms in which a pack is written, and what the files are called."""

from collections.abc import Callable

from packs.content import Issued, Pack


def _powerpoint(pack: Pack, issued: Issued | None) -> bytes:
    from packs.powerpoint.slides import to_pptx  # each library takes a while to load

    return to_pptx(pack, issued)


def _pdf(pack: Pack, issued: Issued | None) -> bytes:
    from packs.pdf.document import to_pdf

    return to_pdf(pack, issued)


def _excel(pack: Pack, issued: Issued | None) -> bytes:
    from packs.excel.sheets import to_xlsx

    return to_xlsx(pack, issued)


# The end of a file's name -> what makes it of a pack, and of its issue (None: a draft).
FORMS: dict[str, Callable[[Pack, Issued | None], bytes]] = {
    "pptx": _powerpoint,
    "pdf": _pdf,
    "xlsx": _excel,
}


def file_name(pack: Pack, issued: Issued | None, form: str) -> str:
    """What the file of a pack is called: "board-2026-10-2.pdf", or "board-2026-10-draft.pdf"."""
    return f"board-{pack.month:%Y-%m}-{issued.number if issued else 'draft'}.{form}"
