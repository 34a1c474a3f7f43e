"""What a bored teenager would ask of the feed: a code comes back, nothing changes, nothing breaks."""

from collections.abc import Iterator

import pytest

from clickgame.gateway.reflex.channels import FEED
from tests.e2e.server import GameServer
from tests.gateway.client import IDENTITY, Client

PAGE = FEED.name
REFUSED: tuple[tuple[str, dict[str, object], str], ...] = (
    ("watch", {"kind": "gossip", "arena": ""}, "unknown_kind"),
    ("watch", {"kind": "", "arena": "nowhere"}, "unknown_arena"),
    ("watch", {"kind": "x" * 4_000, "arena": ""}, "unknown_kind"),
    ("watch", {"kind": "x" * 5_000, "arena": ""}, "event_malformed"),
    ("watch", {"kind": ["best"], "arena": ""}, "event_malformed"),
    ("watch", {"kind": ""}, "event_malformed"),
    ("older", {"kind": "", "arena": "", "before": "7"}, "count_invalid"),
    ("older", {"kind": "", "arena": "", "before": True}, "count_invalid"),
    ("older", {"kind": "gossip", "arena": "", "before": 7}, "unknown_kind"),
    ("react", {"number": 10**20, "reaction": "wow"}, "unknown_entry"),
    ("react", {"number": -1, "reaction": "wow"}, "unknown_entry"),
    ("react", {"number": 0, "reaction": "wow"}, "unknown_entry"),
    ("react", {"number": 1, "reaction": "rotten tomato"}, "unknown_reaction"),
    ("react", {"number": 1, "reaction": None}, "event_malformed"),
    ("react", {"number": "1", "reaction": "wow"}, "count_invalid"),
    ("react", {"number": 1.5, "reaction": "wow"}, "count_invalid"),
    ("react", {"number": 1, "reaction": "wow", "player": "0be24d71"}, "event_malformed"),
    ("hide", {"number": 10**9, "is_hidden": True}, "unknown_entry"),
    ("hide", {"number": 1, "is_hidden": 1}, "event_malformed"),
    ("page", {}, "unknown_event"),
)


@pytest.fixture
def client(server: GameServer) -> Iterator[Client]:
    """Connect somebody about whom there is an entry, and look afterwards whether all is as it was."""
    with Client(server.port) as playing:
        playing.press(10)
        before = watched(playing, until="reached Warmed up")
        yield playing
        assert watched(playing) == before
    assert "Traceback" not in server.log_text()


def watched(client: Client, *, until: str = "") -> list[list[str]]:
    """Watch the feed, until it has those words about the client; give what is about the client."""

    def about() -> list[list[str]]:
        text = "\n".join(str(client.var(PAGE, name) or "") for name in ("page", "news"))
        lines = {line.split("\t")[0]: line.split("\t") for line in text.split("\n")[1:]}
        return sorted(line for line in lines.values() if line[2:3] == [client.var(IDENTITY, "player")])

    client.states.pop(PAGE, None)
    client.call(f"{PAGE}.watch", kind="", arena="")
    client.wait(lambda: client.var(PAGE, "page") is not None)
    client.wait(lambda: until in str(about()))
    return about()


def test_what_cannot_be_is_refused(client: Client) -> None:
    for call, values, code in REFUSED:
        client.call(f"{PAGE}.{call}", **values)
        assert client.refusal() == code, (call, values)


def test_pages_before_any_number_are_given_and_no_more(client: Client) -> None:
    for before in (-(10**20), 10**20):
        client.states.pop(PAGE, None)
        client.call(f"{PAGE}.older", kind="", arena="", before=before)
        client.wait(lambda: client.var(PAGE, "page") is not None)
        assert len(client.var(PAGE, "page").split("\n")) <= 31


def test_what_is_about_others_cannot_be_hidden(client: Client, server: GameServer) -> None:
    with Client(server.port) as other:
        other.press(10)
        number = int(watched(other, until="reached Warmed up")[0][0])
        client.call(f"{PAGE}.hide", number=number, is_hidden=True)
        assert client.refusal() == "not_yours"


def test_a_flood_of_answers_is_one_answer(client: Client, server: GameServer) -> None:
    """Others hear of it once a second, and see the last."""
    with Client(server.port) as other:
        number = int(watched(client)[0][0])
        watched(other)
        other.frames.clear()
        for turn in range(45):
            client.call(f"{PAGE}.react", number=number, reaction=("wow", "cool", "")[turn % 3])
        client.call(f"{PAGE}.react", number=number, reaction="wow")
        other.wait(lambda: f"\n{number}\t" in (other.var(PAGE, "news") or "") and "\t,,1" in other.var(PAGE, "news"))
        assert len([frame for frame in other.frames if '"news' in frame]) <= 10
        client.call(f"{PAGE}.react", number=number, reaction="")
        other.wait(lambda: "\t,,1" not in other.var(PAGE, "news"))


def test_a_stranger_without_a_player_is_refused(server: GameServer) -> None:
    client = Client(server.port)
    client.knock()
    for call, values in (
        ("watch", {"kind": "", "arena": ""}),
        ("react", {"number": 1, "reaction": "wow"}),
        ("leave", {}),
    ):
        client.call(f"{PAGE}.{call}", **values)
        assert client.refusal() == "unknown_player"
    client.close()
