"""Players who do not come back are forgotten: after a while, or after a longer one if they had more than a glance.

Who has passed a lesson had more than a glance, however seldom the button was pressed.

Nothing is kept in order for that. All players are gone through again and again, a few at each look, so that a look
costs the same however many there are, and a round takes hours. *now* is passed in (s, UTC)."""

from collections.abc import Collection, Iterator

from clickgame.core.arena import Arena
from clickgame.core.days import PastDays, presses_on_last_day
from clickgame.core.learning import Studies
from clickgame.core.periods import DAY_S
from clickgame.core.players import Player
from clickgame.core.roster import Roster
from clickgame.core.rules import Rules
from clickgame.core.scores import Score

FORGOTTEN_AT_ONCE = 4  # each may take some milliseconds, where many runs and seasons are kept


class Absence:
    """Finds in *roster* who has been away for too long, by the scores in *arenas* and by *studies*."""

    def __init__(self, rules: Rules, roster: Roster, arenas: dict[str, Arena], studies: Studies, *, now: float) -> None:
        """Start at *now*; for a while nobody is found who may be on the way back."""
        self._rules = rules
        self._roster = roster
        self._arenas = arenas
        self._studies = studies
        self._begins_at = now + rules.silence_s
        self._round: Iterator[Player] | None = None

    def due(self, now: float, *, most: int) -> list[str]:
        """Look at *most* players, and name a few who are to be forgotten."""
        if now < self._begins_at:
            return []
        self._round = self._round or self._roster.players.walk()
        due: list[str] = []
        for _ in range(most):
            player = next(self._round, None)
            if player is None:
                self._round = None
                break
            if self._is_due(player, now):
                due.append(player.id)
                if len(due) == FORGOTTEN_AT_ONCE:
                    break
        return due

    def _is_due(self, player: Player, now: float) -> bool:
        rules = self._rules
        shortest_s = min(rules.glance_age_s, rules.absent_age_s)
        if now - player.seen_at < shortest_s or self._roster.is_here(player.id) or player.id in self._roster.guests:
            return False
        scores = [arena.scores[player.id] for arena in self._arenas.values() if player.id in arena.scores]
        days = self._roster.past_days.get(player.id, PastDays(player.id))
        last_day_at = days.pairs[-2] * DAY_S if days.pairs else 0.0
        checked = (study.checked_at for study in self._studies.of(player.id).values())
        seen_at = max(player.seen_at, last_day_at, *(score.pressed_at for score in scores), *checked)
        has_glanced = _pressed(scores, days) <= rules.glance_presses and not self._studies.passed(player.id)
        return now - seen_at >= (shortest_s if has_glanced else rules.absent_age_s)


def _pressed(scores: Collection[Score], days: PastDays) -> int:
    """Give how often somebody has pressed, as far as it is known: by day also in arenas that are closed."""
    in_arenas = sum(score.total for score in scores)
    by_day = sum(days.pairs[1::2]) + sum(map(presses_on_last_day, scores))
    return max(in_arenas, by_day)
