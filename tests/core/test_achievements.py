"""The table of achievements."""

from clickgame.core.achievements import ACHIEVEMENTS


def test_achievements_rise_and_have_names_of_their_own() -> None:
    steps = [achievement.at for achievement in ACHIEVEMENTS]
    assert steps == sorted(set(steps))
    assert len({achievement.key for achievement in ACHIEVEMENTS}) == len(ACHIEVEMENTS)
    assert all(f"{achievement.at:,} " in achievement.text for achievement in ACHIEVEMENTS)
