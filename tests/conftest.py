"""What every test shares: which browser there is, and that a missing one is never passed over in silence."""

import os

import pytest
from hypothesis import HealthCheck, settings

from tests.e2e.chromium import NoBrowser, find

settings.register_profile("busy machines", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy machines")

LEFT_OUT = pytest.StashKey[str]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Play in browsers last, and leave that out where no browser can be had; in CI that ends the run."""
    # Playwright's loop runs from the first browser to the end of the session, and asyncio.run wants to be alone.
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
    playing = [item for item in items if item.get_closest_marker("browser")]
    if not playing or config.option.collectonly:
        return
    try:
        find()
    except NoBrowser as error:
        if os.environ.get("CI"):
            raise pytest.UsageError(f"CI needs a browser. {error}") from error
        config.stash[LEFT_OUT] = f"{len(playing)} BROWSER TESTS WERE LEFT OUT. {error}"
        for item in playing:
            item.add_marker(pytest.mark.skip(reason=str(error)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say at the very end, in red, what was left out."""
    left_out = config.stash.get(LEFT_OUT, "")
    if left_out:
        terminalreporter.write_sep("!", "browser tests left out", red=True, bold=True)
        terminalreporter.write_line(left_out, red=True, bold=True)
