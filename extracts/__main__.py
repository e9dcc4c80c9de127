"""The command line: `python -m extracts COMMAND`; `--help` lists the commands."""

import sys

if __name__ == "__main__":
    try:
        from extracts.commands.group import extracts
    except KeyboardInterrupt:  # to load what the commands need takes a second
        sys.exit("Stopped. Nothing was done.")
    extracts(prog_name="python -m extracts")
