"""What the linters cannot say: words that the program must not use, and why."""

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("access", "charts", "extracts", "metrics", "packs", "pages", "plan", "server")
FILES = [ROOT / "dashboard.py", *(f for p in PACKAGES for f in sorted((ROOT / p).rglob("*.py")))]

RULES = {
    r"unsafe_allow_javascript\s*=": "scripts in a page would run as the reader",
    r"use_container_width\s*=": 'Streamlit drops it: width="stretch"',
    r"type=\"primary\"|\bst\.multiselect\(|\bst\.date_input\(": (
        "Streamlit writes white on the accent, which is 2.1:1 in the dark theme: "
        "a plain button, st.pills, or a list of months"
    ),
    r"page_icon=\":material": "the browser would fetch it from another machine",
    r"\.to_pyarrow_table\(": "the process may abort at its end: DeltaTable.scan()",
    r"^\s*except( Exception\b.*)?:": "a bug is not caught; a refusal is a DashboardError",
    r"country_holidays\(\"GB\"\)": 'without subdiv it lacks Easter Monday: subdiv="ENG"',
    r"\bto_datetime\((?![^)]*(format|unit)=)": "a date guessed is a date wrong: format=",
}


@pytest.mark.parametrize("pattern", RULES)
def test_the_program_does_not_use(pattern):
    texts = {file.relative_to(ROOT): file.read_text("utf-8") for file in FILES}
    found = [
        f"{file}:{text.count(chr(10), 0, hit.start()) + 1}: {RULES[pattern]}"
        for file, text in texts.items()
        for hit in re.finditer(pattern, text, re.MULTILINE)
    ]
    assert not found, "\n".join(found)


def test_no_page_hides_a_module():
    # While a page runs, pages/ is the first place where Python looks for a module.
    pages = {file.stem for file in (ROOT / "pages").glob("*.py")}
    assert not pages & (sys.stdlib_module_names | set(PACKAGES))


def test_the_server_is_small():
    assert len((ROOT / "dashboard.py").read_text("utf-8").splitlines()) <= 80
