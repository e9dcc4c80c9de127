"""The frame that every request runs through: sign-in, the pages, the filters and what every page says."""

import streamlit as st

from access.claims import NotSignedIn
from access.roles import Action, Person
from extracts.errors import DashboardError
from pages import damage, data, newer, shared, sign_in_parts, signed_in

FIGURES: Action = "see figures"
# The file of each page, its title, and what somebody must be allowed to open it.
PAGES: list[tuple[str, str, Action]] = [
    ("today.py", "Today", FIGURES),
    ("legal_decision_quality.py", "Legal decision quality", FIGURES),
    ("charging_and_disclosure.py", "Charging and disclosure", FIGURES),
    ("victim_letters.py", "Victim letters", FIGURES),
    ("unit.py", "Unit", FIGURES),
    ("board.py", "Board", FIGURES),
    ("improvement_plan.py", "Improvement plan", FIGURES),
    ("how_it_is_counted.py", "How it is counted", FIGURES),
    ("upload.py", "Upload", "publish"),
    ("history.py", "History", "publish"),
    ("audit.py", "Audit", "see audit"),
]
# Pages of figures that are of the whole Area, whatever a reader would choose at the side.
OF_THE_AREA = ("Board", "Improvement plan")


def somebody() -> tuple[Person | None, DashboardError | None]:
    """Who it is, or why nobody."""
    try:
        return signed_in.person(), None
    except DashboardError as why:
        return None, why


def show(page: st.Page, who: Person | None, why: DashboardError | None) -> None:
    """The page, or sign-in in its place."""
    title = page.title
    if isinstance(why, NotSignedIn):
        title = "Sign in"
    elif who is not None and who.role is None:
        title = "No access"
    st.set_page_config(page_title=f"{title} – {data.settings().name}", layout="wide")
    shared.style()
    if isinstance(why, NotSignedIn):
        sign_in_parts.sign_in(why)
    elif why is not None:
        raise why
    elif who is not None and who.role is None:
        sign_in_parts.no_access(who)
    elif who is not None:
        action = {title: action for _, title, action in PAGES}[page.title]
        if action == FIGURES and page.title not in OF_THE_AREA:
            shared.filters()
        sign_in_parts.whoever(who)
        newer.watch()
        damage.notices()
        page.run()


# All pages are built and st.navigation is called on every run, whoever it is: a page that is left
# out would be a dialog over everything, and one that is hidden still asks for itself who may see it.
found, refusal = somebody()
current = st.navigation(
    [
        st.Page(
            file,
            title=title,
            default=n == 0,
            visibility="visible" if found and found.may(action) else "hidden",
        )
        for n, (file, title, action) in enumerate(PAGES)
    ]
)
try:
    show(current, found, refusal)
except DashboardError as said:
    damage.refused(said)
