"""Stand by on another host: copy the game from the shared log into a folder of one's own, and own it when it is free.

Only a log that remembers the owner can say that it is gone: it is silent for as long as a lease, or has said that it
leaves, or is whoever had this very folder before. Where the log remembers nobody, the game is begun by whoever was told
to be the engine, or has seen the owner's folder become free; else by whoever is told to accept an older game.
"""

import asyncio
import json
import logging
import secrets
import time
from collections.abc import Callable

from clickgame.launch.copying import LOOK_S, Copying
from clickgame.launch.lag import Lag
from clickgame.launch.shared_log import LEFT, NOTHING, Asked, Entry, LogLost, Ownership, Seen, SharedLog, is_later
from clickgame.settings import Settings
from persistence.batch import decode_moment
from persistence.errors import DiskTrouble, FolderInUse, FormatNewer
from persistence.files import FORMAT, Damaged
from persistence.frames import unframe
from persistence.translation import batch_line, record_lines

SYNC_S = 0.25  # how often what was copied is forced to disk, and the log told so
GAP_S = 0.25  # the longest time between two looks that counts as one in which the owner was silent
WHOLE_S = 10.0  # without a part of it, until another whole is asked for
TOLD_S = 60.0  # between two lines of the log about what keeps us from owning the game
OWNER = "log.owner"
"""The file that tells as whom the owner of a folder owns the game in the log."""

logger = logging.getLogger(__name__)


class Lease:
    """How long an owner has been silent, for whoever looks again and again; *patience_s* is how long it may be.

    Only time in which there were looks counts: whoever was stopped, or cut off, knows nothing of the owner.
    """

    def __init__(self, *, patience_s: float) -> None:
        """Have seen nothing yet."""
        self._patience_s = patience_s
        self._beat: tuple[Ownership | None, str] | None = None
        self._looked_at = 0.0
        self._silent_s = 0.0

    def look(self, seen: Seen, now: float) -> bool:
        """Look at what was *seen* at *now* (s); tell whether the lease is over."""
        since, self._looked_at = self._looked_at, now
        beat = seen.ownership, seen.beat
        if beat != self._beat:
            self._beat, self._silent_s = beat, 0.0
        else:
            self._silent_s += min(now - since, GAP_S)
        return (seen.ownership is not None and seen.beat == LEFT) or self._silent_s >= self._patience_s

    def lose(self) -> None:
        """Begin anew: nothing could be seen."""
        self._beat = None


class Replica:
    """Whoever stands by, with a copy of the game in *copying*; *may_begin* a game of which *log* remembers nobody."""

    def __init__(
        self, settings: Settings, log: SharedLog, copying: Copying, *, may_begin: bool, lag: Lag | None = None
    ) -> None:
        """Have looked at nothing yet; the *lag* is over each time that all there is is here."""
        self._lag = lag or Lag()
        self._settings, self._log, self._copying = settings, log, copying
        self._may_begin = may_begin
        self._is_forced = settings.accept_older == "yes"
        self._name, self._kept = secrets.token_hex(8), NOTHING
        self._asks, self._taken, self._upto = "", 0, ""
        self._synced_at = self._part_at = 0.0
        self._told_at = -TOLD_S
        self._lease = Lease(patience_s=settings.lease_s)
        self._before = ""

    async def own(self, begin: Callable[[Ownership, str], None]) -> None:
        """Copy the game until it is ours; call *begin* then, at once, with as what, and with its last batch.

        Raises what keeps us from standing by at all.
        """
        copying, mark = self._copying, self._settings.data_dir / OWNER
        if mark.exists():
            self._before = mark.read_text(encoding="ascii", errors="replace")
        await copying.open()
        try:
            while (ours := await self._look()) is None:  # noqa: ASYNC110  # it tells nobody
                await asyncio.sleep(LOOK_S)
            begin(ours, copying.name)
        finally:
            await copying.stop()
        await copying.close(epoch_least=ours.epoch)
        mark.write_text(ours.owner, encoding="ascii")

    async def _look(self) -> Ownership | None:
        """Look at the log once, and copy what is new; give our ownership where it is ours now."""
        now = time.monotonic()
        try:
            seen = await self._log.look(Asked(self._name, self._kept, self._copying.name, self._asks, self._taken))
        except LogLost:
            self._lease.lose()
            return None
        is_free = self._lease.look(seen, now) or self._was_ours(seen)
        if not seen.has_seat:
            self._say("another one stands by already")
        elif seen.ownership is not None:
            self._check(seen.ownership)
            try:
                await self._copy(seen, seen.ownership, now)
            except DiskTrouble as trouble:
                if self._copying.is_settling:  # what is half written there cannot be mended but by a start
                    raise
                self._say(str(trouble))
                self._copying.drop()
                self._taken = -1  # no part of that whole is the next any more; after a while it is asked for anew
                return None
        return await self._claim(seen) if is_free and not seen.entries else None

    def _was_ours(self, seen: Seen) -> bool:
        """Tell whether the owner is whoever had our folder before: it is gone, since the lock is ours."""
        return seen.ownership is not None and seen.ownership.owner == self._before

    def _check(self, ownership: Ownership) -> None:
        """See that it is our game, and that we can read it. Raises FolderInUse, FormatNewer."""
        if ownership.format > FORMAT:
            raise FormatNewer(f"the owner of the game writes format {ownership.format}, and this one reads {FORMAT}")
        if self._copying.game and ownership.game not in {"", self._copying.game}:
            raise FolderInUse(
                f"the data folder {self._settings.data_dir} has another game than the one that is to be stood by for: "
                "give the standby an empty folder, or one with a copy of that game"
            )

    # To own it

    async def _claim(self, seen: Seen) -> Ownership | None:
        ownership, is_forced = seen.ownership, self._is_forced
        if ownership is None and not (self._may_begin or is_forced):
            self._say("no owner is known, and only whoever is told to be the engine begins the game")
            return None
        if ownership is not None and not self._copying.game:
            self._say("the owner is silent, and nothing of its game is here")
            return None
        is_older = bool(self._asks) or (ownership is not None and is_later(seen.last, self._copying.name))
        if is_older and not is_forced:
            self._say("the owner is silent, and some of what it has answered is not here: CLICKGAME_ACCEPT_OLDER=yes")
            return None
        self._copying.drop()
        epoch = 1 + max(self._copying.epoch, ownership.epoch if ownership else 0)
        ours = Ownership(secrets.token_hex(8), epoch, self._copying.game, FORMAT)
        try:
            is_ours = await self._log.claim(seen, ours, last=self._copying.name, is_forced=is_forced)
        except LogLost:
            return None
        return ours if is_ours else None

    # To copy it

    async def _copy(self, seen: Seen, ownership: Ownership, now: float) -> None:
        """Copy what is new, or ask for the whole where that is not what comes next. Raises DiskTrouble."""
        copying = self._copying
        if not ownership.game:
            return  # it is only beginning
        if not self._asks and not copying.has_game:
            self._ask("nothing of it is here", now)
        try:
            self._take_all(seen, ownership, now)
        except (Damaged, ValueError, KeyError) as damage:
            self._ask(f"what has come {damage}", now)
        if not self._asks and not seen.entries and is_later(seen.last, copying.name):
            self._ask("the newest batches are missing", now)
        elif self._asks and now - self._part_at > WHOLE_S:
            self._ask("it did not come", now)
        if self._upto and not is_later(self._upto, copying.name):
            await copying.publish()
            self._asks = self._upto = ""
            logger.info("the whole game has come")
        if not self._asks and not is_later(seen.last, copying.name):
            self._lag.end()
        if not self._asks and now - self._synced_at >= SYNC_S:
            await self._sync(now)

    async def _sync(self, now: float) -> None:
        """Have the log know what is on disk here. Raises DiskTrouble."""
        self._synced_at, name = now, self._copying.name
        await self._copying.sync()
        self._kept = name

    def _take_all(self, seen: Seen, ownership: Ownership, now: float) -> None:
        """Copy what is new, as far as it can be. Raises Damaged, ValueError, KeyError, DiskTrouble."""
        for number, part in seen.parts:
            if number == self._taken + 1:
                self._take_part(part, ownership)
                self._part_at = now
        if not self._asks or self._copying.is_coming:
            for entry in seen.entries:
                self._take(entry, ownership)

    def _take(self, entry: Entry, ownership: Ownership) -> None:
        """Copy a batch. Raises Damaged where it is not the one that comes next, and DiskTrouble."""
        if not is_later(entry.name, self._copying.name):
            return
        if entry.before != self._copying.name:
            raise Damaged("is not what comes next")
        line, moment = batch_line(entry.line, written=ownership.format)
        self._copying.put(line, moment)

    def _take_part(self, part: bytes, ownership: Ownership) -> None:
        """Take in a part of the whole. Raises Damaged, DiskTrouble."""
        lines = part.splitlines(keepends=True)
        if self._taken == 0:
            facts = json.loads(unframe(lines.pop(0)) or b"")
            last = decode_moment(facts["last"])
            self._copying.begin_whole(ownership.game, epoch=facts["epoch"], last=last)
        if lines and (text := unframe(lines[-1])) and text.startswith(b"{"):
            self._upto = json.loads(text)["upto"]
            del lines[-1]
        self._copying.add(record_lines(lines, written=ownership.format))
        self._taken += 1

    def _ask(self, why: str, now: float) -> None:
        """Ask for the whole."""
        logger.info("the whole game is asked for: %s", why)
        self._copying.drop()
        self._asks, self._taken, self._upto, self._part_at = secrets.token_hex(8), 0, "", now

    def _say(self, what: str) -> None:
        now = time.monotonic()
        if now - self._told_at >= TOLD_S:
            self._told_at = now
            logger.warning("standby_waits: %s", what)
