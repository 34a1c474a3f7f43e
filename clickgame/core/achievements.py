"""What a run can be celebrated for: one line an achievement, shown and celebrated by the page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Achievement:
    """A milestone of one run, reached when the running score comes to *at* presses."""

    key: str
    title: str
    text: str
    at: int


ACHIEVEMENTS = (
    Achievement("warm", "Warmed up", "10 presses in one run", 10),
    Achievement("fifty", "Half a hundred", "50 presses in one run", 50),
    Achievement("century", "Century", "100 presses in one run", 100),
    Achievement("steady", "Steady hand", "250 presses in one run", 250),
    Achievement("drummer", "Drummer", "500 presses in one run", 500),
    Achievement("grand", "Grand", "1,000 presses in one run", 1_000),
    Achievement("marathon", "Marathon", "2,500 presses in one run", 2_500),
    Achievement("machine", "Clockwork", "5,000 presses in one run", 5_000),
    Achievement("myriad", "Myriad", "10,000 presses in one run", 10_000),
    Achievement("legend", "Legend", "50,000 presses in one run", 50_000),
)
