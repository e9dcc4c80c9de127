"""The frame that every request runs through; so far only the navigation."""

import streamlit as st


def _today() -> None:
    st.title("Today")
    st.write("There is nothing to show yet.")


def _upload() -> None:
    st.title("Upload")
    st.write("There is nothing to upload to yet.")


page = st.navigation(
    [
        st.Page(_today, title="Today", default=True),
        st.Page(_upload, title="Upload", url_path="upload"),
    ]
)
st.set_page_config(page_title=f"{page.title} – Area performance", layout="wide")
page.run()
