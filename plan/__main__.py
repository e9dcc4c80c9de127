"""The command line: `python -m plan COMMAND`; `--help` lists the commands."""

import sys

if __name__ == "__main__":
    try:
        from plan.commands import plan
    except KeyboardInterrupt:  # to load what the commands need takes a second
        sys.exit("Stopped. Nothing was done.")
    plan(prog_name="python -m plan")
