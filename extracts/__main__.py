"""The command line: python -m extracts check | load | history | undo | template."""

from extracts.command import extracts

if __name__ == "__main__":
    extracts(prog_name="python -m extracts")
