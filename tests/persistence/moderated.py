"""What operators and those who report add to a game's records."""

from dataclasses import replace

from clickgame.contract.moderation import FAIR_PLAY, MACHINE, MARK
from clickgame.core.moderation import Deed, Moderation, Report
from clickgame.core.state import DEED, REPORT, Change


def moderate(kept: Moderation, name: str, by: str, *, at: float) -> list[Change]:
    """Have *by* report *name*, whom an operator hides then, and fair play marks; what was done before is undone.

    Give all of it.

    An operator's name needs escaping.
    """
    report = Report(max(kept.reports, default=0) + 1, name, "player", by, "name", at)
    deed = Deed(kept.newest + 1, at, "kim \u2028", "hide", name, "name", at + 9.5)
    undone = [replace(each, undone_by=deed.number) for each in kept.of() if not each.undone_by]
    mark = Deed(deed.number + 1, at, FAIR_PLAY, MARK, name, MACHINE, 0.0, "classic", "even steady/00ff/7")
    for record in (report, deed, mark, *undone):
        kept.put(record)
    return [Change(REPORT, report), *(Change(DEED, each) for each in (deed, mark, *undone))]
