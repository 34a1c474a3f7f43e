"""Lines that come from another process: as they are, brought up from an older format, or refused."""

import json

import pytest

from persistence.batch import Moment
from persistence.files import FORMAT, Damaged
from persistence.frames import frame, unframe
from persistence.translation import batch_line, record_lines

BATCH = '[4,981,1763724000.5,[["p","ann","key, with [a] comma","Ann",1.0]]]'


def test_a_batch_of_today_s_format_stays_as_it_is() -> None:
    line = frame(BATCH)
    assert batch_line(line, written=FORMAT) == (line, Moment(4, 981, 1763724000.5))


@pytest.mark.parametrize(
    "line", [b"", frame(BATCH)[:-2], frame("{}"), frame('[4,"x",1.0,[]]'), frame("[4]"), frame("[")]
)
def test_what_is_no_whole_batch_is_refused(line: bytes) -> None:
    with pytest.raises(Damaged):
        batch_line(line, written=FORMAT)


def test_a_batch_of_an_older_format_is_brought_up() -> None:
    line, moment = batch_line(frame('[4,981,5.5,[["d","ann",1,2],["p","ann"]]]'), written=3)
    assert moment == Moment(4, 981, 5.5)
    assert json.loads(unframe(line) or b"") == [4, 981, 5.5, [["d", "ann", 1, 2, 0.0, 0], ["p", "ann"]]]
    assert batch_line(line, written=FORMAT) == (line, moment)


def test_records_stay_as_they_are_or_are_brought_up_from_an_older_format() -> None:
    lines = [frame('["p","ann"]'), frame('["d","ann",1,2]')]
    assert record_lines(lines, written=FORMAT) is lines
    assert record_lines(lines, written=3) == [lines[0], frame('["d","ann",1,2,0.0,0]')]


def test_a_record_that_is_not_whole_is_refused() -> None:
    with pytest.raises(Damaged):
        record_lines([frame('["p","ann"]'), b"oops"], written=FORMAT)
