"""The numbers that the rules work with; the settings fill them in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """Limits in presses, times in seconds."""

    throttle_presses: int = 50
    throttle_window_s: float = 1.0
    hold_s: float = 60.0
    hold_every_s: float = 60.0
    run_s: float = 300.0
    pages_kept: int = 32
    page_age_s: float = 7 * 24 * 3600.0
    guests_kept: int = 100_000
    guest_age_s: float = 24 * 3600.0
