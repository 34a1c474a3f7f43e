"""The checks before a start, each ending in one clear line, and the start and stop themselves."""

import gzip
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path

import pytest

from clickgame.launch import page, server
from clickgame.launch.refusals import AddressUnusable, FolderUnusable, PortTaken
from clickgame.settings import Settings
from tests.e2e.server import GameServer, free_port, python

# What a change of the sources does to a page's name, without changing them under other tests.
OTHER_VERSION = {**os.environ, "REFLEX_ANOTHER_VERSION": "1"}


def answer(game: GameServer, path: str, accepted: str, **headers: str) -> tuple[HTTPMessage, bytes]:
    """Ask *game* for *path* by a client that takes the *accepted* formats; gives the headers and what was sent."""
    connection = HTTPConnection("127.0.0.1", game.port, timeout=5)
    connection.request("GET", path, headers={"Accept-Encoding": accepted, **headers})
    got = connection.getresponse()
    body = got.read()
    connection.close()
    assert got.status == 200, f"{got.status} for {path}"
    return got.headers, body


def fetch(game: GameServer, path: str) -> bytes:
    """Give what *game* has at *path*, as it is."""
    return answer(game, path, "identity")[1]


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command as an operator would."""
    return subprocess.run(
        [*python(), "-m", "clickgame", *arguments],
        cwd=page.ROOT,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_a_taken_port_is_told_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        finished = run(CLICKGAME_PORT=str(port))
    assert finished.returncode == 2
    assert finished.stderr.splitlines() == [
        f"port_taken: 127.0.0.1:{port} is in use already; choose another with CLICKGAME_PORT."
    ]


def test_gateways_share_a_port_and_nobody_else_gets_it() -> None:
    with server.listen(Settings(port=0), is_shared=True) as first:
        first.listen()
        settings = Settings(port=first.getsockname()[1])
        with server.listen(settings, is_shared=True) as second:
            second.listen()
        with pytest.raises(PortTaken):
            server.listen(settings)


def test_a_bad_setting_is_told_in_one_line() -> None:
    finished = run(CLICKGAME_PORT="many")
    assert finished.returncode == 2
    assert finished.stderr.splitlines() == [
        "bad_setting: CLICKGAME_PORT='many' is not allowed: it must be a whole number from 0 to 65,535."
    ]


def test_a_folder_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    finished = run(CLICKGAME_PORT="0", CLICKGAME_DATA_DIR=str(tmp_path / "file" / "data"))
    assert finished.returncode == 2
    assert len(finished.stderr.splitlines()) == 1
    assert finished.stderr.startswith("folder_unusable: Cannot write to the data folder")


def test_a_second_server_on_the_same_folder_is_told_so_in_one_line(tmp_path: Path) -> None:
    with GameServer(tmp_path, with_page=False) as first:
        second = run("run", "--no-page", CLICKGAME_PORT="0", CLICKGAME_DATA_DIR=str(first.data))
    assert second.returncode == 2
    assert len(second.stderr.splitlines()) == 1, second.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_ends_the_server_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    with GameServer(tmp_path, with_page=False) as game:
        assert f"Click the Button is at {game.url}" in game.log_text()
        assert game.stop(number) == 0
        assert "Traceback" not in game.log_text()


def test_the_health_check_tells_well_from_gone(tmp_path: Path) -> None:
    with GameServer(tmp_path, with_page=False) as game:
        assert run("healthcheck", CLICKGAME_PORT=str(game.port)).returncode == 0
        game.kill()
        gone = run("healthcheck", CLICKGAME_PORT=str(game.port))
    assert gone.returncode == 1
    assert gone.stderr.startswith(f"No answer from 127.0.0.1:{game.port}")


def test_the_health_check_asks_an_engine_at_the_port_that_it_has(tmp_path: Path) -> None:
    """Nothing of it listens on the game's port; where it has no port, that is what is said."""
    with GameServer(tmp_path, with_page=False, metrics_port=(port := free_port())):
        for role in ("engine", "standby"):
            asked = run("healthcheck", role, CLICKGAME_PORT="1", CLICKGAME_METRICS_PORT=str(port))
            assert (asked.returncode, asked.stderr[:4]) == (0, "200 ")
    gone = run("healthcheck", "engine", CLICKGAME_METRICS_PORT=str(port))
    assert (gone.returncode, gone.stderr.startswith(f"No answer from 127.0.0.1:{port}")) == (1, True)
    unset = run("healthcheck", "standby")
    assert unset.returncode == 1
    assert unset.stderr == "CLICKGAME_METRICS_PORT is not set: an engine and a standby are asked there.\n"


def test_the_settings_are_printed_as_the_table_of_the_readme() -> None:
    assert run("settings").stdout.strip() in (page.ROOT / "README.md").read_text(encoding="utf-8")


def test_a_fresh_page_is_said_to_be_fresh() -> None:
    """Whatever ran before has built it, or this does."""
    run("build")
    assert run("build").stderr.splitlines() == ["The page is as new as its sources."]


def test_the_data_commands_get_their_own_arguments() -> None:
    finished = run("data", "--help")
    assert finished.returncode == 0
    assert "verify" in finished.stdout


def test_a_new_version_is_built_beside_the_server_that_runs(tmp_path: Path) -> None:
    """All that the page needs is there while the build goes on, and after it."""
    with GameServer(tmp_path) as game:
        index = fetch(game, "/")
        names = re.findall(rb'(?:href|src)="(/assets/[^"]+)"', index)
        build = subprocess.Popen([*python(), "-m", "clickgame", "build"], cwd=page.ROOT, env=OTHER_VERSION)
        seen = 0
        while build.poll() is None:
            assert fetch(game, "/") == index
            seen += 1
            time.sleep(0.05)
        assert build.returncode == 0
        assert seen
        assert len(names) > 5
        assert all(fetch(game, name.decode()) for name in names)
    shutil.rmtree(page.folder(page.ROOT, OTHER_VERSION))


def test_files_are_sent_in_the_best_format_that_the_browser_takes(tmp_path: Path) -> None:
    with GameServer(tmp_path) as game:
        (name,) = set(re.findall(r'href="(/assets/entry[^"]+)"', fetch(game, "/").decode()))
        sent = {accepted: answer(game, name, accepted) for accepted in ("gzip, deflate, br, zstd", "gzip", "identity")}
        (addresses,) = set(re.findall(r'href="(/assets/reflex-env[^"]+)"', fetch(game, "/").decode()))
        assert f":{game.port}/".encode() in answer(game, addresses, "br")[1]
    plain = sent["identity"][1]
    assert [headers.get("content-encoding") for headers, _ in sent.values()] == ["br", "gzip", None]
    assert len(sent["gzip, deflate, br, zstd"][1]) < len(sent["gzip"][1]) < len(plain)
    assert gzip.decompress(sent["gzip"][1]) == plain
    for headers, _ in sent.values():
        assert headers["content-type"] == "text/javascript; charset=utf-8"
        assert "Accept-Encoding" in headers["vary"]


def test_a_page_says_where_it_is_behind_a_proxy_that_ends_tls(tmp_path: Path) -> None:
    told = {"Host": "game.example", "X-Forwarded-Proto": "https"}
    with GameServer(tmp_path) as game:
        assert b'<link rel="canonical" href="https://game.example/about"/>' in answer(game, "/about", "", **told)[1]


def test_an_unknown_command_lists_the_known_ones() -> None:
    finished = run("play")
    assert finished.returncode == 2
    assert "healthcheck" in finished.stderr


def test_the_port_is_held_from_the_first_check_on() -> None:
    with server.listen(Settings(port=0)) as listener:
        listener.listen()
        port = listener.getsockname()[1]
        assert server.address(listener) == f"http://127.0.0.1:{port}"
        with pytest.raises(PortTaken):
            server.listen(Settings(port=port))


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host"])
def test_an_address_that_is_not_ours_is_refused(host: str) -> None:
    with pytest.raises(AddressUnusable, match="Cannot listen on"):
        server.listen(Settings(host=host, port=0))


def test_the_address_is_one_that_a_browser_can_open() -> None:
    with server.listen(Settings(host="0.0.0.0", port=0)) as everywhere:  # noqa: S104  # that is the case in question
        assert server.address(everywhere) == f"http://localhost:{everywhere.getsockname()[1]}"


def test_the_data_folder_is_made_when_it_can_be(tmp_path: Path) -> None:
    server.check_folder(tmp_path / "new" / "data")
    assert list((tmp_path / "new" / "data").iterdir()) == []
    (tmp_path / "file").touch()
    with pytest.raises(FolderUnusable):
        server.check_folder(tmp_path / "file")
