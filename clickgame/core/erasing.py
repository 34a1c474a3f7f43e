"""Taking the name of a player who is no more out of what others have a part in, and so stays."""

from clickgame.contract.seasons import ClosedSeason
from clickgame.core.openings import Opening, disowned
from clickgame.core.runs import Run


def runs_without(runs: dict[str, Run], player: str) -> dict[str, Run]:
    """Give *runs* by id without those of *player*, who is ahead in none of the others."""
    others = (run for run in runs.values() if run.player != player)
    return {run.id: run.alone if run.ahead == player else run for run in others}


def leave_seasons(closed: dict[tuple[str, str, int], ClosedSeason], player: str) -> None:
    """Let no season of *closed* name *player*."""
    for key, season in closed.items():
        if any(row.player == player for row in season.rows):
            closed[key] = season.without(player)


def leave_openings(openings: dict[str, Opening], player: str) -> None:
    """Let what *player* has opened be nobody's."""
    for name, opening in openings.items():
        if opening.owner == player:
            openings[name] = disowned(opening)
