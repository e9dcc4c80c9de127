"""Are encodings told apart, and what is no text refused?"""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extracts.errors import UnreadableFile
from extracts.reading.encodings import decode

ENGLISH = "URN,Unit\n1,Café\n2,St Anne’s – “The Unit” £5\n"


@pytest.mark.parametrize(
    ("encoding", "label"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16-LE"),
        ("utf-16-be", "UTF-16-BE"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows-1252"),
        ("mac_roman", "Mac Roman"),
    ],
)
def test_tells_encodings_apart(encoding, label):
    text = decode(ENGLISH.encode(encoding))
    assert text.data.decode() == ENGLISH
    assert text.encoding == label
    assert text.notes == ()


@given(st.text(st.characters(min_codepoint=32, max_codepoint=0xFFFF, exclude_categories=["Cs"])))
def test_any_text_in_utf_8_comes_back(text):
    whole = "URN,Unit\n" + text
    assert decode(whole.encode()).data.decode() == whole


WINDOWS = ["St Anne’s Hub", "the units’ cases", "GM – Crown", "a “quoted” unit", "café", "£5"]


@pytest.mark.parametrize("text", WINDOWS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_what_people_write_in_windows_is_read_as_such(text, line_end):
    whole = line_end.join(["URN,Unit", f"1,{text}", ""])
    assert decode(whole.encode("cp1252")).data.decode() == whole


@pytest.mark.parametrize("text", WINDOWS[:4])
def test_and_even_with_lone_cr(text):
    whole = f"URN,Unit\r1,{text}\r"
    assert decode(whole.encode("cp1252")).data.decode() == whole


@pytest.mark.parametrize("text", ["St Anne’s Hub", "the units’ cases", "café", "a… b", "Crêpe"])
@pytest.mark.parametrize("line_end", ["\n", "\r"])
def test_what_people_write_on_a_mac_is_read_as_such(text, line_end):
    whole = line_end.join(["URN,Unit", f"1,{text}", ""])
    assert decode(whole.encode("mac_roman")).data.decode() == whole


def test_a_file_that_mixes_encodings_is_mended_with_a_note():
    data = "Café\nCafé\nCafé\n".encode() + "Café\n".encode("cp1252") + b"\x81\n"
    text = decode(data)
    assert text.data.decode() == "Café\nCafé\nCafé\nCafé\n\ufffd\n"
    assert text.encoding == "UTF-8 and Windows-1252"
    assert text.notes[0].startswith(
        "The file mixes encodings: 3 characters are in UTF-8 and 2 are not"
    )


@pytest.mark.parametrize("line", [b"sep=;\n", b"SEP=,\r\n", b'"sep=|"\r', b"sep=\t\n"])
def test_the_line_that_tells_excel_the_separator_is_no_row(line):
    assert decode(line + b"URN\n1\n").data == b"URN\n1\n"
    assert decode(codecs.BOM_UTF8 + line + b"URN\n1\n").data == b"URN\n1\n"


def test_a_column_named_like_it_is_a_row():
    assert decode(b"sep=;;\nURN\n").data == b"sep=;;\nURN\n"


@pytest.mark.parametrize("text", ["[URN],[Unit]\n1,2\n", "{URN};Unit\n", "< 28 days,URN\n"])
def test_headings_in_brackets_are_a_table(text):
    assert decode(text.encode()).data == text.encode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xef\xbb\xbf <HTML>", "This is a web page or XML"),
        (b'<?xml version="1.0"?><Workbook>', "This is a web page or XML"),
        (b' [ {"a": 1}]', "This is a JSON file"),
        (b"{}", "This is a JSON file"),
        (b"GIF89a", "This is a picture"),
        (b"7z\xbc\xaf\x27\x1c", "This is a 7-Zip archive"),
        (b"\x01\x02\x03 text", "binary data"),
        (b"\xff\xfe" + "a\x00b".encode("utf-16-le"), "binary data"),
        (b"\xff\xfea", "damaged or holds binary data"),
    ],
)
def test_refuses_what_is_no_text(data, words):
    with pytest.raises(UnreadableFile, match=words):
        decode(data)


def test_a_control_character_or_two_in_a_text_are_let_through_to_be_found_in_their_row():
    data = b"URN,Unit\n" + b"00SA1,Cumbria\n" * 20 + b"00\x07SA2,Cumbria\x1a\n"
    assert decode(data).data == data
