"""Settings: defaults, limits, and one clear line for whatever is not allowed."""

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from clickgame.settings import Settings, SettingsError, markdown_table, variable

if TYPE_CHECKING:
    from clickgame.setting import Limits


def test_without_variables_the_defaults_stand() -> None:
    assert Settings.from_env({"PATH": "/bin"}) == Settings()


def test_every_kind_of_value_is_read() -> None:
    settings = Settings.from_env(
        {
            "CLICKGAME_PORT": " 9000 ",
            "CLICKGAME_HOLD_S": "2.5",
            "CLICKGAME_DATA_DIR": "elsewhere",
            "CLICKGAME_SOCKET": "stock",
        }
    )
    assert settings == Settings(port=9000, hold_s=2.5, data_dir=Path("elsewhere"), socket="stock")


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("PORT", "http", "a whole number from 0 to 65,535"),
        ("PORT", "65536", "a whole number from 0 to 65,535"),
        ("PORT", "-1", "a whole number from 0 to 65,535"),
        ("PORT", "80.5", "a whole number from 0 to 65,535"),
        ("HOLD_S", "nan", "a number from 0 to 86,400"),
        ("PAGE_AGE_S", "inf", "a number from 60 up"),
        ("SOCKET", "fast", "auto or native or stock"),
        ("HOST", " ", "text"),
        ("SOURCE_URL", "javascript:alert(1)", "an http:// or https:// address, or nothing"),
        ("PUBLIC_URL", "game.example", "an http:// or https:// address, or nothing"),
        ("PUBLIC_URL", 'https://x"onload="', "an http:// or https:// address, or nothing"),
        ("DATA_DIR", "", "a folder"),
        ("ORIGINS", "https://a.example b", "http:// or https:// addresses with spaces between, or nothing"),
    ],
)
def test_a_bad_value_is_refused_in_one_line_that_says_what_is_allowed(name: str, value: str, allowed: str) -> None:
    with pytest.raises(SettingsError) as refusal:
        Settings.from_env({f"CLICKGAME_{name}": value})
    line = str(refusal.value)
    assert line == f"CLICKGAME_{name}={value!r} is not allowed: it must be {allowed}."
    assert refusal.value.code == "bad_setting"


@pytest.mark.parametrize(
    "value", ["", "redis://:pa55@game.example:6379/0", "rediss://game.example", "unix:///run/r.sock"]
)
def test_a_redis_may_be_named_and_is_never_printed_with_the_settings(value: str) -> None:
    settings = Settings.from_env({"CLICKGAME_REDIS_URL": value})
    assert settings.redis_url == value
    assert repr(settings) == repr(Settings())


@pytest.mark.parametrize("value", ["pa55@game.example", "http://:pa55@game.example", "redis://", "redis://:pa 55@x"])
def test_a_redis_that_is_refused_is_not_said_back_with_its_password(value: str) -> None:
    with pytest.raises(SettingsError) as refusal:
        Settings.from_env({"CLICKGAME_REDIS_URL": value})
    allowed = "a redis:// or rediss:// or unix:// address, or nothing"
    assert str(refusal.value) == f"CLICKGAME_REDIS_URL is not allowed: it must be {allowed}."


@pytest.mark.parametrize("value", ["", " ", "https://game.example", "http://localhost:8000/"])
def test_an_address_may_be_empty(value: str) -> None:
    assert Settings.from_env({"CLICKGAME_PUBLIC_URL": value}).public_url == value.strip()


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("CLICKGAME_PROT", "CLICKGAME_PROT is not a setting; did you mean CLICKGAME_PORT?"),
        ("CLICKGAME_XYZ", "CLICKGAME_XYZ is not a setting."),
    ],
)
def test_a_mistyped_name_is_not_passed_over(name: str, line: str) -> None:
    with pytest.raises(SettingsError, match=line.replace("?", r"\?")):
        Settings.from_env({name: "1"})


@pytest.mark.parametrize("spec", fields(Settings), ids=lambda spec: spec.name)
def test_every_setting_says_what_it_means_and_allows_its_default(spec: "type[object]") -> None:
    limits: Limits = spec.metadata["limits"]  # pyright: ignore[reportAttributeAccessIssue]  # a dataclass field
    name, default = spec.name, spec.default  # pyright: ignore[reportAttributeAccessIssue]  # a dataclass field
    assert limits.doc.endswith(".")
    assert getattr(Settings.from_env({variable(name): str(default)}), name) == default
    assert f"| `{variable(name)}` | " in markdown_table()
