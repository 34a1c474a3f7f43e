"""What operators have done about players and arenas, what players have reported, and what of it is in force.

A deed is a record that stays: undoing one is a deed, too, and is noted in the one that it undoes. Which sanctions are
in force follows from the deeds, so that nothing else has to be kept. *now* is always passed in (s, UTC).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from clickgame.contract.moderation import BAN, HIDE, MARK, RENAME, SANCTIONS, UNDO, UNRANK, Reported, Sanction
from clickgame.contract.refusals import ReportedAlready, TooManyReports

_Key = TypeVar("_Key")
_Record = TypeVar("_Record")

HOUR_S = 3600.0
_ALL = 1 << 62
_OFF = frozenset((HIDE, UNRANK))
_LASTING = SANCTIONS | {MARK}


@dataclass(frozen=True, slots=True)
class Deed:
    """The *number*-th deed, done by *operator* at *at* (s): *what* was done to *whom*, and *why*, by their keys.

    *whom* is a player's id, or an arena's name. A sanction ends at *until* (s, 0: when it is undone). *undone_by* is
    the number of the deed that undid it, 0 being none. *before* and *after* are the names that were changed; of a mark,
    the arena's name and what was seen (`fairplay/marks.py`).
    """

    number: int
    at: float
    operator: str
    what: str
    whom: str
    why: str
    until: float = 0.0
    before: str = ""
    after: str = ""
    undone_by: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """The *number*-th report: the player *by* reported *target*, which is a player or an arena by *of*, at *at* (s)."""

    number: int
    target: str
    of: str
    by: str
    why: str
    at: float


class Moderation:
    """The deeds and reports of one game; `banned`, `hidden` and `renamed` are players, and *off* who is on no board.

    *left_out* has, by the arena's name, who is on no board there.
    """

    def __init__(
        self,
        *,
        off: set[str] | None = None,
        left_out: defaultdict[str, set[str]] | None = None,
        reports_kept: int = _ALL,
        reports_per_h: int = _ALL,
        marks_kept: int = _ALL,
    ) -> None:
        """Start with none; a player makes *reports_per_h* an hour.

        Of reports the *reports_kept* newest stay, and of what programs have come to the *marks_kept* newest marks.
        """
        self.deeds: dict[int, Deed] = {}
        self.reports: dict[int, Report] = {}
        self.banned: dict[str, Deed] = {}
        self.hidden: set[str] = set()
        self.renamed: set[str] = set()
        """Those whom an operator has given a name, though they may have another one by now."""
        self.off: set[str] = set() if off is None else off
        self.left_out = defaultdict[str, set[str]](set) if left_out is None else left_out
        self.marks: dict[tuple[str, str], Deed] = {}
        """The marks that are in force, by player and arena."""
        self.newest = 0
        self._newest_report = 0
        self._kept = reports_kept
        self._per_h = reports_per_h
        self._marks_kept = marks_kept
        self._marked: dict[int, Deed] = {}
        self._of: defaultdict[str, dict[int, Deed]] = defaultdict(dict)
        self._in_force: defaultdict[str, dict[int, Deed]] = defaultdict(dict)
        self._on: defaultdict[str, dict[str, Report]] = defaultdict(dict)
        self._by: defaultdict[str, dict[int, Report]] = defaultdict(dict)

    def __eq__(self, other: object) -> bool:
        """Tell whether *other* has the same deeds and reports."""
        return isinstance(other, Moderation) and (self.deeds, self.reports) == (other.deeds, other.reports)

    __hash__ = None  # pyright: ignore[reportAssignmentType]  # it changes

    # Records

    def put(self, record: Deed | Report) -> list[str]:
        """Take in a deed or a report, in place of the one with its number; the oldest reports and marks leave.

        Gives the players for whom something else may be in force now.
        """
        if isinstance(record, Deed):
            return self._put_deed(record)
        self._put_report(record)
        return []

    def take(self, other: "Moderation") -> None:
        """Take in all that *other* has."""
        for record in (*other.deeds.values(), *other.reports.values()):
            self.put(record)

    def forget(self, whom: str) -> None:
        """Drop all that was done to a player or an arena that is no more, and all reports on it and by it."""
        marks = [number for number, deed in self._marked.items() if whom in (deed.whom, deed.before)]
        for number in {*self._of.get(whom, {}), *marks}:
            self._drop_deed(number)
        self._renew(whom)
        for report in [*self._on.get(whom, {}).values(), *self._by.get(whom, {}).values()]:
            self._drop(report)

    def expire(self, now: float) -> list[Deed]:
        """Let sanctions end that are over at *now*, and give them."""
        ended = [deed for deeds in self._in_force.values() for deed in deeds.values() if 0 < deed.until <= now]
        for deed in ended:
            self._release(deed)
        return ended

    # Deeds

    def in_force(self, player: str) -> list[Deed]:
        """List the sanctions on *player* that are in force, and the marks."""
        return list(self._in_force.get(player, {}).values())

    def sanction(self, player: str, what: str) -> Deed | None:
        """Give the sanction of that kind on *player* that is in force, if there is one."""
        return next((deed for deed in self.in_force(player) if deed.what == what), None)

    def is_in_force(self, deed: Deed) -> bool:
        """Tell whether *deed* is a sanction, or a mark, that is in force."""
        return deed.number in self._in_force.get(deed.whom, {})

    def of(self, whom: str = "") -> Iterator[Deed]:
        """Give the deeds done to *whom* ("": to anybody), the newest first."""
        deeds = self._of.get(whom, {}) if whom else self.deeds
        return (deeds[number] for number in sorted(deeds, reverse=True))

    # Reports

    def report(self, *, target: str, of: str, by: str, why: str, now: float) -> Report:
        """Take a report. Raises ReportedAlready and TooManyReports."""
        same = self._on.get(target, {}).get(by)
        if same is not None and same.at > self._settled_at(target):
            raise ReportedAlready
        if sum(report.at > now - HOUR_S for report in self._by.get(by, {}).values()) >= self._per_h:
            raise TooManyReports
        report = Report(self._newest_report + 1, target, of, by, why, now)
        self._put_report(report)
        return report

    def open_reports(self, target: str) -> list[Report]:
        """List the reports on *target* that have come since something was done about it."""
        settled_at = self._settled_at(target)
        return [report for report in self._on.get(target, {}).values() if report.at > settled_at]

    def reports_naming(self, player: str) -> list[Report]:
        """List the reports on *player*, and by *player*, as they came."""
        naming = {**{report.number: report for report in self._on.get(player, {}).values()}, **self._by.get(player, {})}
        return [naming[number] for number in sorted(naming)]

    def reported(self, *, most: int) -> list[Reported]:
        """List the *most* that are reported by most players, of equals the one that was last; names are left empty."""
        found = (self.open_reports(target) for target in self._on)
        tallies = [_tally(reports) for reports in found if reports]
        return sorted(tallies, key=lambda each: (each.reports, each.newest_at, each.target), reverse=True)[:most]

    # Inside

    def _put_deed(self, deed: Deed) -> list[str]:
        concerned = [deed.whom]
        old = self.deeds.get(deed.number)
        if old is not None:
            concerned.append(old.whom)
            self._marked.pop(old.number, None)
            _leave(self._of, old.whom, old.number)
            self._release(old)
        self.deeds[deed.number] = self._of[deed.whom][deed.number] = deed
        self.newest = max(self.newest, deed.number)
        if deed.what in _LASTING and not deed.undone_by:
            self._in_force[deed.whom][deed.number] = deed
            self._renew(deed.whom)
        if deed.what == MARK:
            self._marked[deed.number] = deed
            if len(self._marked) > self._marks_kept:
                oldest = self._marked[min(self._marked)]
                concerned.append(oldest.whom)
                for number in (oldest.number, oldest.undone_by):
                    self._drop_deed(number)
        return concerned

    def _drop_deed(self, number: int) -> None:
        deed = self.deeds.pop(number, None)
        if deed is None:
            return
        self._marked.pop(number, None)
        _leave(self._of, deed.whom, number)
        self._release(deed)

    def _put_report(self, report: Report) -> None:
        old = self._on.get(report.target, {}).get(report.by)
        if old is not None and old.number > report.number:
            return
        for one in (old, self.reports.get(report.number)):
            if one is not None:
                self._drop(one)
        self._newest_report = max(self._newest_report, report.number)
        self.reports[report.number] = self._by[report.by][report.number] = report
        self._on[report.target][report.by] = report
        if len(self.reports) > self._kept:
            self._drop(self.reports[min(self.reports)])

    def _drop(self, report: Report) -> None:
        if self.reports.pop(report.number, None) is None:
            return
        _leave(self._on, report.target, report.by)
        _leave(self._by, report.by, report.number)

    def _release(self, deed: Deed) -> None:
        """Let *deed* be in force no longer, if it was."""
        if self.is_in_force(deed):
            _leave(self._in_force, deed.whom, deed.number)
            if deed.what == MARK:
                self.marks.pop((deed.whom, deed.before), None)
                self.left_out[deed.before].discard(deed.whom)
            self._renew(deed.whom)

    def _renew(self, player: str) -> None:
        """Put *player* into the sets that the rules look at, and out of them."""
        in_force = self.in_force(player)
        deeds = {deed.what: deed for deed in in_force}
        for deed in in_force:
            if deed.what == MARK:
                self.marks[player, deed.before] = deed
                self.left_out[deed.before].add(player)
        if BAN in deeds:
            self.banned[player] = deeds[BAN]
        else:
            self.banned.pop(player, None)
        is_renamed = any(deed.what == RENAME and not deed.undone_by for deed in self._of.get(player, {}).values())
        is_off = not _OFF.isdisjoint(deeds)
        for players, is_in in ((self.hidden, HIDE in deeds), (self.renamed, is_renamed), (self.off, is_off)):
            if is_in:
                players.add(player)
            else:
                players.discard(player)

    def _settled_at(self, target: str) -> float:
        """Give up to when (s) the reports on *target* have been dealt with."""
        deeds = self._of.get(target, {}).values()
        return max((deed.at for deed in deeds if deed.what != UNDO and not deed.undone_by), default=0.0)


def sanction_of(deed: Deed) -> Sanction:
    """Give what the player is told of *deed*."""
    return Sanction(deed.what, deed.why, deed.until)


def gravest(deeds: Iterable[Deed]) -> Sanction | None:
    """Give the sanction of *deeds* that its player should know most, if there is one."""
    found = {deed.what: deed for deed in deeds}
    return next((sanction_of(found[what]) for what in (BAN, HIDE, UNRANK, RENAME) if what in found), None)


def _leave(index: dict[str, dict[_Key, _Record]], key: str, part: _Key) -> None:
    del index[key][part]
    if not index[key]:
        del index[key]


def _tally(reports: list[Report]) -> Reported:
    reasons = Counter(report.why for report in reports)
    newest_at = max(report.at for report in reports)
    return Reported(reports[0].of, reports[0].target, "", len(reports), dict(reasons), newest_at)
