"""A reader's connection to a dashboard without a browser: asks for runs, takes what is drawn."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect

WITHIN = 60  # seconds for one run


@dataclass(frozen=True)
class Visit:
    """What the server sent in one run. bytes: as it came over the connection."""

    messages: list[ForwardMsg]
    bytes: int

    def drawn(self) -> list[ForwardMsg]:
        """The messages that draw something."""
        return [m for m in self.messages if m.WhichOneof("type") == "delta"]

    def pages(self) -> dict[str, str]:
        """The path of each page of the navigation, and its title; the start page's path is ""."""
        (shown,) = (m.navigation for m in self.messages if m.WhichOneof("type") == "navigation")
        return {"" if p.is_default else p.url_pathname: p.page_name for p in shown.app_pages}


class Reader:
    """One reader's session."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection

    def run(self, path: str, *widgets: WidgetState) -> Visit:
        """Run a page ("unit?unit=…"), with widgets where they differ from how they start."""
        asked = BackMsg()
        page, _, query = path.partition("?")
        asked.rerun_script.page_name = page
        asked.rerun_script.query_string = query
        asked.rerun_script.widget_states.widgets.extend(widgets)
        self._connection.send(asked.SerializeToString())
        messages: list[ForwardMsg] = []
        received = 0
        while not messages or messages[-1].WhichOneof("type") != "script_finished":
            data = self._connection.recv(WITHIN)
            messages.append(ForwardMsg.FromString(data))
            received += len(data)
        assert messages[-1].script_finished == ForwardMsg.FINISHED_SUCCESSFULLY, path
        errors = [m.delta.new_element.exception.message for m in messages if _is_error(m)]
        assert not errors, f"{path or 'the start page'} shows an error: {errors[0]}"
        return Visit(messages, received)


def _is_error(message: ForwardMsg) -> bool:
    return message.delta.new_element.WhichOneof("type") == "exception"


@contextmanager
def reader(address: str) -> Iterator[Reader]:
    """A new session with the dashboard at an address."""
    stream = address.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(stream, origin=address, max_size=None, compression=None) as connection:
        yield Reader(connection)
