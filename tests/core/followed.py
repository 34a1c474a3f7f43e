"""Records that are kept up to date with changes, as a journal does it."""

import pickle
from typing import Any

from clickgame.core.records import Records
from clickgame.core.scores import Page, Score
from clickgame.core.state import CLOSED, DAYS, EARNED, FORGOTTEN, PAST_DAYS, PLAYER, SCORE, STREAK, Change


def follow(records: Records, change: Change) -> None:
    """Put a copy of *change* into *records*, with what of it goes into a journal."""
    kind, record, page = pickle.loads(pickle.dumps(change))  # noqa: S301  # made a line above
    puts: Any = {
        PLAYER: records.put_player,
        FORGOTTEN: records.forget,
        CLOSED: records.put_closed,
        EARNED: records.put_earned,
        PAST_DAYS: records.put_past_days,
        STREAK: records.put_streak,
    }
    if kind in puts:
        puts[kind](record)
        return
    assert isinstance(record, Score)
    if kind == DAYS:
        records.put_days(record.key, record.dates())
        return
    record.told = ()
    record.pages = {name: Page(entry.count, entry.at) for name, entry in record.pages.items()}
    entry = record.pages.get(page)
    if kind == SCORE:
        records.put_score(record)
    else:
        record.pages = {}
        records.put_heard(record, page, entry)
