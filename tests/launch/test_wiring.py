"""A server is put together from settings; nothing is read or runs before its life begins."""

import asyncio
import re
from pathlib import Path

import pytest

from clickgame.clickgame import app, engine, server
from clickgame.engine.engine import Engine
from clickgame.gateway.sockets.upgrade import NativeSocket
from clickgame.launch import cores, wiring
from clickgame.settings import Settings, SettingsError
from clickgame.web import wired
from persistence.errors import DataMissing, StoreError


def test_reflex_finds_the_app_that_the_wiring_made() -> None:
    assert (app, engine) == (server.app, server.engine)
    assert wired.lobby is server.lobby
    assert engine is not None
    assert not engine.is_open


def test_each_server_has_a_socket_class_of_its_own() -> None:
    made = server.fast_socket()
    assert made is not None
    assert issubclass(made, NativeSocket)
    assert made is not NativeSocket
    assert "exchange" not in vars(NativeSocket)


def test_a_deployer_can_say_that_data_is_expected(tmp_path: Path) -> None:
    async def open_on(folder: Path) -> str:
        settings = Settings(data_dir=folder, expect_data="yes")
        engine = Engine(settings)
        try:
            await cores.start(engine, await cores.found(settings))
        except StoreError as refused:
            return refused.code
        await engine.close()
        return ""

    assert asyncio.run(open_on(tmp_path / "unmounted")) == DataMissing.code
    assert not (tmp_path / "unmounted").exists()


def test_an_operator_s_token_is_made_logged_once_and_never_short(caplog: pytest.LogCaptureFixture) -> None:
    link = server.lobby.link
    desk = wiring.desk_for("new", link)
    (token,) = re.findall(r"its token until the next start is (\S{20,})$", caplog.text.strip())
    desk.address_of = lambda sid: sid
    desk.check("here", token)
    caplog.clear()
    assert wiring.desk_for("correct horse battery", link).is_open
    assert not wiring.desk_for("off", link).is_open
    assert caplog.text == ""
    with pytest.raises(SettingsError, match="CLICKGAME_OPERATOR_TOKEN is not allowed: it has less than 16 characters"):
        wiring.desk_for("guess me", link)
