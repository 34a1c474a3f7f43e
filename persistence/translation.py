"""Lines of another process's journal and snapshot as this version writes them; mostly they are so already."""

import json

from persistence import batch
from persistence.batch import Moment, decode_moment
from persistence.codec import Row
from persistence.files import FORMAT, Damaged
from persistence.frames import frame, unframe
from persistence.migrations import MIGRATIONS, Migrations, batch_of, rows_of


def batch_line(line: bytes, *, written: int, migrations: Migrations = MIGRATIONS) -> tuple[bytes, Moment]:
    """Give a batch's line, of the format *written*, in today's, and which batch it is. Raises Damaged."""
    text = unframe(line)
    if text is None:
        raise Damaged("came with a batch that is not whole")
    if written == FORMAT:
        try:
            return line, decode_moment(json.loads(b"[%b]" % b",".join(text[1:].split(b",", 3)[:3])))
        except (ValueError, TypeError):
            raise Damaged("came with a batch that makes no sense") from None
    moment, rows = batch_of(json.loads(text), written=written, migrations=migrations)
    told = batch.encode(",".join(map(_text, rows)), epoch=moment.epoch, seq=moment.seq, at=moment.at)
    return frame(told), moment


def record_lines(lines: list[bytes], *, written: int, migrations: Migrations = MIGRATIONS) -> list[bytes]:
    """Give the lines of records, of the format *written*, in today's. Raises Damaged."""
    texts = [unframe(line) for line in lines]
    if None in texts:
        raise Damaged("came with a record that is not whole")
    if written == FORMAT:
        return lines
    rows = (row for text in texts for row in rows_of(json.loads(text or b""), written=written, migrations=migrations))
    return [frame(_text(row)) for row in rows]


def _text(row: Row) -> str:
    return json.dumps(row, separators=(",", ":"))
