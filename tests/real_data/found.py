"""Where the real data is: this folder, or that of REAL_DATA_DIR; files plain or packed."""

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
FOLDER = Path(os.environ.get("REAL_DATA_DIR") or HERE)


def files(pattern: str) -> list[Path]:
    """The files of a pattern such as "*/months/*.csv", packed or not, by name."""
    found = [*FOLDER.glob(pattern), *FOLDER.glob(f"{pattern}.gz")]
    return sorted(found, key=lambda p: (p.parent, p.name))


def needs(files: list[Path]) -> pytest.MarkDecorator:
    """A mark for tests of data that another folder may lack."""
    return pytest.mark.skipif(not files, reason="the folder of real data has no such files")


def name(path: Path) -> str:
    """The name of a file as its source has it."""
    return path.name.removesuffix(".gz")


def reference(path: Path) -> Any:
    """The reference answers in a JSON file, packed or not."""
    packed = path.with_name(f"{path.name}.gz")
    if packed.exists():
        return json.loads(gzip.decompress(packed.read_bytes()))
    return json.loads(path.read_text("utf-8"))
