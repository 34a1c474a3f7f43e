"""Limits of the vitals, and the history of what was beyond them and of who set them."""

import logging
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, cast

from clickgame.contract.ops import BACK, NAME_LONGEST, OVER, SET, Alarm, LimitInvalid, Noted, UnknownVital
from clickgame.gateway.vitals import VITALS, Point

HISTORY_KEPT = 100
LIMIT_MOST = 1e9
AT_MOST = 1e11  # some three thousand years

logger = logging.getLogger(__name__)


class Alarms:
    """The limits as they are set, which of them are exceeded, and what happened."""

    def __init__(self, *, wall: Callable[[], float]) -> None:
        """Start with the table's limits; *wall* tells seconds, UTC."""
        self._wall = wall
        self._noted: Noted | None = None
        self.limits = {vital.key: vital.limit for vital in VITALS}
        self.over: set[str] = set()
        self.history: deque[Alarm] = deque(maxlen=HISTORY_KEPT)
        """What happened, the last first."""

    def keep_in(self, noted: Noted) -> None:
        """Go on from what is *noted*, as far as it makes sense, and note all that happens. Raises OSError."""
        told = noted.read()
        limits, history = told.get("limits"), told.get("history")
        for key, limit in cast("dict[str, object]", limits).items() if isinstance(limits, dict) else ():
            if key in self.limits and (chosen := _limit_in(limit)) is not None:
                self.limits[key] = chosen
        for row in cast("list[object]", history)[:HISTORY_KEPT] if isinstance(history, list) else ():
            if (alarm := _alarm_of(row)) is not None:
                self.history.append(alarm)
        self._noted = noted

    def judge(self, point: Point) -> None:
        """See which limits a *point* exceeds, and note where that is news."""
        happened = list[Alarm]()
        for vital, value in zip(VITALS, point, strict=True):
            limit = self.limits[vital.key]
            is_over = limit > 0 and value > limit
            if is_over != (vital.key in self.over):
                self.over ^= {vital.key}
                happened.append(Alarm(self._wall(), OVER if is_over else BACK, vital.key, round(value, 1), ""))
                if is_over:
                    logger.warning("%s: %.1f %s, beyond the limit of %g", vital.title, value, vital.unit, limit)
        self._note(happened)

    def limit(self, key: object, limit: object, *, by: object) -> None:
        """Set the limit of a vital, 0 being none. Raises UnknownVital or LimitInvalid."""
        if not isinstance(key, str) or key not in self.limits:
            raise UnknownVital
        chosen = _limit_in(limit)
        if chosen is None:
            raise LimitInvalid
        self.limits[key] = chosen
        name = " ".join(by.split())[:NAME_LONGEST] if isinstance(by, str) else ""
        self._note([Alarm(self._wall(), SET, key, self.limits[key], name)])

    def _note(self, happened: Sequence[Alarm]) -> None:
        if not happened:
            return
        self.history.extendleft(happened)
        if self._noted is None:
            return
        told: dict[str, Any] = {"limits": self.limits, "history": [list(alarm) for alarm in self.history]}
        try:
            self._noted.write(told)
        except OSError as problem:
            logger.warning("the limits and their history are not kept: %s", problem)


def _limit_in(told: object) -> float | None:
    """Read a limit, also as somebody typed it; None where it is none."""
    if isinstance(told, str):
        try:
            told = float(told.strip() or "0") if len(told) <= NAME_LONGEST else None
        except ValueError:
            return None
    # What is no number, or has no end, is not between the two.
    if isinstance(told, (int, float)) and not isinstance(told, bool) and 0 <= told <= LIMIT_MOST:
        return float(told)
    return None


def _alarm_of(row: object) -> Alarm | None:
    kinds = ((int, float), str, str, (int, float), str)
    if not isinstance(row, list) or len(cast("list[object]", row)) != len(kinds):
        return None
    parts = cast("list[Any]", row)
    if not all(isinstance(part, kind) for part, kind in zip(parts, kinds, strict=True)):
        return None
    alarm = Alarm(*parts)
    is_known = alarm.what in (OVER, BACK, SET) and any(vital.key == alarm.vital for vital in VITALS)
    return alarm if is_known and 0 <= alarm.at <= AT_MOST and 0 <= alarm.value <= LIMIT_MOST else None
