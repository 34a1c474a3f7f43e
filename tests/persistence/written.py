"""A state written down row by row, so that states can be kept and compared."""

from clickgame.core.state import (
    CLOSED,
    DEED,
    EARNED,
    ENTRY,
    OPENING,
    PAST_DAYS,
    REPORT,
    RUN,
    STREAK,
    STUDY,
    Change,
    State,
    everything,
)
from persistence import codec

Written = dict[str, str]


def written(state: State) -> Written:
    """Write each player down with all scores, so that states can be kept and compared."""
    rows: Written = {}
    for name, player in state.players.items():
        streaks = [state.streaks[name]] if name in state.streaks else []
        earned = [state.earned[name]] if name in state.earned else []
        past = [state.past_days[name]] if name in state.past_days else []
        runs = [run for run in state.runs.values() if run.player == name]
        studies = [study for _, study in sorted(state.studies.of(name).items())]
        others = ((STREAK, streaks), (EARNED, earned), (PAST_DAYS, past), (RUN, runs), (STUDY, studies))
        of_player = everything([player], state.scores.get(name, {}).values(), others=others)
        rows[name] = "".join(map(codec.encode, of_player))
    if state.openings:
        rows["openings"] = "".join(codec.encode(Change(OPENING, opening)) for opening in state.openings.values())
    if state.feed.entries:
        rows["feed"] = "".join(codec.encode(Change(ENTRY, entry)) for _, entry in sorted(state.feed.entries.items()))
    for kind, records in ((DEED, state.moderation.deeds), (REPORT, state.moderation.reports)):
        if records:
            rows[kind] = "".join(codec.encode(Change(kind, record)) for _, record in sorted(records.items()))
    if state.closed:
        rows["closed"] = "".join(codec.encode(Change(CLOSED, season)) for season in state.closed.values())
    return rows
