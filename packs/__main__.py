"""The command line: `python -m packs COMMAND`; `--help` lists the commands."""

import sys

if __name__ == "__main__":
    try:
        from packs.commands import packs
    except KeyboardInterrupt:  # to load what the commands need takes a second
        sys.exit("Stopped. Nothing was done.")
    packs(prog_name="python -m packs")
