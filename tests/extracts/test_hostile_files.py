"""Files as they come: read rightly, or told what is wrong and where, or refused in words."""

# ruff: noqa: E501 - a case is a line, so that they can be compared

import codecs
import io
import json
from datetime import date, datetime

import openpyxl
import pyarrow as pa
import pyarrow.parquet
import pytest

from extracts.area import Area
from extracts.errors import (
    AmbiguousDates,
    LayoutError,
    UnknownHeadings,
    UnreadableFile,
)
from extracts.findings import listed
from extracts.layouts import Layout
from extracts.registry import EXTRACTS
from tests.extracts.hostile import (
    CHARGING,
    DISCLOSURE,
    LETTERS,
    REVIEWS,
    TODAY,
    VALID,
    cells_of,
    charging,
    csv_of,
    edited,
    faults,
    gzipped,
    many,
    only,
    read_it,
    text_of,
    workbook,
    xlsx_of,
    zipped,
    zipped_as,
)

TWO = many(2)
TEXT = text_of(TWO)
HEADINGS, ROW_2, ROW_3 = TEXT.splitlines()
NOT_KEPT = "This column is not part of the extract; it is not kept."
NO_ANSWER = (
    "Cells are missing: export the file again, or remove the row if it is a note or a total."
)


def case(name, *values):
    return pytest.param(*values, id=name)


def with_notes(*notes, before=None, quoted=True):
    """Rows with a column of notes, which is not declared, first or before a column; as text."""
    names = list(CHARGING)
    at = names.index(before) if before else 0
    lines = [HEADINGS.split(",")] + [list(r.values()) for r in many(len(notes))]
    texts = ["Notes", *(f'"{n}"' if quoted else n for n in notes)]
    return "\n".join(",".join([*li[:at], t, *li[at:]]) for li, t in zip(lines, texts, strict=True))


# Forms: the same two rows, whatever the encoding, the delimiter, the line ends and what is around them.

FORMS = [
    case("UTF-8", TEXT.encode()),
    case("UTF-8 with a byte-order mark", TEXT.encode("utf-8-sig")),
    case("UTF-8 with two byte-order marks", codecs.BOM_UTF8 * 2 + TEXT.encode()),
    case("UTF-16 LE with a mark", codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le")),
    case("UTF-16 BE with a mark", codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")),
    case("UTF-16 LE without a mark", TEXT.encode("utf-16-le")),
    case("UTF-16 BE without a mark", TEXT.encode("utf-16-be")),
    case("UTF-32 LE with a mark", codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le")),
    case("UTF-32 BE with a mark", codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be")),
    case("semicolons", text_of(TWO, delimiter=";").encode()),
    case("tabs", text_of(TWO, delimiter="\t").encode()),
    case("pipes", text_of(TWO, delimiter="|").encode()),
    case("CRLF", text_of(TWO, line_end="\r\n").encode()),
    case("lone CR", text_of(TWO, line_end="\r").encode()),
    case("line ends of all kinds", f"{HEADINGS}\r\n{ROW_2}\r{ROW_3}\n".encode()),
    case("no line end after the last row", TEXT.rstrip().encode()),
    case("blank lines after the last row", (TEXT + "\n\r\n\n").encode()),
    case("blank rows after the last row", (TEXT + "," * 11 + "\n" + " ," * 11 + "\n").encode()),
    case("blank columns at the right", TEXT.replace("\n", ",,,\n").encode()),
    case("a delimiter after every row but the headings", f"{HEADINGS}\n{ROW_2},\n{ROW_3},\n".encode()),
    case("a delimiter after the headings alone", f"{HEADINGS},\n{ROW_2}\n{ROW_3}\n".encode()),
    case("everything in quotation marks", ('"' + TEXT.strip().replace(",", '","').replace("\n", '"\n"') + '"').encode()),
    case("the separator that Excel is told", b"sep=;\r\n" + text_of(TWO, delimiter=";").encode()),
    case("headings in capitals", (HEADINGS.upper() + f"\n{ROW_2}\n{ROW_3}").encode()),
    case("headings as the fields are named", (HEADINGS.lower().replace(" ", "_").replace("date_received", "received_on") + f"\n{ROW_2}\n{ROW_3}").encode()),
    case("headings with spaces, points and hard spaces", (HEADINGS.replace("Date received", " Date\u00a0 received: ").replace("URN", "U.R.N.") + f"\n{ROW_2}\n{ROW_3}").encode()),
    case("headings on two lines", (HEADINGS.replace("Date received", '"Date\nreceived"') + f"\n{ROW_2}\n{ROW_3}").encode()),
    case("headings of the case management system", (HEADINGS.replace("Date received", "decisionRequestedDate").replace("Date decided", "decisionMadeDateTime").replace("In custody", "remandStatus") + f"\n{ROW_2}\n{ROW_3}").encode()),
    case("spaces round every cell", TEXT.replace(",", " ,  ").encode()),
    case("hard spaces and marks that cannot be seen", TEXT.replace("Cumbria Magistrates", "\u200bCumbria\u00a0 Magistrates\ufeff").encode()),
    case("references kept from Excel", TEXT.replace("\n00SA0000126", '\n="00SA0000126"').encode()),
    case("references kept from Excel, quoted", TEXT.replace("\n00SA0000126", '\n"=""00SA0000126"""').encode()),
    case("references in small letters", TEXT.replace("00SA", "00sa").encode()),
    case("whole numbers with a nought behind the point", TEXT.replace(",1,", ",1.0,").encode()),
    case("dates with a time", TEXT.replace("/2026,", "/2026 14:30:59,").encode()),
    case("dates as Excel 365 saves them", TEXT.replace("02/11/2026", "02-Nov-26").replace("03/11/2026", "03-Nov-26").replace("16/11/2026", "16-Nov-26").encode()),
    case("gzip", gzipped(TEXT.encode())),
    case("gzip in gzip", gzipped(gzipped(TEXT.encode()))),
    case("zip", zipped(charging_csv=TEXT.encode())),
    case("zip with what a Mac adds", zipped_as({"a.csv": TEXT.encode(), "__MACOSX/._a.csv": b"x", ".DS_Store": b"y"})),
    case("zip with a folder", zipped_as({"out/": b"", "out/charging.csv": TEXT.encode()})),
    case("zip of a gzip", zipped_as({"charging.csv.gz": gzipped(TEXT.encode())})),
    case("zip of a workbook", zipped_as({"charging.xlsx": xlsx_of(TWO)})),
    case("gzip of a workbook", gzipped(xlsx_of(TWO))),
    case("workbook", xlsx_of(TWO)),
    case("workbook with title rows and blank rows above", workbook({"Extract": [["Charging"], [], ["Run by", "MIS"], *cells_of(TWO)]})),
    case("workbook that begins in column C", workbook({"Extract": [[None, None, *row] for row in cells_of(TWO)]})),
    case("workbook with blank rows below", workbook({"Extract": [*cells_of(TWO), [], [" "], [None, ""]]})),
    case("workbook of which the first sheet is hidden", workbook({"Old": [["x"]], "New": cells_of(TWO)}, hidden=["Old"])),
    case("workbook with blank sheets", workbook({"Sheet1": cells_of(TWO), "Sheet2": [], "Sheet3": []})),
    case("workbook with numbers as numbers", workbook({"Extract": [*cells_of(TWO[:1]), *([1.0 if v == "1" else v for v in row] for row in cells_of(TWO[1:])[1:])]})),
]  # fmt: skip


@pytest.mark.parametrize("data", FORMS)
def test_reads_the_same_rows_in_any_form(data):
    reading = read_it(data)
    assert faults(reading) == []
    assert reading.extract.key == "charging"
    assert reading.rows.to_pylist() == [
        {
            "urn": urn,
            "submission": 1,
            "unit": "Cumbria Magistrates Hub",
            "casework_type": "Crown Court",
            "review_track": "28 day",
            "in_custody": False,
            "received_on": date(2026, 11, 2),
            "accepted_on": date(2026, 11, 3),
            "decided_on": date(2026, 11, 16),
            "outcome": "Charge",
            "police_due_on": None,
            "same_prosecutor": True,
        }
        for urn in ("00SA0000126", "00SA0000226")
    ]


def unit_of(data):
    return read_it(data, area=None).rows["unit"].to_pylist()


ODD_UNIT = text_of(many(1, unit="Café – St Anne’s £"))


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        case("Windows-1252", ODD_UNIT.encode("cp1252"), "Windows-1252"),
        case("Windows-1252 with lone CR", ODD_UNIT.replace("\n", "\r").encode("cp1252"), "Windows-1252"),
        case("Mac Roman with lone CR", ODD_UNIT.replace("\n", "\r").encode("mac_roman"), "Mac Roman"),
        case("Mac Roman with LF", ODD_UNIT.encode("mac_roman"), "Mac Roman"),
        case("UTF-8", ODD_UNIT.encode(), "UTF-8"),
        case("UTF-16", ODD_UNIT.encode("utf-16"), "UTF-16"),
        case("workbook", xlsx_of(many(1, unit="Café – St Anne’s £")), "Excel workbook"),
        case("letters in two parts", ODD_UNIT.replace("é", "e\u0301").encode(), "UTF-8"),
    ],
)  # fmt: skip
def test_letters_survive_every_encoding(data, encoding):
    assert unit_of(data) == ["Café – St Anne’s £"]
    assert read_it(data).encoding == encoding


def test_a_file_that_mixes_encodings_is_read_with_a_finding():
    rows = many(3, unit="Café")
    data = text_of(rows[:2]).encode() + text_of(rows[2:]).splitlines()[1].encode("cp1252")
    reading = read_it(data, area=None)
    assert unit_of(data) == ["Café"] * 3
    assert only(reading).message == (
        "The file mixes encodings: 2 characters are in UTF-8 and 1 are not and were read as "
        "Windows-1252. Check names with accents, and export the file again."
    )


# Refusals: the whole file, in words that say what it is and what to do.

UNREADABLE = [
    case("empty", b"", "The file is empty."),
    case("spaces and line ends", b" \r\n\t\n", "The file is empty."),
    case("a byte-order mark alone", codecs.BOM_UTF8, "The file is empty."),
    case("a mark of UTF-16 alone", codecs.BOM_UTF16_LE, "The file is empty."),
    case("empty in gzip", gzipped(b""), "The file is empty."),
    case("delimiters alone", b",,,\n,,,\n", "The file has no row with text in it, so no headings."),
    case("a PDF", b"%PDF-1.7\n%\xe2\xe3", "This is a PDF document, not a table. Export the extract as CSV or .xlsx."),
    case("a picture", b"\x89PNG\r\n\x1a\n\x00\x00", "This is a picture, not a table. Export the extract as CSV or .xlsx."),
    case("a photograph", b"\xff\xd8\xff\xe0\x00\x10JFIF", "This is a picture, not a table. Export the extract as CSV or .xlsx."),
    case("a RAR archive", b"Rar!\x1a\x07\x00", "This is a RAR archive, not a table. Export the extract as CSV or .xlsx."),
    case("a document in RTF", b"{\\rtf1 hello}", "This is a Word document, not a table. Export the extract as CSV or .xlsx."),
    case("an old or a protected workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "This is an old Excel file (.xls) or one protected by a password. Save it as .xlsx without a password, or as CSV."),
    case("a web page", b"\n<!DOCTYPE html><html>Sign in</html>", "This is a web page or XML, not a table: the export may have asked for a sign-in, or named a web page .xls. Export the extract again as CSV, or save it as .xlsx in Excel."),
    case("a web table named .xls", "<table><tr><td>URN</td></tr></table>".encode("utf-16"), "This is a web page or XML, not a table: the export may have asked for a sign-in, or named a web page .xls. Export the extract again as CSV, or save it as .xlsx in Excel."),
    case("JSON", json.dumps([CHARGING]).encode(), "This is a JSON file, not a table. Export the extract as CSV or .xlsx."),
    case("JSON, one object", json.dumps(CHARGING, indent=2).encode(), "This is a JSON file, not a table. Export the extract as CSV or .xlsx."),
    case("NUL bytes in text", TEXT.replace("Charge", "Char\x00ge").encode(), "The file holds binary data, not text. Export the extract as CSV or .xlsx."),
    case("a program", b"\x7fELF\x02\x01\x01" + bytes(range(1, 32)) * 9, "The file holds binary data, not text. Export the extract as CSV or .xlsx."),
    case("UTF-16 cut in a character", codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le")[:-1], "The file is damaged or holds binary data. Export the extract as CSV or .xlsx."),
    case("UTF-32 without a mark", TEXT.encode("utf-32-le"), "The file holds binary data, not text. Export the extract as CSV or .xlsx."),
    case("gzip cut short", gzipped(TEXT.encode())[:-9], "The .gz file is damaged or was cut short. Copy or export it again."),
    case("gzip with a wrong sum", gzipped(TEXT.encode())[:-8] + b"\x00" * 8, "The .gz file is damaged or was cut short. Copy or export it again."),
    case("gzip four times over", gzipped(gzipped(gzipped(gzipped(b"x")))), "The file is packed in packed files, one in the other. Unpack it and load the table itself."),
    case("zip of nothing", zipped_as({}), "The .zip file holds 0 files; it should hold one. Load the files inside it by themselves."),
    case("zip of two files", zipped(a_csv=b"x", b_csv=b"y"), "The .zip file holds 2 files; it should hold one. Load the files inside it by themselves."),
    case("zip cut short", zipped(a_csv=TEXT.encode())[:-30], "The .zip or .xlsx file is damaged or was cut short. Copy or export it again."),
    case("workbook cut short", xlsx_of(TWO)[:-400], "The .zip or .xlsx file is damaged or was cut short. Copy or export it again."),
    case("a Word document", zipped_as({"word/document.xml": b"<x/>", "a": b""}), "This is a Word document. Save or export the table as CSV or .xlsx."),
    case("an OpenDocument sheet", zipped_as({"content.xml": b"<x/>", "mimetype": b""}), "This is an OpenDocument file (.ods). Save or export the table as CSV or .xlsx."),
    case("a binary workbook", zipped_as({"xl/workbook.bin": b"", "a": b""}), "This is a binary workbook (.xlsb). Save or export the table as CSV or .xlsx."),
    case("workbook without its links", edited(xlsx_of(TWO), {"xl/_rels/workbook.xml.rels": None}), "The workbook cannot be read; it may be damaged or protected by a password. Save it again as .xlsx or .csv."),
    case("workbook with a blank sheet", workbook({"Sheet1": []}), 'The sheet "Sheet1" is empty.'),
    case("workbook of which the first sheet is blank", workbook({"Cover": [], "Data": [["x"]]}), 'The sheet "Cover" is empty. Other sheets have cells: Data. Name the one to read.'),
    case("2,000 columns", (",".join(f"c{i}" for i in range(2000)) + "\n" + "," * 1999).encode(), "The file has 2,000 columns; the most is 1,000."),
    case("an open quotation mark above the headings", ('"Report\n' + TEXT).encode(), "The quotation mark opened in row 1 is never closed, so the headings cannot be told. Correct that row, or export the file again."),
    case("an open quotation mark in the headings", TEXT.replace("Submission", '"Submission', 1).encode(), "The quotation mark opened in row 1 is never closed, so the headings cannot be told. Correct that row, or export the file again."),
]  # fmt: skip


@pytest.mark.parametrize(("data", "words"), UNREADABLE)
def test_refuses_what_cannot_be_read(data, words):
    with pytest.raises(UnreadableFile) as refused:
        read_it(data)
    assert str(refused.value) == words


def test_refuses_a_parquet_file():
    out = io.BytesIO()
    pa.parquet.write_table(pa.table(CHARGING | {k: [v] for k, v in CHARGING.items()}), out)
    with pytest.raises(UnreadableFile, match=r"^This is a Parquet file, not a table\."):
        read_it(out.getvalue())


def taken_in(row):
    return (
        f"A quotation mark in row {row} is not closed in its own cell and takes in the rows after "
        "it, so they cannot be told apart. Correct that row, or export the file again."
    )


TAKEN_IN = [
    case("open in the first row", text_of(many(3)).replace("\n00SA0000126", '\n"00SA0000126').encode(), 2),
    case("open in a middle row", text_of(many(9)).replace("Yes\n00SA0000526", '"Yes\n00SA0000526').encode(), 5),
    case("open in the last row but one", text_of(many(3)).replace("28 day,No,02/11/2026,03/11/2026,16/11/2026,Charge,,Yes\n00SA0000326", '28 day,No,"02/11/2026,03/11/2026,16/11/2026,Charge,,Yes\n00SA0000326').encode(), 3),
    case("two that make a pair, in notes that are not kept", with_notes("", "Rang him", "", "Called", "", quoted=False).replace("Rang", '"Rang').replace("Called", '"Called').encode(), 3),
    case("a pair in rows that follow each other", with_notes("", "Rang him", "Called", "", quoted=False).replace("Rang", '"Rang').replace("Called", '"Called').encode(), 3),
    case("a pair in the last column", "\n".join(f"{line},{n}" for line, n in zip(text_of(many(4)).splitlines(), ["Notes", "", '"Rang', "", '"Called'], strict=True)).encode(), 3),
    case("open to the end in notes", with_notes("", "Rang him", "", "", quoted=False).replace("Rang", '"Rang').encode(), 3),
    case("a pair in a row that is then too long", text_of(many(6)).replace("Yes\n00SA0000326", '"Yes\n00SA0000326').replace("\n00SA0000526,1,Cumbria", '\n00SA0000526,1,"Cumbria').encode(), 3),
]  # fmt: skip


@pytest.mark.parametrize(("data", "row"), TAKEN_IN)
def test_refuses_rows_that_a_quotation_mark_has_taken_in(data, row):
    with pytest.raises(UnreadableFile) as refused:
        read_it(data)
    assert str(refused.value) == taken_in(row)


UNKNOWN = [
    case("headings of nothing we know", b"Name,Colour\nMoss,Green\n", 'The headings in row 1 are not those of any extract: "Name" and "Colour".'),
    case("title rows alone", b"Charging report\nNovember 2026\n", 'The headings in row 1 are not those of any extract: "Charging report".'),
    case("rows without headings", "\n".join([ROW_2, ROW_3]).encode(), "The file has no row of headings: row 1 holds a date where a heading should be. Put headings above the rows, as those of an extract (Charging, Reviews, Victim letters and Disclosure)."),
    case("one heading missing", text_of([{k: v for k, v in r.items() if k != "Outcome"} for r in TWO]).encode(), "Row 1 has no heading for Outcome, which Charging needs. Headings not used: none. Add or rename what is missing, or map other headings with a layout."),
    case("two headings with slips", TEXT.replace("Date received", "Date recieved").replace("Outcome", "Outcom").encode(), 'Row 1 has no heading for Date received and Outcome, which Charging needs. "Date recieved" may be Date received. "Outcom" may be Outcome. Headings not used: "Date recieved" and "Outcom". Add or rename what is missing, or map other headings with a layout.'),
    case("a heading twice", TEXT.replace("Date accepted", "Date received").encode(), 'Columns G and H have the same heading, "Date received". Rename or remove those that are not Date received.'),
    case("a heading thrice", TEXT.replace("Date accepted", "Date received").replace("Same prosecutor", "date_received").encode(), 'Columns G, H and L have the same heading, "Date received". Rename or remove those that are not Date received.'),
    case("every row in one cell", "\n".join(f'"{line}"' for line in TEXT.splitlines()).encode(), "Each row is in one cell: part it into columns, or export the file again."),
    case("headings on another sheet", workbook({"Cover": [["Charging"], ["Run by MIS"]], "Data": [["x"]]}), "Only one sheet was read; name another if the table is in it: Data."),
]  # fmt: skip


@pytest.mark.parametrize(("data", "words"), UNKNOWN)
def test_refuses_headings_that_are_not_an_extracts(data, words):
    with pytest.raises(UnknownHeadings) as refused:
        read_it(data)
    assert words in str(refused.value)
    assert str(refused.value).endswith(".")


def test_names_the_extracts_where_it_knows_none_of_the_headings():
    with pytest.raises(UnknownHeadings, match=r"The extracts are .*\. For other headings"):
        read_it(b"Name,Colour\nMoss,Green\n")


# Findings: the row as the spreadsheet shows it, the heading in the file, and what to do.


def blank(title, expects):
    return f"{title} is blank; fill it with {expects}."


TYPES = 'one of "Magistrates\'", "Crown Court", "RASSO", "Complex"'
OUTCOMES = (
    'one of "Charge", "No further action", "Out of court", "Action plan", "Returned at triage", '
    '"Administratively finalised"'
)
TRACKS = 'one of "28 day", "5 day", "Priority"'
A_DATE = "a date such as 20/11/2026 or 2026-11-20"
NOT_A_VALUE = "which is no value; write the value."
FORMULA = (
    "a formula without its result; open the file in a spreadsheet and save it, or write the value."
)
ERROR = "the error of a formula; correct the formula, or write the value."


def or_blank(text):
    return f'if there is none, clear the cell, or have a layout read "{text}" as blank.'


CELLS = [
    # A reference
    case("URN blank", {"urn": ""}, "URN", blank("URN", "up to 100 characters on one line")),
    case("URN of hard spaces", {"urn": "\u00a0\u200b "}, "URN", blank("URN", "up to 100 characters on one line")),
    case("URN too long", {"urn": "X" * 101}, "URN", "URN is 101 characters long; the most is 100."),
    case("URN on two lines", {"urn": "00SA\n26"}, "URN", "URN has a line break or a control character in it; write it on one line."),
    case("URN with a control character", {"urn": "00SA\x0726"}, "URN", "URN has a line break or a control character in it; write it on one line."),
    case("URN with a control character of Latin 1", {"urn": "00SA\x9926"}, "URN", "URN has a line break or a control character in it; write it on one line."),
    case("URN that is NULL", {"urn": "NULL"}, "URN", f'URN is "NULL", {NOT_A_VALUE}'),
    case("URN that is a dash", {"urn": "-"}, "URN", f'URN is "-", {NOT_A_VALUE}'),
    case("URN that is N/A", {"urn": "n/a"}, "URN", f'URN is "N/A", {NOT_A_VALUE}'),
    case("URN of question marks", {"urn": "???"}, "URN", f'URN is "???", {NOT_A_VALUE}'),
    case("URN that is an error", {"urn": "#N/A"}, "URN", f'URN is "#N/A", {ERROR}'),
    case("URN that is a formula", {"urn": "=1+1"}, "URN", f'URN is "=1+1", {FORMULA}'),
    case("URN that a spreadsheet made a number", {"urn": "1.23E+11"}, "URN", 'URN is "1.23E+11", a number that a spreadsheet has shortened, so its digits are lost; export the file again and do not save it from a spreadsheet.'),
    case("URN with a lost character", {"urn": "00SA\ufffd26"}, "URN", 'URN is "00SA\ufffd26": a character was lost in an earlier export; export the file again.'),
    # A whole number
    case("number blank", {"submission": ""}, "Submission", blank("Submission", "a whole number from 1 to 99")),
    case("number that is a word", {"submission": "first"}, "Submission", 'Submission should be a whole number from 1 to 99; it is "first".'),
    case("number that is no whole number", {"submission": "1.5"}, "Submission", 'Submission should be a whole number from 1 to 99; it is "1.5".'),
    case("number with a decimal comma", {"submission": "1,5"}, "Submission", 'Submission should be a whole number from 1 to 99; it is "1,5".'),
    case("number below the least", {"submission": "0"}, "Submission", 'Submission should be a whole number from 1 to 99; it is "0".'),
    case("number below nought", {"submission": "-1"}, "Submission", 'Submission should be a whole number from 1 to 99; it is "-1".'),
    case("number above the most", {"submission": "100"}, "Submission", 'Submission should be a whole number from 1 to 99; it is "100".'),
    case("number beyond all bounds", {"submission": "9" * 40}, "Submission", f'Submission should be a whole number from 1 to 99; it is "{"9" * 40}".'),
    case("number in other digits", {"submission": "\u0661"}, "Submission", 'Submission should be a whole number from 1 to 99; it is "\u0661".'),
    case("number that is an error", {"submission": "#REF!"}, "Submission", f'Submission is "#REF!", {ERROR}'),
    # The unit
    case("unit blank", {"unit": " "}, "Unit", blank("Unit", "up to 100 characters on one line")),
    case("unit that a lookup did not find", {"unit": "#N/A"}, "Unit", f'Unit is "#N/A", {ERROR}'),
    case("unit that is a dash", {"unit": "–"}, "Unit", f'Unit is "–", {NOT_A_VALUE}'),
    case("unit as long as a file", {"unit": "U" * 50_000}, "Unit", "Unit is 50,000 characters long; the most is 100."),
    # A choice
    case("choice blank", {"casework_type": ""}, "Casework type", blank("Casework type", TYPES)),
    case("choice with a slip", {"casework_type": "Crwn Court"}, "Casework type", f'Casework type should be {TYPES}; it is "Crwn Court". Did you mean "Crown Court"?'),
    case("choice near another spelling", {"casework_type": "Magistrate court"}, "Casework type", f'Casework type should be {TYPES}; it is "Magistrate court". Did you mean "Magistrates\'"?'),
    case("choice like none", {"review_track": "zzz"}, "Review track", f'Review track should be {TRACKS}; it is "zzz".'),
    case("choice that is a long text", {"outcome": "Charge " * 200}, "Outcome", f'Outcome should be {OUTCOMES}; it is "{("Charge " * 200)[:99]}…".'),
    case("choice that is NULL", {"outcome": "NULL"}, "Outcome", f'Outcome is "NULL"; {or_blank("NULL")}'),
    case("choice over two lines", {"outcome": "Charge,\nno"}, "Outcome", f'Outcome should be {OUTCOMES}; it is "Charge…". Did you mean "Charge"?'),
    # Yes or no
    case("a reference with a mark before it", {"urn": "'00SA0339926"}, "URN", """URN is "'00SA0339926", which begins or ends with a mark that is no part of a reference; take it off."""),
    case("a reference with a mark after it", {"urn": "00SA0339926`"}, "URN", 'URN is "00SA0339926`", which begins or ends with a mark that is no part of a reference; take it off.'),
    case("yes or no blank", {"in_custody": ""}, "In custody", blank("In custody", '"Yes" or "No"')),
    case("yes or no that is neither", {"in_custody": "Maybe"}, "In custody", 'In custody should be "Yes" or "No"; it is "Maybe".'),
    case("yes or no in doubt", {"in_custody": "Yes?"}, "In custody", 'In custody should be "Yes" or "No"; it is "Yes?".'),
    case("yes or no that is N/A and must be there", {"in_custody": "N/A"}, "In custody", f'In custody is "N/A", {NOT_A_VALUE}'),
    case("yes or no that is N/A and may be blank", {"same_prosecutor": "N/A"}, "Same prosecutor", f'Same prosecutor is "N/A"; {or_blank("N/A")}'),
    # A date, in a column of dd/mm/yyyy
    case("date blank", {"received_on": ""}, "Date received", blank("Date received", A_DATE)),
    case("date that is NULL", {"decided_on": "NULL"}, "Date decided", f'Date decided is "NULL"; {or_blank("NULL")}'),
    case("date that is a dash", {"decided_on": "-"}, "Date decided", f'Date decided is "-"; {or_blank("-")}'),
    case("date that is a word", {"decided_on": "soon"}, "Date decided", 'Date decided is "soon", which is not a date; write it as dd/mm/yyyy.'),
    case("date that is an error", {"decided_on": "#VALUE!"}, "Date decided", f'Date decided is "#VALUE!", {ERROR}'),
    case("31 February", {"received_on": "31/02/2026"}, "Date received", 'Date received is "31/02/2026", which is not a day of the calendar; correct it.'),
    case("29 February in no leap year", {"received_on": "29/02/2026"}, "Date received", 'Date received is "29/02/2026", which is not a day of the calendar; correct it.'),
    case("a day nought", {"received_on": "00/11/2026"}, "Date received", 'Date received is "00/11/2026", which is not a day of the calendar; correct it.'),
    case("a thirteenth month", {"received_on": "14/13/2026"}, "Date received", 'Date received is "14/13/2026", which is not a day of the calendar; correct it.'),
    case("month first in a column day first", {"received_on": "11/14/2026"}, "Date received", 'Date received is "11/14/2026", which is not a day of the calendar, or is written month first; write it as dd/mm/yyyy.'),
    case("two figures of the year among four", {"received_on": "02/11/26"}, "Date received", 'Date received is "02/11/26", written as dd/mm/yy while the column is dd/mm/yyyy. A spreadsheet may have swapped its day and month: check it, and write it as the others.'),
    case("year first among day first", {"received_on": "2026-11-02"}, "Date received", 'Date received is "2026-11-02", written as yyyy-mm-dd while the column is dd/mm/yyyy. A spreadsheet may have swapped its day and month: check it, and write it as the others.'),
    case("a day number of Excel", {"received_on": "46328"}, "Date received", 'Date received is "46328", a day number of Excel; format the column as dates, save again.'),
    case("a day number with a time", {"received_on": "46328.604"}, "Date received", 'Date received is "46328.604", a day number of Excel; format the column as dates, save again.'),
    case("a time that is none", {"received_on": "02/11/2026 25:99"}, "Date received", 'Date received is "02/11/2026 25:99", which is not a date; write it as dd/mm/yyyy.'),
    case("the year 24", {"received_on": "02/11/0024"}, "Date received", "Date received is 02/11/0024, before 2000; correct the year."),
    case("the year 1999", {"received_on": "31/12/1999"}, "Date received", "Date received is 31/12/1999, before 2000; correct the year."),
    case("three years ahead", {"police_due_on": "21/11/2029"}, "Police due date", "Police due date is 21/11/2029, more than 2 years after the extract's own day (20/11/2026); correct the year."),
    case("an event tomorrow", {"decided_on": "21/11/2026"}, "Date decided", "Date decided is 21/11/2026, later than the extract's own day (20/11/2026), so it cannot have happened yet; correct the date, or the extract's day."),
    # Rules
    case("decided before it was received", {"received_on": "17/11/2026", "accepted_on": ""}, "Date decided", "The decision is dated before the submission was received; correct one of the dates."),
    case("accepted before it was received", {"accepted_on": "01/11/2026"}, "Date accepted", "Triage accepted it before it was received; correct one of the dates."),
    case("an outcome without a decision", {"decided_on": ""}, "Outcome", "There is an outcome but no date decided; add the date, or clear the outcome."),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "heading", "message"), CELLS)
@pytest.mark.parametrize("pack", [csv_of, xlsx_of], ids=["csv", "xlsx"])
def test_finds_a_faulty_cell(changes, heading, message, pack):
    if pack is xlsx_of and any("\x07" in v or len(v) > 32_767 for v in changes.values()):
        pytest.skip("a workbook cannot hold it")
    faulty = charging(**{"urn": "00SA9999926"} | changes)
    others = many(4) + many(9, received_on="13/10/2026", accepted_on="")[4:]
    rows = [*others[:4], faulty, *others[4:]]
    reading = read_it(pack(rows), extract_day=TODAY)
    finding = only(reading)
    assert finding[:2] == (6, heading)
    assert finding.message == message
    assert finding.rejects
    assert (reading.n_accepted, reading.n_rejected, reading.n_repeated) == (9, 1, 0)
    assert reading.rejected["row"].tolist() == [6]


# Dates: one way of writing for a column, day first.

WRITTEN = [
    case("yyyy-mm-dd", "2026-11-02"),
    case("yyyy/mm/dd", "2026/11/02"),
    case("yyyymmdd", "20261102"),
    case("dd/mm/yyyy", "02/11/2026"),
    case("d/m/yyyy", "2/11/2026"),
    case("dd.mm.yyyy", "02.11.2026"),
    case("dd-mm-yyyy", "02-11-2026"),
    case("dd/mm/yy", "02/11/26"),
    case("d/m/yy", "2/11/26"),
    case("dd-Mon-yy", "02-Nov-26"),
    case("dd-Mon-yyyy", "02-Nov-2026"),
    case("dd MON yyyy", "02 NOV 2026"),
    case("d Month yyyy", "2 November 2026"),
    case("with a time", "02/11/2026 09:30"),
    case("with seconds and parts of them", "02/11/2026 09:30:15.123"),
    case("with a comma before the time", "2 November 2026, 09:30"),
    case("with a point in the time", "02/11/2026 09.30"),
    case("with AM or PM", "02/11/2026 9:30:00 PM"),
    case("with T and Z", "2026-11-02T23:30:00Z"),
    case("with T and an offset, which is dropped", "2026-11-02T23:30:00+01:00"),
    case("with an offset after a space", "2026-11-02 00:30:00.0000000 +01:00"),
    case("with midnight", "2026-11-02 00:00:00"),
]  # fmt: skip


@pytest.mark.parametrize("text", WRITTEN)
def test_reads_a_date_however_it_is_written(text):
    reading = read_it(csv_of([charging(received_on=text, accepted_on="")]))
    assert faults(reading) == []
    assert reading.rows["received_on"].to_pylist() == [date(2026, 11, 2)]


def received(*texts):
    return csv_of(
        [
            r | {"Date received": t, "Date accepted": ""}
            for r, t in zip(many(len(texts)), texts, strict=True)
        ]
    )


def test_reads_dates_that_could_be_either_day_first():
    reading = read_it(received("01/02/2026", "03/04/2026", "05/06/2026"))
    assert reading.rows["received_on"].to_pylist() == [
        date(2026, 2, 1),
        date(2026, 4, 3),
        date(2026, 6, 5),
    ]


MONTH_FIRST = [
    case("mm/dd/yyyy", ["10/20/2026", "11/02/2026"], "mm/dd/yyyy"),
    case("m/d/yy", ["10/20/26", "1/2/26"], "mm/dd/yy"),
    case("one alone", ["10/20/2026"], "mm/dd/yyyy"),
    case("with times", ["10/20/2026 1:00 PM", "11/02/2026 2:00 AM"], "mm/dd/yyyy"),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "written"), MONTH_FIRST)
def test_refuses_a_column_that_is_month_first(texts, written):
    with pytest.raises(AmbiguousDates) as refused:
        read_it(received(*texts))
    assert str(refused.value) == (
        f'Date received is written month first, as in "{texts[0].split()[0]}". Day and month would be '
        "swapped without notice, so the file is refused: export it again with dates as dd/mm/yyyy, or "
        f"use a layout that says {written}."
    )
    layout = Layout(name="US", extract="charging", dates={"received_on": written})
    assert read_it(received(*texts), layout=layout).rows["received_on"][0].as_py() == date(
        2026, 10, 20
    )


def test_refuses_a_column_in_which_a_spreadsheet_has_swapped_days_and_months():
    # 3 February and 4 March became real dates, month first: 2 March and 3 April. The rest stayed text.
    texts = [f"{day}/02/2026" for day in range(13, 20)]
    cells = cells_of(
        [
            r | {"Date received": t, "Date accepted": ""}
            for r, t in zip(many(9), [*texts, "", ""], strict=True)
        ]
    )
    cells[8][6], cells[9][6] = datetime(2026, 3, 2), datetime(2026, 4, 3)
    with pytest.raises(AmbiguousDates) as refused:
        read_it(workbook({"Sheet1": cells}))
    assert str(refused.value) == (
        "Date received mixes days such as 2026-03-02, none after the 12th of a month, with days such "
        "as 13/02/2026, all after it. A spreadsheet set to month first does that, and swaps day and "
        "month of the former, so the file is refused: export it again, and do not save it from a "
        "spreadsheet."
    )


def test_takes_the_way_in_which_most_dates_are_written():
    reading = read_it(received("2026-10-20", "2026-10-21", "22/10/2026"))
    assert [f[:2] for f in listed(reading.findings)] == [(4, "Date received")]
    assert reading.n_accepted == 2


def test_a_due_date_may_be_yet_to_come():
    reading = read_it(csv_of([charging(police_due_on="30/11/2027")]), extract_day=TODAY)
    assert faults(reading) == []


# Where rows are: their numbers are those of the spreadsheet.

FAULTY = charging(urn="00SA9999926", submission="x")
FAULT = 'Submission should be a whole number from 1 to 99; it is "x".'
FAULTY_ROW = text_of([FAULTY]).splitlines()[1]
PLACES = [
    case("below the headings", text_of([FAULTY]).encode(), 2),
    case("below title rows", ("Charging\nRun on,20/11/2026\n" + text_of([FAULTY])).encode(), 4),
    case("below blank lines and title rows", ("\n\nCharging\n\n" + text_of([FAULTY])).encode(), 6),
    case("below a title on two lines", ('"Charging,\nnot final"\n' + text_of([FAULTY])).encode(), 3),
    case("below blank lines among the rows", f"{HEADINGS}\n{ROW_2}\n\n\r\n{ROW_3}\n{FAULTY_ROW}\n".encode(), 6),
    case("below blank rows among the rows", f"{HEADINGS}\n{ROW_2}\n{',' * 11}\n{FAULTY_ROW}\n".encode(), 4),
    case("below a row of the separator, which is not shown", b"sep=,\n" + text_of([FAULTY]).encode(), 2),
    case("in a workbook", workbook({"S": [["Charging"], [], *cells_of([*many(2), FAULTY])]}), 6),
    case("in a workbook with blank rows among the rows", workbook({"S": [*cells_of(TWO), [], [], cells_of([FAULTY])[1]]}), 6),
]  # fmt: skip


@pytest.mark.parametrize(("data", "row"), PLACES)
def test_says_the_row_as_a_spreadsheet_does(data, row):
    assert faults(read_it(data)) == [(row, "Submission", FAULT)]


def test_a_note_over_three_lines_is_one_row():
    text = with_notes("one,\ntwo\nthree", "x").replace("00SA0000226", "")
    reading = read_it(text.encode())
    assert (3, "URN", blank("URN", "up to 100 characters on one line")) in faults(reading)
    assert (reading.n_rows, reading.n_accepted) == (2, 1)


def test_a_delimiter_or_a_mark_within_quotation_marks_is_text():
    reading = read_it(with_notes('said ""no"", twice', "a; b, c").encode())
    assert faults(reading) == [(1, "Notes", NOT_KEPT)]
    assert reading.n_accepted == 2


def test_a_mark_within_a_text_is_text():
    reading = read_it(with_notes('5" disk', 'a 5" disk and a 3" one', quoted=False).encode())
    assert faults(reading) == [(1, "Notes", NOT_KEPT)]
    assert reading.n_accepted == 2


def test_a_note_may_be_as_long_as_a_file():
    reading = read_it(with_notes("x" * 9_000_000, "y, " * 1_000_000).encode())
    assert faults(reading) == [(1, "Notes", NOT_KEPT)]
    assert reading.n_accepted == 2


SHORT = f"The row has 11 cells under 12 headings. {NO_ANSWER}"
LONG = (
    "The row has 13 cells under 12 headings. Put a text that holds the delimiter in quotation marks, "
    "or export the file again."
)
WIDTHS = [
    case("too short", ROW_3.rsplit(",", 1)[0], SHORT),
    case("too long", ROW_3 + ",No", LONG),
    case("too long by a delimiter in a text", ROW_3.replace("Cumbria Magistrates", "Cumbria, Magistrates"), LONG),
    case("a note below the table", "Source: MIS", f"The row has 1 cell under 12 headings. {NO_ANSWER}"),
    case("a total below the table", "Total,2", f"The row has 2 cells under 12 headings. {NO_ANSWER}"),
    case("a mark of the end of the file", "\x1a", f"The row has 1 cell under 12 headings. {NO_ANSWER}"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "message"), WIDTHS)
def test_finds_a_row_of_a_wrong_width(row, message):
    reading = read_it(f"{HEADINGS}\n{ROW_2}\n\n{row}\n".encode())
    finding = only(reading)
    assert finding == (4, "", "", message, True)
    assert (reading.n_accepted, reading.n_rejected) == (1, 1)
    assert reading.rejected.values.tolist() == [[4, "{}"]]


def test_finds_rows_of_a_wrong_width_on_either_side_of_good_ones():
    lines = [HEADINGS, ROW_2 + ",x", *text_of(many(4)).splitlines()[2:], "Total,3"]
    reading = read_it("\n".join(lines).encode())
    assert [f.row for f in listed(reading.findings)] == [2, 6]
    assert reading.rows["urn"].to_pylist() == ["00SA0000226", "00SA0000326", "00SA0000426"]


def test_a_total_in_cells_of_its_own_is_rejected_once():
    reading = read_it((TEXT + "Total" + "," * 11 + "\n").encode())
    assert reading.rejected["row"].tolist() == [4]
    assert {f.row for f in listed(reading.findings)} == {4}


def test_headings_that_come_again_are_no_rows():
    page = "\n".join([HEADINGS, ROW_2])
    reading = read_it(
        f"{page}\n{page.replace('00SA0000126', '00SA0000326')}\n{HEADINGS}\n".encode()
    )
    assert only(reading) == (
        3, "", "", "The headings come again (2 times, first in row 3); such rows are passed over.", False,
    )  # fmt: skip
    assert reading.n_rows == reading.n_accepted == 2


def test_headings_that_come_again_in_capitals_are_no_rows():
    reading = read_it("\n".join([HEADINGS, ROW_2, HEADINGS.upper(), ""]).encode())
    assert "The headings come again (1 time, first in row 3)" in only(reading)[3]
    assert reading.n_rows == reading.n_accepted == 1


def test_references_of_two_forms_are_told():
    rows = many(3)
    rows[1] |= {"URN": "00SA 0000226"}
    reading = read_it(csv_of(rows))
    assert only(reading) == (
        3, "URN", "00SA 0000226",
        'URN is written in two ways: 1 row as in "00SA 0000226", the others as in "00SA0000126". A '
        "case that is written in two ways counts twice; write them all alike.", False,
    )  # fmt: skip
    assert reading.n_accepted == 3


def test_references_all_of_one_form_are_not():
    rows = [r | {"URN": r["URN"].replace("SA", "/SA/")} for r in many(3)]
    assert read_it(csv_of(rows)).findings.empty


def test_a_layout_that_says_month_first_does_not_swap_days_that_are_day_first():
    layout = Layout(name="US", extract="charging", dates={"received_on": "mm/dd/yyyy"})
    rows = [
        r | {"Date received": f"{d}/10/2026"} for r, d in zip(many(3), (2, 15, 16), strict=True)
    ]
    with pytest.raises(AmbiguousDates, match=r"written day first.*the layout says mm/dd/yyyy"):
        read_it(csv_of(rows), layout=layout)


def test_a_file_of_headings_alone_says_so():
    reading = read_it(HEADINGS.encode())
    assert only(reading) == (0, "", "", "The file has headings for Charging but no rows.", False)
    assert (reading.n_rows, reading.extract_day) == (0, TODAY)
    assert reading.extract_day_from == "today, as the file has no date"


# Headings that are not part of the extract are named, and nothing of them is kept.


def test_a_column_that_is_not_declared_is_named_and_never_kept():
    rows = [r | {"Suspect": "Jo Bloggs"} for r in [*many(1), FAULTY]]
    wide = text_of(rows) + "00SA7,Jo Bloggs\n"
    reading = read_it(wide.encode())
    assert faults(reading)[0] == (1, "Suspect", NOT_KEPT)
    everything = (
        reading.findings.to_csv() + reading.rejected.to_csv() + str(reading.rows.to_pylist())
    )
    assert "Bloggs" not in everything
    assert json.loads(reading.rejected["cells"][0]) == {
        k: v for k, v in FAULTY.items() if k != "Suspect"
    }


EXTRA_HEADINGS = [
    case("nothing like a field", TEXT.replace("\n", ",\n").replace("prosecutor,", "prosecutor,Notes", 1), (1, "Notes", NOT_KEPT)),
    case("a slip in one that may be absent", TEXT.replace("Date accepted", "Date acepted"), (1, "Date acepted", NOT_KEPT + " If it is Date accepted, rename it.")),
    case("another heading of the same field", TEXT.replace("Police due date", "Decision date"), (1, "Decision date", 'This is also a heading for Date decided, which is read from "Date decided"; this one is not kept. If it is the right one, map it with a layout.')),
    case("no heading over a column with text", TEXT.replace("Same prosecutor", ""), (1, "", "Column L has no heading; it is not kept. If it is part of the extract, give it its heading.")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "finding"), EXTRA_HEADINGS)
def test_names_a_column_that_is_not_kept(text, finding):
    reading = read_it(text.encode())
    assert faults(reading) == [finding]
    assert reading.n_accepted == 2


# Rows that come twice.

SAME = "{} the same URN and submission, and they differ; keep the right one."


def rows_of(*rows):
    return read_it(csv_of(rows))


def test_the_same_row_again_is_counted_as_repeated():
    reading = rows_of(*many(2), *many(2), *many(1))
    assert (reading.n_rows, reading.n_accepted, reading.n_repeated) == (5, 2, 3)
    assert faults(reading) == []


def test_rows_that_are_written_in_two_ways_are_the_same_row():
    reading = rows_of(charging(), charging(urn="00sa0000126 ", in_custody="N", outcome="charged"))
    assert (reading.n_accepted, reading.n_repeated) == (1, 1)


def test_rows_that_differ_only_in_a_blank_are_not_the_same():
    reading = rows_of(charging(), charging(same_prosecutor=""))
    assert reading.n_rejected == 2


def test_two_rows_of_one_case_that_differ_are_rejected_and_name_each_other():
    reading = rows_of(*many(2), charging(outcome="NFA"))
    assert listed(reading.findings) == [
        (2, "URN + Submission", "00SA0000126 / 1", SAME.format("Row 4 has"), True),
        (4, "URN + Submission", "00SA0000126 / 1", SAME.format("Row 2 has"), True),
    ]
    assert reading.rows["urn"].to_pylist() == ["00SA0000226"]


def test_three_rows_of_one_case_of_which_two_are_equal_are_all_rejected():
    reading = rows_of(charging(), charging(outcome="NFA"), charging())
    assert [(r, m) for r, _, m in faults(reading)] == [
        (2, SAME.format("Rows 3 and 4 have")),
        (3, SAME.format("Rows 2 and 4 have")),
        (4, SAME.format("Rows 2 and 3 have")),
    ]
    assert (reading.n_rejected, reading.n_repeated) == (3, 0)


def test_many_rows_of_one_case_name_a_few_others():
    reading = rows_of(
        *(charging(received_on=f"{day:02}/10/2026", accepted_on="") for day in range(1, 21))
    )
    assert reading.n_rejected == 20
    assert faults(reading)[19][2] == SAME.format("Rows 2, 3, 4, 5, 6 and 14 more have")


def test_a_faulty_row_is_not_compared_with_a_good_one():
    reading = rows_of(charging(), charging(received_on="31/02/2026"))
    assert (reading.n_accepted, reading.n_rejected) == (1, 1)
    assert only(reading).heading == "Date received"


def test_another_submission_of_the_case_is_another_row():
    assert rows_of(charging(), charging(submission="2")).n_accepted == 2


# Units.


def unknown(name, rows, hint=""):
    return (
        f'"{name}" is not a unit of CPS North West ({rows}); what is accepted is kept under that '
        f"name. If it is another name of a unit, add it to the Area's settings.{hint}"
    )


UNITS = [
    case("by its name", ["Cumbria Magistrates Hub"], ["Cumbria Magistrates Hub"], []),
    case("by a short name", ["Cumbria Mags"], ["Cumbria Magistrates Hub"], []),
    case("by an alias in capitals", ["LANCS  CC"], ["Lancashire Crown Court Unit"], []),
    case("with other spaces and marks", ["Cumbria\u00a0Magistrates-Hub."], ["Cumbria Magistrates Hub"], []),
    case("not known", ["Mersey Unit"], ["Mersey Unit"], [(2, "Unit", unknown("Mersey Unit", "1 row, the first is row 2"))]),
    case("not known, twice, with other spaces", ["Cumbria MC", "Mersey Unit", " Mersey  Unit"], ["Cumbria Magistrates Hub", "Mersey Unit", "Mersey Unit"], [(3, "Unit", unknown("Mersey Unit", "2 rows, the first is row 3"))]),
    case("near one", ["Cumbria Magistrate Hub"], ["Cumbria Magistrate Hub"], [(2, "Unit", unknown("Cumbria Magistrate Hub", "1 row, the first is row 2", ' Did you mean "Cumbria Magistrates Hub"?'))]),
    case("near an alias", ["Lancs Crwn"], ["Lancs Crwn"], [(2, "Unit", unknown("Lancs Crwn", "1 row, the first is row 2", ' Did you mean "Lancashire Crown Court Unit"?'))]),
]  # fmt: skip


@pytest.mark.parametrize(("written", "kept", "findings"), UNITS)
def test_calls_units_by_the_areas_names(written, kept, findings):
    rows = [r | {"Unit": u} for r, u in zip(many(len(written)), written, strict=True)]
    reading = read_it(csv_of(rows))
    assert reading.rows["unit"].to_pylist() == kept
    assert faults(reading) == findings


def test_a_column_of_other_things_for_the_unit_is_not_named_a_thousand_times():
    rows = [r | {"Unit": f"Officer {i}"} for i, r in enumerate(many(300))]
    reading = read_it(csv_of(rows))
    assert reading.n_accepted == 300
    assert faults(reading)[0] == (
        0, "Unit", "250 more units are not known to CPS North West. Check that this column is the unit.",
    )  # fmt: skip
    assert len(reading.findings) == 51


def test_without_an_area_units_stand_as_written():
    reading = read_it(csv_of(many(1, unit="Mersey Unit")), area=Area(name="Any"))
    assert faults(reading) == []


# Workbooks: what a person sees in a cell is what is read.


def book_with(column, *values, number_format=None, data_type=None):
    """A workbook of rows of charging with the values in a column of theirs."""
    book = openpyxl.Workbook()
    for row in cells_of(many(len(values))):
        book.active.append(row)
    at = list(CHARGING).index(column) + 1
    for row, value in enumerate(values, start=2):
        cell = book.active.cell(row, at)
        cell.value = value
        if number_format:
            cell.number_format = number_format
        if data_type:
            cell.data_type = data_type
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


SEEN = [
    case("a date", book_with("Date received", date(2026, 11, 2)), "received_on", date(2026, 11, 2)),
    case("a date with a time", book_with("Date received", datetime(2026, 11, 2, 23, 59, 59)), "received_on", date(2026, 11, 2)),
    case("a date as a number with a format", book_with("Date received", 46328, number_format="dd/mm/yyyy"), "received_on", date(2026, 11, 2)),
    case("a date as a text", book_with("Date received", "02/11/2026"), "received_on", date(2026, 11, 2)),
    case("a number", book_with("Submission", 2), "submission", 2),
    case("a number with a point", book_with("Submission", 2.0), "submission", 2),
    case("a number as a text", book_with("Submission", "2"), "submission", 2),
    case("true", book_with("In custody", True), "in_custody", True),
    case("false", book_with("In custody", False), "in_custody", False),
    case("a long number for a reference", book_with("URN", 123456789012345), "urn", "123456789012345"),
    case("a text with a comma", book_with("Unit", "Mersey, Unit"), "unit", "Mersey, Unit"),
    case("a text with a quotation mark", book_with("Unit", 'the "Unit"'), "unit", 'the "Unit"'),
]  # fmt: skip


@pytest.mark.parametrize(("data", "field", "value"), SEEN)
def test_reads_a_cell_as_a_person_sees_it(data, field, value):
    reading = read_it(data, area=None)
    assert faults(reading) == []
    assert reading.rows[field].to_pylist() == [value]


UNSEEN = [
    case("a formula without its result", book_with("Date decided", "=TODAY()-4"), "Date decided", "=TODAY()-4", f'Date decided is "=TODAY()-4", {FORMULA}'),
    case("the error of a formula", book_with("Date decided", "#N/A", data_type="e"), "Date decided", "#N/A", f'Date decided is "#N/A", {ERROR}'),
    case("the error of a formula in the last cell", book_with("Same prosecutor", "#REF!", data_type="e"), "Same prosecutor", "#REF!", f'Same prosecutor is "#REF!", {ERROR}'),
    case("a number for a date", book_with("Date decided", 46328), "Date decided", "46328", 'Date decided is "46328", a day number of Excel; format the column as dates, save again.'),
    case("a nought formatted as a date", book_with("Date decided", 0, number_format="dd/mm/yyyy"), "Date decided", "00/01/1900", 'Date decided is "00/01/1900", which is not a day of the calendar; correct it.'),
    case("a time for a date", book_with("Date decided", 0.5, number_format="hh:mm"), "Date decided", "12:00:00", 'Date decided is "12:00:00", which is not a date; write it as dd/mm/yyyy.'),
    case("a number beyond the calendar", book_with("Date decided", 99999999, number_format="dd/mm/yyyy"), "Date decided", "99999999", 'Date decided is "99999999", which is not a day of the calendar; correct it.'),
]  # fmt: skip


@pytest.mark.parametrize(("data", "heading", "value", "message"), UNSEEN)
def test_a_cell_without_a_value_is_not_taken_for_a_blank(data, heading, value, message):
    finding = only(read_it(data, extract_day=TODAY))
    assert finding == (2, heading, value, message, True)


def test_a_formula_with_its_result_is_its_result():
    data = book_with("Date decided", "=DATE(2026,11,16)", number_format="dd/mm/yyyy")
    data = edited(data, {"xl/worksheets/sheet1.xml": lambda x: x.replace(b"</f><v />", b"</f><v>46342</v>").replace(b"</f><v/>", b"</f><v>46342</v>").replace(b"</f><v></v>", b"</f><v>46342</v>")})  # fmt: skip
    assert read_it(data).rows["decided_on"].to_pylist() == [date(2026, 11, 16)]


def test_a_sheet_is_read_by_its_name():
    data = workbook({"Old": cells_of(many(1)), "November": cells_of(many(3))})
    reading = read_it(data, sheet="November")
    assert reading.n_accepted == 3
    assert only(reading) == (
        0, "", "Old", "The workbook has other sheets, which were not read. If rows are in them, read each by itself.", False,
    )  # fmt: skip


def test_a_sheet_that_is_not_there_is_refused_with_the_nearest():
    data = workbook({"October": cells_of(TWO), "November": cells_of(TWO)})
    with pytest.raises(UnreadableFile) as refused:
        read_it(data, sheet="november ")
    assert str(refused.value) == (
        'The workbook has no sheet "november "; it has October and November. Did you mean "November"?'
    )


def test_a_workbook_without_a_sheet_that_can_be_seen_is_refused():
    data = workbook({"A": cells_of(TWO), "B": []}, hidden=["A"])
    data = edited(
        data, {"xl/workbook.xml": lambda x: x.replace(b'state="visible"', b'state="hidden"')}
    )
    with pytest.raises(
        UnreadableFile, match=r"^The workbook has no sheet of cells that can be seen\.$"
    ):
        read_it(data)


@pytest.mark.parametrize(
    ("row", "column", "reach"),
    [(1_048_576, 16_384, "column XFD and row 1,048,576"), (1, 16_384, "column XFD and row 2,001")],
)
def test_a_stray_cell_far_away_does_not_end_the_program(row, column, reach):
    book = openpyxl.Workbook()
    for cells in cells_of(many(2000)):
        book.active.append(cells)
    book.active.cell(row, column, "x")
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(UnreadableFile) as refused:
        read_it(out.getvalue())
    assert "which is too large to read. Clear the cells far from the table" in str(refused.value)
    assert reach in str(refused.value)


# Layouts: other people's headings and values.

FOREIGN = [
    {
        "Ref": f"00SA000{i}26",
        "Try": "1",
        "Office": "CMH",
        "Work": "Crown Court",
        "Speed": "slow",
        "Held": "0",
        "In": "11/02/2026",
        "Out": "n/a",
        "Result": "",
        "Officer": "Jo Bloggs",
    }
    for i in (1, 2)
]  # fmt: skip
LAYOUT = Layout(
    name="Force",
    extract="charging",
    columns={
        "Ref": "urn",
        "Office": "unit",
        "Work": "casework_type",
        "Speed": "review_track",
        "Held": "in_custody",
        "In": "received_on",
        "Out": "decided_on",
        "Result": "outcome",
    },
    values={
        "unit": {"CMH": "Cumbria MC"},
        "review_track": {"slow": "28 day"},
        "decided_on": {"n/a": ""},
    },
    constants={"submission": "1"},
    dates={"received_on": "mm/dd/yyyy"},
    ignore=("Officer", "TRY!"),
)


def test_a_layout_maps_headings_values_constants_and_dates():
    reading = read_it(csv_of(FOREIGN), layout=LAYOUT)
    assert faults(reading) == []
    first = reading.rows.to_pylist()[0]
    assert first["urn"] == "00SA000126"
    assert first["unit"] == "Cumbria Magistrates Hub"
    assert first["review_track"] == "28 day"
    assert first["received_on"] == date(2026, 11, 2)
    assert (first["submission"], first["decided_on"], first["accepted_on"]) == (1, None, None)


def test_a_layout_is_found_again_by_the_headings_in_any_order_and_case():
    saved = {read_it(csv_of(FOREIGN), layout=LAYOUT).fingerprint: LAYOUT}
    tomorrow = [{k.upper() + " ": v for k, v in reversed(r.items())} for r in FOREIGN]
    reading = read_it(csv_of(tomorrow), saved_layout=saved.get)
    assert reading.layout is LAYOUT
    assert reading.n_accepted == 2


def test_blank_columns_at_the_right_do_not_hide_a_saved_layout():
    saved = {read_it(csv_of(FOREIGN), layout=LAYOUT).fingerprint: LAYOUT}
    wider = csv_of(FOREIGN).replace(b"\n", b",,\n")
    assert read_it(wider, saved_layout=saved.get).n_accepted == 2


def test_without_its_layout_a_file_is_refused():
    with pytest.raises(UnknownHeadings, match=r"For other headings give a layout\.$"):
        read_it(csv_of(FOREIGN), saved_layout={}.get)


def test_a_layout_wins_over_a_heading_of_the_field_itself():
    rows = [r | {"Logged": "01/11/2026"} for r in TWO]
    layout = Layout(name="Logged", extract="charging", columns={"Logged": "received_on"})
    reading = read_it(csv_of(rows), layout=layout)
    assert reading.rows["received_on"].to_pylist() == [date(2026, 11, 1)] * 2
    assert only(reading).message == (
        "This is also a heading for Date received, which is read from the layout; this one is not "
        "kept. If it is the right one, map it with a layout."
    )


def test_a_layout_may_leave_everything_else_out():
    rows = [r | {"Notes": "x", "More": "y"} for r in TWO]
    layout = Layout(name="Rest", extract="charging", ignore=("*",))
    assert faults(read_it(csv_of(rows), layout=layout)) == []


def test_a_constant_that_is_a_date_is_held_to_the_same_range():
    rows = [{h: v for h, v in r.items() if h != "Date received"} for r in many(1)]
    layout = Layout(name="Old", extract="charging", constants={"received_on": "01/01/1999"})
    finding = only(read_it(csv_of(rows), layout=layout))
    assert finding == (
        2, "Date received", "01/01/1999", "Date received is 01/01/1999, before 2000; correct the year.", True,
    )  # fmt: skip


LAYOUT_FAULTS = [
    case("an unknown field", {"columns": {"Ref": "urm"}}, {}, 'The layout "L" names the field "urm", which Charging does not have. Did you mean "urn"?'),
    case("a field from two columns", {"columns": {"A": "urn", "B": "urn"}}, {}, 'The layout "L" fills urn from two places; keep one.'),
    case("a field from a column and a constant", {"columns": {"A": "unit"}, "constants": {"unit": "X"}}, {}, 'The layout "L" fills unit from two places; keep one.'),
    case("a heading twice", {"columns": {"A-B": "urn", "a b": "unit"}}, {}, 'The layout "L" maps "ab" twice, written in two ways; keep one.'),
    case("a format that is none", {"dates": {"received_on": "dd/mm"}}, {}, '"dd/mm" is not a date format; use one of dd/mm/yyyy, yyyy-mm-dd, dd/mm/yy, dd-Mon-yyyy, dd-Mon-yy, yyyymmdd, mm/dd/yyyy, mm/dd/yy.'),
    case("a format for what is no date", {"dates": {"unit": "dd/mm/yyyy"}}, {}, 'The layout "L" gives a date format to unit, which is not a date.'),
    case("a value that cannot be", {"values": {"outcome": {"C": "Chargd"}}}, {}, f'The layout "L" gives outcome the value "Chargd". Outcome should be {OUTCOMES}; it is "Chargd". Did you mean "Charge"?'),
    case("a constant that cannot be", {"constants": {"submission": "one"}}, {}, 'The layout "L" gives submission the value "one". Submission should be a whole number from 1 to 99; it is "one".'),
    case("a blank constant that may not be", {"constants": {"unit": ""}}, {}, 'The layout "L" gives unit the value "". Unit may not be blank.'),
    case("a heading that the file lacks", {"columns": {"Submissions": "accepted_on"}}, {}, 'The layout "L" maps "Submissions", which the file does not have in row 1. Did you mean "Submission"? Correct the layout, or choose another.'),
    case("another extract than asked", {}, {"extract": EXTRACTS["reviews"]}, 'The layout "L" is for charging, not for reviews.'),
    case("an extract that is not known", {"extract": "chargin"}, {}, 'The layout "L" is for chargin, which is not known.'),
    case("nothing of the file", {"constants": {"urn": "A", "submission": "1", "unit": "A", "casework_type": "Complex", "review_track": "5 day", "in_custody": "No", "received_on": "01/11/2026", "decided_on": "", "outcome": "", "accepted_on": "", "police_due_on": "", "same_prosecutor": ""}}, {}, "The layout gives every field a constant, so nothing of the file is read."),
]  # fmt: skip


@pytest.mark.parametrize(("settings", "options", "words"), LAYOUT_FAULTS)
def test_refuses_a_layout_that_cannot_be(settings, options, words):
    layout = Layout(**{"name": "L", "extract": "charging"} | settings)
    with pytest.raises(LayoutError) as refused:
        read_it(csv_of(TWO), layout=layout, **options)
    assert str(refused.value) == words


# The extract's own day.


@pytest.mark.parametrize(
    ("name", "given", "day", "how"),
    [
        case("given", "charging_2026-11-18.csv", date(2026, 11, 17), date(2026, 11, 17), "as given"),
        case("in the name, year first", "charging_2026-11-18.csv", None, date(2026, 11, 18), "from the file's name"),
        case("in the name, without marks", "charging20261118.csv", None, date(2026, 11, 18), "from the file's name"),
        case("in the name, with a time", "charging_20261118_0915.csv", None, date(2026, 11, 18), "from the file's name"),
        case("in the name, with a time run on", "charging_20261118091500.csv", None, date(2026, 11, 18), "from the file's name"),
        case("in the name, day first", "Charging 18.11.2026 (2).xlsx", None, date(2026, 11, 18), "from the file's name"),
        case("in the name, with the month in letters", "Charging 18 Nov 2026.csv", None, date(2026, 11, 18), "from the file's name"),
        case("in the name, with the month in full", "charging-18th-november-2026.csv", None, date(2026, 11, 18), "from the file's name"),
        case("two days in the name", "2026-11-01 to 2026-11-18.csv", None, date(2026, 11, 16), "the newest date in the file"),
        case("no day of the calendar in the name", "charging_2026-02-31.csv", None, date(2026, 11, 16), "the newest date in the file"),
        case("a number in the name that is no day", "charging_420261118.csv", None, date(2026, 11, 16), "the newest date in the file"),
        case("none in the name", "charging.csv", None, date(2026, 11, 16), "the newest date in the file"),
    ],
)  # fmt: skip
def test_tells_the_extracts_own_day(name, given, day, how):
    reading = read_it(csv_of(TWO), name=name, extract_day=given)
    assert (reading.extract_day, reading.extract_day_from) == (day, how)


def test_an_event_after_today_is_not_the_extracts_own_day():
    reading = read_it(csv_of([charging(decided_on="20/11/2027"), charging(urn="B")]))
    assert reading.extract_day == date(2026, 11, 16)
    assert only(reading).row == 2


def test_an_own_day_after_today_is_a_finding():
    reading = read_it(csv_of(TWO), name="charging_2027-11-18.csv")
    assert only(reading) == (
        0, "", "18/11/2027",
        "The extract's own day is 18/11/2027 (from the file's name), after today, 20/11/2026, so events "
        "up to then pass as if they had happened. Give its right day.",
        False,
    )  # fmt: skip


# The other extracts.


@pytest.mark.parametrize("key", EXTRACTS)
@pytest.mark.parametrize("pack", [csv_of, xlsx_of], ids=["csv", "xlsx"])
def test_tells_every_extract_by_its_headings(key, pack):
    reading = read_it(pack([VALID[key]]))
    assert reading.extract is EXTRACTS[key]
    assert reading.n_accepted == 1
    assert faults(reading) == []


@pytest.mark.parametrize("key", EXTRACTS)
def test_a_required_field_may_not_be_blank_nor_missing(key):
    valid = VALID[key] | ({"Outcome": ""} if key == "charging" else {})
    for field in EXTRACTS[key].fields:
        blanked = read_it(csv_of([valid | {field.title: ""}]))
        may_be = field.blank or field.absent
        assert [f[1] for f in faults(blanked)] == ([] if may_be else [field.title])
        lacking = csv_of([{h: v for h, v in valid.items() if h != field.title}])
        if field.absent:
            assert read_it(lacking).n_accepted == 1
        else:
            with pytest.raises(UnknownHeadings, match=f"no heading for {field.title}, which"):
                read_it(lacking, extract=EXTRACTS[key])


OTHERS = [
    case("disclosure served before it was due to be", DISCLOSURE | {"Date served": "01/11/2026"}, "Date served", "Disclosure is dated as served before the duty arose; correct one of the dates."),
    case("disclosure due before the duty arose", DISCLOSURE | {"Due date": "01/11/2026"}, "Due date", "The due date is before the duty arose; correct one of the dates."),
    case("a defendant's name where a number should be", DISCLOSURE | {"Defendant": "Jonathan Bartholomew Bloggs"}, "Defendant", "Defendant is 27 characters long; the most is 20."),
    case("a letter before the decision", LETTERS | {"Date sent": "12/11/2026"}, "Date sent", "The letter is dated before the decision; correct one of the dates."),
    case("reasons before the decision", LETTERS | {"Date reasons given": "12/11/2026"}, "Date reasons given", "The reasons are dated before the decision; correct one of the dates."),
    case("a rating with a slip", REVIEWS | {"Rating": "Partly met"}, "Rating", 'Rating should be one of "Fully met", "Partially met", "Not met", "Not applicable"; it is "Partly met". Did you mean "Partially met"?'),
]  # fmt: skip


@pytest.mark.parametrize(("row", "heading", "message"), OTHERS)
def test_checks_the_other_extracts(row, heading, message):
    assert faults(read_it(csv_of([row]), extract_day=TODAY)) == [(2, heading, message)]


def test_a_rating_of_not_applicable_is_an_answer_and_a_blank_right_is_not_known():
    assert (
        read_it(csv_of([REVIEWS | {"Rating": "N/A"}])).rows["rating"][0].as_py() == "Not applicable"
    )
    assert read_it(csv_of([LETTERS | {"Enhanced": ""}])).rows["enhanced"][0].as_py() == "Unknown"


def test_defendants_and_victims_are_the_same_in_small_letters():
    reading = read_it(csv_of([DISCLOSURE | {"Defendant": "d1"}, DISCLOSURE | {"Defendant": "D1"}]))
    assert (reading.n_accepted, reading.n_repeated) == (1, 1)


def test_asks_for_what_the_extract_that_was_named_needs():
    with pytest.raises(UnknownHeadings, match="which Reviews needs"):
        read_it(csv_of(TWO), extract=EXTRACTS["reviews"])
