"""What a run of chaos came to, and the table that tells it."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from statistics import median

from tests.crash.network import Figures, Held, TakenBack, Wrong


@dataclass(slots=True)
class ChaosFigures(Figures):
    """What a run came to: blows by kind, what was promised and not kept, and times in seconds.

    *again_s* has, by the kind of a blow, how long it took until all were answered again who had pressed. *ended* counts
    engines that the standby has ended, *away* how often a page was told that the engine is. What nobody has answered
    is *unsure*: it may have been done.
    """

    blows: Counter[str] = field(default_factory=Counter[str])
    again_s: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict[str, list[float]](list))
    faults: list[Wrong] = field(default_factory=list[Wrong])
    lost: int = 0
    doubled: int = 0
    renames: int = 0
    reactions: int = 0
    unsure: int = 0
    ended: int = 0
    away: int = 0
    last_s: float = 0.0
    right_s: float = 0.0

    @property
    def taken_back(self) -> int:
        """How often a page was told less than before."""
        return sum(isinstance(fault, TakenBack) for fault in self.faults)

    @property
    def held(self) -> int:
        """How often a page was held."""
        return sum(isinstance(fault, Held) for fault in self.faults)

    def __str__(self) -> str:
        """Give the table: blows by kind with how long nobody was answered, and what all came to."""
        lines = [f"{'blow':<22}{'times':>6}{'all answered again, P50':>26}{'max':>9}"]
        for kind, times in sorted(self.blows.items()):
            took = self.again_s.get(kind)
            told = f"{median(took):>24.2f} s{max(took):>7.2f} s" if took else f"{'-':>26}{'-':>9}"
            lines.append(f"{kind:<22}{times:>6}{told}")
        others = len(self.faults) - self.taken_back - self.held
        lines += [
            f"{self.players} players, {self.page_loads} page loads, {self.presses} presses in {self.lasted_s:.0f} s",
            f"lost {self.lost}, doubled {self.doubled}, taken back {self.taken_back}, held {self.held}, else {others}",
            f"{self.renames} renames and {self.reactions} reactions answered and there; {self.unsure} unanswered",
            f"pages told that the engine is away: {self.away}; engines ended by the standby: {self.ended}",
            f"presses made last, in an outage: all answered {self.last_s:.2f} s after it began",
            f"boards and presence right at both gateways within {self.right_s:.2f} s",
        ]
        return "\n".join([*lines, *(f"\nFAULT: {fault}" for fault in self.faults[:3])])
