"""What a page shows to whom: the menu and the way in are tried in tests/browser/test_sign_in.py."""

import re
import time

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Element

from access import ended, noted
from access.audit import audit_log
from extracts.area import DEFAULT
from extracts.store import Store
from tests.pages.conftest import FRAME, WITHIN
from tests.pages.screen import shown, walk
from tests.pages.test_odd_stores import PAGES, PAPERS

URN = re.compile(rb"00SA\d{7}|\d\d[A-Z]{2}\d{7}")  # of the sample data, and real ones
VIEWERS = (
    "Your role is viewer; the cases behind a figure are for managers, analysts and administrators. "
    "Ask your administrator for the role if you need it."
)


@pytest.fixture(autouse=True)
def as_new():
    noted.forget()
    ended.forget()
    yield
    noted.forget()
    ended.forget()


@pytest.fixture
def by(quick):
    """Opens a page as somebody whose ID token has these claims."""

    def run(page: str = "today.py", hours: float = 0, **claims: object) -> AppTest:
        at = quick(AppTest.from_file(FRAME, default_timeout=WITHIN)).switch_page(page)
        at.user = {"is_logged_in": True, "iat": time.time() - hours * 3600} | claims
        at.run()
        assert not at.exception
        return at

    return run


def texts(at: AppTest) -> str:
    return "\n".join(e.value for e in (*at.main.markdown, *at.main.warning, *at.main.error))


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("page", ["today.py", "unit.py"])
def test_a_viewer_sees_figures_and_why_no_cases(page, by):
    at = by(page, email="a@b", roles=["viewer"])
    if page == "unit.py":
        at.sidebar.selectbox(key="unit").set_value("Western Magistrates Unit").run()

    assert VIEWERS in texts(at)
    assert not [d for d in at.main.dataframe if "URN" in d.value or "Days past due" in d.value]
    assert "rows as CSV" not in " ".join(b.label for b in at.main.get("download_button"))
    assert at.main.metric or at.main.table


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("page", [*PAGES, *PAPERS])
def test_no_page_sends_a_viewer_a_reference_of_a_case(page, by):
    def sent(at: AppTest) -> bool:
        elements = [e for e in walk(at.main) if isinstance(e, Element)]
        return any(URN.search(e.proto.SerializeToString()) for e in elements)

    assert not sent(by(page, email="a@b", roles=["viewer"]))
    assert sent(by(email="a@b", roles=["manager"]))  # or nothing would be found here at all


@pytest.mark.usefixtures("sample")
def test_the_files_and_lists_of_cases_are_of_the_managers_units(by, area_file, downloads):
    area_file(
        DEFAULT.read_text("utf-8").partition("\n[access]")[0]
        + '\n[[access.people]]\nemail = "a@b"\nrole = "manager"\n'
        'units = ["RASSO", "Southern Magistrates"]\n'
    )
    at = by(email="a@b")

    (cases,) = at.main.dataframe
    mine = {"North West Area RASSO Unit", "Southern Magistrates Unit"}
    assert set(cases.value["Unit"]) == mine
    ((_, _, _, file),) = (i for i in shown(at, downloads) if i[0] == "download_button")
    assert file.count("\n") == len(cases.value) + 1
    in_table = set(at.main.table[0].value["Unit"])
    assert len(in_table) > 5  # figures are of all
    another = by(email="else@b", roles=["manager"])
    assert set(another.main.dataframe[0].value["Unit"]) > mine


@pytest.mark.parametrize(
    ("page", "role", "words"),
    [
        ("upload.py", "viewer", "Your role is viewer; uploading, publishing and undoing is for"),
        ("history.py", "manager", "Your role is manager; uploading, publishing and undoing is for"),
        ("audit.py", "analyst", "Your role is analyst; the audit log is for administrators."),
    ],
)
def test_a_page_that_is_opened_directly_says_who_may(page, role, words, by, own_store):
    at = by(page, email="a@b", roles=[role])

    assert [e.value[: len(words)] for e in at.main.error] == [words]
    assert list(audit_log(Store(own_store))["what"]) == ["refused"]


def test_a_sign_in_that_has_ended_is_asked_for_again(by, own_store):
    at = by(hours=10.01, email="a@b", roles=["administrator"])

    assert [b.label for b in at.main.button] == ["Sign in"]
    assert "Your sign-in has ended: it is good for 10 hours." in texts(at)
    assert not at.sidebar.selectbox
    (event,) = audit_log(Store(own_store)).to_dict("records")
    assert (event["who"], event["what"]) == ("a@b", "sign-in failed")


def sign_out(at: AppTest) -> None:
    (button,) = (b for b in (*at.sidebar.button, *at.main.button) if b.label == "Sign out")
    button.click().run()


def test_a_sign_out_in_one_tab_refuses_the_next_click_in_another(by, own_store):
    mine = {"email": "a@b", "roles": ["analyst"], "sub": "17", "iat": time.time()}
    one, two, another = by(**mine), by("unit.py", **mine), by(**mine | {"sub": "18"})
    sign_out(one)
    for at in (two, another):
        at.sidebar.selectbox(key="period").set_value("12 months").run()

    assert [b.label for b in two.main.button] == ["Sign in"]
    assert "Your sign-in has ended: it was signed out, perhaps in another window." in texts(two)
    assert not two.sidebar.selectbox
    assert another.sidebar.selectbox
    log = audit_log(Store(own_store))
    assert list(log["what"]) == ["sign-in failed", "sign-out"]


@pytest.mark.parametrize("role", ["viewer", "none"])
def test_signing_out_ends_it_where_the_store_takes_nothing(role, by, own_store):
    own_store.mkdir()
    for table in ("sign-outs", "events"):
        (own_store / table).write_text("in the way")
    mine = {"email": "a@b", "roles": [role], "sub": "17", "iat": time.time()}
    at = by(**mine)
    sign_out(at)
    assert not at.exception
    assert [b.label for b in by(**mine).main.button] == ["Sign in"]


def test_nobody_and_somebody_without_a_role_see_nothing(by, quick):
    nobody = quick(AppTest.from_file(FRAME, default_timeout=WITHIN))
    nobody.user = {"is_logged_in": False}
    nobody.run()
    assert [b.label for b in nobody.main.button] == ["Sign in"]

    without = by(email="a`b@c", roles=["something"])
    assert [b.label for b in without.main.button] == ["Sign out"]
    assert "You are signed in as `a'b@c`, and have no role here" in texts(without)
    for at in (nobody, without):
        assert not at.sidebar.selectbox
        assert not at.main.metric
        assert "ask whoever looks after this dashboard" in texts(at)


def test_it_says_who_is_signed_in(by):
    at = by(email="a@b", roles=["analyst"])

    assert [c.value for c in at.sidebar.caption] == ["Signed in as `a@b`, analyst."]
    assert [b.label for b in at.sidebar.button] == ["Sign out"]


def test_it_says_that_nobody_signs_in(opened, monkeypatch):
    only_here = "Nobody signs in here: only this computer can open this dashboard."
    assert [c.value for c in opened().sidebar.caption] == [only_here]

    monkeypatch.setenv("DASHBOARD_WITHOUT_SIGN_IN", "viewer")
    at = opened()
    assert [c.value for c in at.sidebar.caption] == [
        "Nobody signs in here: whoever opens this dashboard may do what the role viewer may."
    ]
    assert not at.sidebar.button


@pytest.mark.usefixtures("sample")
def test_a_role_for_everybody_is_no_more_than_that(opened, monkeypatch):
    monkeypatch.setenv("DASHBOARD_WITHOUT_SIGN_IN", "viewer")

    assert VIEWERS in texts(opened())
    assert [e.value[:19] for e in opened("upload.py").main.error] == ["Your role is viewer"]


def test_settings_that_are_wrong_let_nobody_in(by, area_file):
    area_file('name = "An Area"\n[access]\nsign_in_hours = "ten"\n')
    at = by(email="a@b", roles=["administrator"])

    (said,) = (e.value for e in at.main.error)
    assert said == (
        "In the Area's settings, [access]: sign_in_hours should be a number above 0 and at most "
        "168."
    )
    assert not at.sidebar.selectbox
