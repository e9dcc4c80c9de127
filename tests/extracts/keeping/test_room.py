"""Is it known beforehand whether the disk has room?"""

import errno
import os
from collections import namedtuple

import pytest

from extracts.keeping.room import check_room

Usage = namedtuple("Usage", "free")


def test_where_there_is_room_nothing_is_left_behind(tmp_path):
    check_room(tmp_path, 1 << 20)
    assert list(tmp_path.iterdir()) == []


def test_more_than_any_disk_has_is_refused(tmp_path):
    with pytest.raises(OSError, match=r"No space left|too large") as refused:
        check_room(tmp_path, 1 << 60)
    assert refused.value.errno in (errno.ENOSPC, errno.EFBIG)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("free", "is_enough"), [(1 << 20, True), (1000, False)])
def test_where_no_file_can_be_reserved_the_disk_is_asked(free, is_enough, tmp_path, monkeypatch):
    monkeypatch.delattr(os, "posix_fallocate", raising=False)
    monkeypatch.setattr("extracts.keeping.room.disk_usage", lambda _: Usage(free))
    if is_enough:
        check_room(tmp_path, 1000)
    else:
        with pytest.raises(OSError, match="No space left"):
            check_room(tmp_path, 1000)
