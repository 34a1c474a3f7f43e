"""All records that are about one player, for whoever wants to read what is kept.

What is others' is left out: their lines of a season that is over, their answers to an entry of the feed, and who they
are that reported the player, or did something about the player. A test
holds it to the kinds of records that there are."""

from collections.abc import Iterator
from dataclasses import replace

from clickgame.core.recorded import Recorded
from clickgame.core.state import CLOSED, DEED, EARNED, ENTRY, PAST_DAYS, REPORT, RUN, STREAK, STUDY, Change, everything


def about(game: Recorded, player: str) -> Iterator[Change]:
    """Give what *game* has about *player*, in the order of a snapshot. Raises UnknownPlayer."""
    roster = game.roster
    known = roster.player(player)
    scores = [arena.scores[player] for arena in game.places.arenas.values() if player in arena.scores]
    reports = game.moderation.reports_naming(player)
    others = (
        (STREAK, [roster.streaks[player]] if player in roster.streaks else []),
        (EARNED, [roster.earned[player]] if player in roster.earned else []),
        (PAST_DAYS, [roster.past_days[player]] if player in roster.past_days else []),
        (CLOSED, [season.of(player) for season in game.closed.naming(player)]),
        (RUN, game.runs.all_of(player)),
        (ENTRY, [replace(entry, reactions=_own(entry.reactions, player)) for entry in game.feed.naming(player)]),
        (DEED, [replace(deed, operator="") for deed in reversed([*game.moderation.of(player)])]),
        (REPORT, [report if report.by == player else replace(report, by="") for report in reports]),
        (STUDY, game.studies.of(player).values()),
    )
    return everything([known], scores, openings=game.places.openings.of(player), others=others)


def _own(reactions: dict[str, str], player: str) -> dict[str, str]:
    return {player: reactions[player]} if player in reactions else {}
