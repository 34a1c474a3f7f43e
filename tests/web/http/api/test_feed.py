"""The feed in the API: a walk with cursors has each entry once, and what is hidden is nowhere."""

from pathlib import Path

from clickgame.contract.feed import REACTION_KEYS
from tests.web.http.api.reading import Reading, read

FEED = "/api/v1/feed"


async def numbers(game: Reading, query: str = "") -> list[int]:
    """Give the numbers at the feed's address with *query*."""
    return [entry["number"] for entry in (await game.get(f"{FEED}{query}"))["entries"]]


def test_an_entry_says_who_did_what_and_what_others_answered(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        ann, bob = game.join("Ann"), game.join("Bob")
        game.engine.feed._offer("overtook", ann, "classic", other=bob, amount=2)
        game.engine.feed.react(bob, 1, REACTION_KEYS[0])
        assert await game.get(FEED) == {
            "entries": [
                {
                    "number": 1,
                    "at": "1970-01-01T00:16:40Z",
                    "kind": "overtook",
                    "arena": "classic",
                    "player": {"player": ann, "handle": "Ann"},
                    "words": "took 2nd place from",
                    "other": {"player": bob, "handle": "Bob"},
                    "reactions": dict(zip(REACTION_KEYS, (1, 0, 0, 0, 0), strict=True)),
                }
            ],
            "next": None,
        }

    read(tmp_path, story)


def test_a_walk_has_every_entry_once_and_filters_hold(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        ann = game.join("Ann")
        for number in range(9):
            game.engine.feed.reached(ann, f"number {number}")
            game.engine.feed._offer("best", ann, "classic", amount=number)
        walked, cursor = list[int](), ""
        while True:
            page = await game.get(f"{FEED}?limit=4{cursor}")
            walked += [entry["number"] for entry in page["entries"]]
            game.engine.feed.reached(ann, "meanwhile")
            if page["next"] is None:
                break
            cursor = f"&cursor={page['next']}"
        assert walked == list(range(18, 0, -1))
        assert await numbers(game, "?kind=best&limit=3") == [18, 16, 14]
        assert len(await numbers(game, "?arena=classic")) == 9
        assert await numbers(game, "?arena=classic&kind=streak") == await numbers(game, "?cursor=1") == []
        assert await numbers(game, "?cursor=0") == []
        game.engine.feed.hide(ann, 18, is_hidden=True)
        assert await numbers(game, "?kind=best&limit=3") == [16, 14, 12]

    read(tmp_path, story, feed_per_s=100.0)


def test_what_cannot_be_is_a_problem_with_a_code(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        for query, status, code in (
            ("kind=gossip", 404, "unknown_kind"),
            ("kind=", 404, "unknown_kind"),
            ("kind=best&kind=best", 404, "unknown_kind"),
            ("arena=nowhere", 404, "unknown_arena"),
            ("arena=", 404, "unknown_arena"),
            ("cursor=x", 400, "cursor_invalid"),
            ("cursor=-1", 400, "cursor_invalid"),
            ("limit=0", 400, "limit_invalid"),
        ):
            assert await game.refusal(f"{FEED}?{query}") == (status, code)

    read(tmp_path, story)


def test_what_has_not_changed_is_not_sent_again(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        ann = game.join("Ann")
        game.engine.feed.reached(ann, "warm")
        tag = (await game.ask(FEED)).headers["etag"]
        assert (await game.ask(FEED, if_none_match=tag)).status_code == 304
        game.engine.feed.react(ann, 1, REACTION_KEYS[1])
        assert (await game.ask(FEED, if_none_match=tag)).status_code == 200

    read(tmp_path, story)
