"""The reconnect storm: the server dies, is started on the same folder and port, and everybody is back at once."""

import threading
import time
from typing import TYPE_CHECKING

from tests.load.samples import Figures, figures
from tests.load.stage import Scale, staged
from tests.load.target import GameTarget, Share, is_open

if TYPE_CHECKING:
    from tests.load.crowd import Return

PATIENCE_S = 60.0
SETTLE_S = 3.0
POLL_S = 0.005


def storm(scale: Scale) -> dict[str, Figures]:
    """Kill the server under 5,000 pages that press 2,000 times a second, and see how long they take to be back."""
    sockets, rate = scale.sockets(5000), scale.rate(2000)
    with staged(scale, tick_hz=4) as stage:
        target = stage.target
        assert isinstance(target, GameTarget)
        stage.fill(sockets)
        before = stage.play("before", rate=rate, active=sockets)
        stage.crew.tell("storm", rate=rate / stage.crew.count, patience_s=PATIENCE_S)
        time.sleep(0.2)
        killed_at = time.monotonic()
        target.kill()
        opened_at: list[float] = []
        watch = threading.Thread(target=_note_opening, args=(target.port, opened_at))
        watch.start()
        target.start()
        watch.join()
        share = Share(target.pid).begin()
        returns: list[Return] = stage.crew.hear()
        server, waited = share.end()
        row = figures([back.sample for back in returns], wanted=rate, server=server, waited=waited)
        back_at = sorted(at for back in returns for at in back.back_at)
        opened = opened_at[0] if opened_at else killed_at
        row.extra = {
            "s until it listens": opened - killed_at,
            "s from then until half are back": back_at[len(back_at) // 2] - opened,
            "s until all are": back_at[-1] - opened,
        }
        row.errors += sum(back.missing for back in returns)
        stage.tell("meanwhile", row)
        time.sleep(min(SETTLE_S, scale.measure_s))
        after = stage.play("after", rate=rate, active=sockets)
        return {"before": before, "meanwhile": row, "after": after}


def _note_opening(port: int, opened_at: list[float]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if is_open(port):
            opened_at.append(time.monotonic())
            return
        time.sleep(POLL_S)
