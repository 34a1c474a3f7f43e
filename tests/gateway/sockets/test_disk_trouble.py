"""A disk that takes nothing: play goes on, answers wait, and nothing is lost when it is back."""

import resource
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.e2e.server import GameServer
from tests.gateway.client import PLAY, Client


def limit_files(server: GameServer, size: int) -> None:
    """Let no file of *server* grow beyond *size* bytes: what is written beyond fails, as on a full disk."""
    assert server._process is not None
    resource.prlimit(server._process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def health(server: GameServer) -> int:
    """Ask how the server is."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=5)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.mark.parametrize("kind", ["stock", "native"])
def test_a_full_disk_holds_answers_back_and_loses_nothing(tmp_path: Path, kind: str) -> None:
    with GameServer(tmp_path, with_page=False, socket=kind, save_s=0.5) as server:
        with Client(server.port) as client, Client(server.port) as other:
            client.press(3)
            limit_files(server, 0)
            client.send_press(5)
            client.wait(lambda: client.var(PLAY, "saving") is True)
            other.wait(lambda: other.var(PLAY, "saving") is True)
            client.send_press(9)
            client.settle(0.5)
            assert client.var(PLAY, "acked") == 3
            assert health(server) == 503
            limit_files(server, resource.RLIM_INFINITY)
            client.wait(lambda: client.var(PLAY, "acked") == 9)
            client.wait(lambda: client.var(PLAY, "saving") is False)
            assert health(server) == 200
        server.kill()
        server.start()
        with Client(server.port, token=client.token) as again:
            assert again.var(PLAY, "score") == 9
        assert "Traceback" not in server.log_text()
