"""Upload: drop files, check what they would change, publish them."""

import streamlit as st

from pages import parts, signed_in
from pages.upload_page import check_parts, files_parts, publish_parts, upload_state

person = signed_in.require("publish")
parts.header("Upload")
uploads = upload_state.uploads()
publish_parts.on_its_way(uploads)
news = st.container()
files_parts.files(uploads)
with news:
    publish_parts.outcomes(uploads)
checked = files_parts.checked(uploads)
if checked:
    st.header("2 Check", anchor=False)
    twice = upload_state.repeats(checked)
    for file, found in checked:
        check_parts.check(file, found, person, alone=len(checked) == 1, same=twice.get(file.id))
    publish_parts.publish(uploads, checked, person)
elif not uploads.files and not uploads.sent:
    files_parts.how()
