"""A missing browser is never passed over in silence."""

import pytest

from tests import conftest
from tests.e2e import chromium


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand on a machine that has no browser and gets none."""
    for way in ("_installed", "_downloaded", "_from_apt"):
        monkeypatch.setattr(chromium, way, lambda: None)
    monkeypatch.setattr(conftest, "find", chromium.find.__wrapped__)


@pytest.fixture
def item(request: pytest.FixtureRequest) -> pytest.Item:
    """Give a test that wants a browser."""
    copy = pytest.Function.from_parent(request.node.parent, name="wants_browser", callobj=lambda: None)
    copy.add_marker("browser")
    return copy


@pytest.mark.usefixtures("bare")
def test_without_a_browser_its_tests_are_left_out_and_that_is_said(
    item: pytest.Item, pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    conftest.pytest_collection_modifyitems(pytestconfig, [item])
    (mark,) = item.iter_markers("skip")
    assert "No Chromium or Chrome was found" in mark.kwargs["reason"]
    said = pytestconfig.stash[conftest.LEFT_OUT]
    del pytestconfig.stash[conftest.LEFT_OUT]
    assert said.startswith("1 BROWSER TESTS WERE LEFT OUT")


@pytest.mark.usefixtures("bare")
def test_in_ci_a_missing_browser_ends_the_run(
    item: pytest.Item, pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.UsageError, match="CI needs a browser"):
        conftest.pytest_collection_modifyitems(pytestconfig, [item])
