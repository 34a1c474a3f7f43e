"""Why a player is off boards, as the own page draws it: sentences, and the gaps between presses beside people's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from clickgame.contract.fairplay import MarkRead

WIDTH, HEIGHT = 300, 100
"""Of the drawing: so many units for each bin, and for the most of all bins."""

PEOPLE = (
    1,
    8,
    10,
    17,
    22,
    34,
    44,
    63,
    94,
    100,
    87,
    66,
    61,
    66,
    55,
    40,
    34,
    25,
    19,
    18,
    19,
    19,
    17,
    14,
    11,
    9,
    7,
    5,
    3,
    16,
)
"""How many gaps of each length (10 ms a bin) people have to the commonest: those of `tests/fairplay/traces.py`."""

FOLLOWED = "You are on the boards again. Thank you for the second look."
NOT_FOLLOWED = "That was not the beat yet. Press when the ring meets the circle, as it speeds up and slows down."


@dataclass(frozen=True, slots=True)
class FairCard:
    """A mark as it is drawn; *beats* are times (ms) to follow now, and *verdict* is what came of the last try."""

    arena: str = ""
    title: str = ""
    reasons: tuple[str, ...] = ()
    outline: str = ""
    said: str = ""
    tries: int = 0
    beats: tuple[int, ...] = ()
    verdict: str = ""
    is_lifted: bool = False


def card_of(mark: MarkRead, *, beats: Sequence[int] = (), verdict: str = "") -> FairCard:
    """Give the card of *mark*."""
    return FairCard(
        mark.arena,
        mark.title,
        mark.reasons,
        outline_of(mark.bins),
        said_of(mark.bins, bin_ms=mark.bin_ms),
        mark.tries,
        tuple(beats),
        verdict,
    )


def lifted(card: FairCard) -> FairCard:
    """Give *card* once its mark is lifted."""
    return replace(card, beats=(), verdict=FOLLOWED, is_lifted=True)


def outline_of(bins: Sequence[int]) -> str:
    """Draw *bins* as columns that stand beside one another: the path of an SVG."""
    most, step = max(bins, default=0) or 1, WIDTH / max(1, len(bins))
    columns = [f"V{HEIGHT - count / most * HEIGHT:.1f}h{step:g}" for count in bins]
    return f"M0 {HEIGHT}{''.join(columns)}V{HEIGHT}Z"


def said_of(bins: Sequence[int], *, bin_ms: int, whose: str = "your") -> str:
    """Say in words what the columns show, which is *whose* gaps."""
    total = sum(bins)
    if not total:
        return "No gaps were told."
    most = max(range(len(bins)), key=bins.__getitem__)
    length = f"{most * bin_ms} to {(most + 1) * bin_ms}" if most < len(bins) - 1 else f"{most * bin_ms} and more"
    return f"{bins[most] / total:.0%} of {whose} gaps were {length} thousandths of a second long."
