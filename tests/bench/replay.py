"""A bare Streamlit app that draws what the dashboard drew, ready made: the least that a page costs.

Run by Streamlit, not imported. REPLAYED names a folder with pages.json (path -> title) and, for
each path, a file of messages, each after four bytes of its length.
"""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import streamlit as st
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner_utils.script_run_context import enqueue_message

FOLDER = Path(os.environ["REPLAYED"])
MAIN = 0  # the first number of the path of what is drawn in the page, not in its frame


@st.cache_resource
def kept(path: str) -> bytes:
    return (FOLDER / f"{path or 'start'}.bin").read_bytes()


def messages(path: str) -> Iterator[ForwardMsg]:
    data, at = kept(path), 0
    while at < len(data):
        end = at + 4 + int.from_bytes(data[at : at + 4], "big")
        yield ForwardMsg.FromString(data[at + 4 : end])
        at = end


def draw(path: str, *, frame: bool) -> None:
    for message in messages(path):
        if (message.metadata.delta_path[0] != MAIN) == frame:
            enqueue_message(message)


def drawing(path: str) -> Callable[[], None]:
    def page() -> None:
        draw(path, frame=False)

    return page


titles: dict[str, str] = json.loads((FOLDER / "pages.json").read_text("utf-8"))
paths = {title: path for path, title in titles.items()}
current = st.navigation(
    [
        st.Page(drawing(path), title=title, url_path=path, default=not path)
        for path, title in titles.items()
    ]
)
st.set_page_config(page_title=current.title, layout="wide")
draw(paths[current.title], frame=True)
current.run()
