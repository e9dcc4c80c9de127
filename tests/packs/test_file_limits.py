"""12 measures, 11 units and 30 months: each file within its time and size."""

import time

import pytest

from packs.excel.sheets import to_xlsx
from packs.pdf.document import to_pdf
from packs.powerpoint.slides import to_pptx
from tests.packs import made

SECONDS, BYTES = 5, 3_000_000


@pytest.mark.parametrize("make", [to_pptx, to_pdf, to_xlsx])
def test_a_pack_of_the_usual_size_is_made_in_time_and_is_small_enough_to_send(make):
    pack = made.pack()
    assert (len(pack.rows), len(pack.rows[0].units), len(pack.rows[0].area.points)) == (12, 11, 30)
    began = time.process_time()  # of this process: other work on the machine does not count
    file = make(pack, made.ISSUED)
    assert time.process_time() - began < SECONDS
    assert len(file) < BYTES
