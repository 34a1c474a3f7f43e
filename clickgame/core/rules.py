"""The numbers that the rules work with; the settings fill them in."""

from dataclasses import dataclass, field, fields


@dataclass(frozen=True, slots=True)
class Rules:
    """Limits in presses, times in seconds; `settings.py` says what each is for."""

    throttle_presses: int = 50
    throttle_window_s: float = 1.0
    hold_s: float = 60.0
    hold_every_s: float = 60.0
    person_per_s: float = 25.0
    silence_s: float = 600.0
    stall_gap_s: float = 0.06
    run_s: float = 300.0
    pages_kept: int = 32
    page_age_s: float = 7 * 24 * 3600.0
    page_age_claim_s: float = 60.0
    guests_kept: int = 100_000
    guest_age_s: float = 24 * 3600.0
    glance_presses: int = 10
    glance_age_s: float = 30 * 24 * 3600.0
    absent_age_s: float = 730 * 24 * 3600.0
    seasons_kept: int = 400
    season_rows: int = 20
    feed_kept: int = 5_000
    feed_reactions: int = 200
    feed_per_s: float = 3.0
    arenas_kept: int = 200
    arenas_each: int = 3
    arena_age_s: float = 30 * 24 * 3600.0
    runs_kept: int = 20_000
    reports_kept: int = 10_000
    reports_per_h: int = 10
    marks_kept: int = 5_000
    renames_per_h: int = 12
    learn_code_kept: int = 50_000_000

    pace_per_s: float = field(init=False)
    """Presses a second that silence earns: a person's rate, at most half of what the throttle lets through."""

    claim_s: float = field(init=False)
    """How old a page load may say it is: never further back than silence counts."""

    def __post_init__(self) -> None:
        """Reckon what follows from the others, which each press asks for."""
        pace_per_s = min(self.person_per_s, self.throttle_presses / self.throttle_window_s / 2)
        object.__setattr__(self, "pace_per_s", pace_per_s)
        object.__setattr__(self, "claim_s", min(self.page_age_claim_s, self.silence_s))


def rules_of(settings: object) -> Rules:
    """Give the numbers that the rules work with: the *settings* of the same names."""
    return Rules(**{field.name: getattr(settings, field.name) for field in fields(Rules) if field.init})
