"""Where Chromium is on this machine. As a command: prints its path, or says how to get it.

Playwright's own download is not used: any Chromium of the machine will do.
"""

import os
import shutil
import sys
from pathlib import Path

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ON_MACOS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
MISSING = (
    "The tests in tests/browser need Chromium or Chrome, and there is none. Install either "
    "(on Debian: make chromium), or name the program in CHROMIUM."
)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    # No requests of the browser's own: the tests fail on any that is not to the dashboard.
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
READER = {"locale": "en-GB", "timezone_id": "Europe/London", "reduced_motion": "reduce"}


def chromium() -> str | None:
    """The path of the browser that CHROMIUM names, or else of the first that is found."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    found = (shutil.which(command) for command in COMMANDS)
    return next((path for path in found if path), None) or next(
        (path for path in ON_MACOS if Path(path).exists()), None
    )


if __name__ == "__main__":
    print(chromium() or sys.exit(MISSING))
