"""What the inbox says: one line an event, with its time; a trouble once, until it is over."""

from collections.abc import Callable
from datetime import UTC, datetime


class Log:
    """Lines for whoever keeps them, such as a service manager."""

    def __init__(self, write: Callable[[str], None], now: Callable[[], datetime]) -> None:
        """write: takes a line without its end. now: the time, with its zone."""
        self._write = write
        self._now = now
        self._said: set[str] = set()

    def event(self, text: str) -> None:
        """Say what happened."""
        line = "".join(c if c.isprintable() else "?" for c in " ".join(text.split()))
        self._write(f"{self._now().astimezone(UTC):%Y-%m-%dT%H:%M:%SZ} {line}")

    def trouble(self, about: str, text: str) -> None:
        """Say what does not go, unless it was said of the same thing and is not over."""
        if about not in self._said:
            self._said.add(about)
            self.event(text)

    def over(self, about: str, text: str = "") -> None:
        """What begins so is no trouble any more: say that, if it was said and there are words."""
        ended = {said for said in self._said if said.startswith(about)}
        self._said -= ended
        if ended and text:
            self.event(text)
