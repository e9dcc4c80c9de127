"""Upload: drop files, check what they would change, publish them."""

import streamlit as st

from pages import (
    parts,
    signed_in,
    upload_check_parts,
    upload_files_parts,
    upload_publish_parts,
    upload_state,
)

person = signed_in.require("publish")
parts.header("Upload")
uploads = upload_state.uploads()
upload_publish_parts.on_its_way(uploads)
news = st.container()
upload_files_parts.files(uploads)
with news:
    upload_publish_parts.outcomes(uploads)
checked = upload_files_parts.checked(uploads)
if checked:
    st.header("2 Check", anchor=False)
    for file, found in checked:
        upload_check_parts.check(file, found, person, alone=len(checked) == 1)
    upload_publish_parts.publish(uploads, checked, person)
elif not uploads.files and not uploads.sent:
    upload_files_parts.how()
