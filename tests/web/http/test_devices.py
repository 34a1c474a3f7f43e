"""The page of devices: what it says to whom, who may change what, and what is said to everybody else."""

import asyncio
import re
from pathlib import Path

import pytest

from clickgame.contract.answers import answered
from clickgame.gateway.credentials import NEW, SIGNED_OUT
from clickgame.web.http.devices import LET_GO
from tests.web.http.devices_stage import OWN, Browser, Stage, code, play, shown


def test_a_link_is_shown_with_its_picture_and_takes_the_player_to_another_browser_once(tmp_path: Path) -> None:
    async def story(stage: Stage) -> None:
        ann = await stage.player("Bold Fox")
        assert shown(await ann.get()) == {"own"}
        path = await ann.link()
        page = await ann.get()
        assert shown(page) == {"own", "link"}
        assert f'href="{OWN}{path}"' in page.text
        assert 'src="data:image/svg+xml' in page.text
        new = Browser(stage.app)
        for _ in range(3):  # as link previews do
            asked = await new.get(path)
            assert "Play as Bold Fox here?" in asked.text
            assert shown(asked) == {"take"}
        assert new.token == ""
        taken = await new.send(path)
        assert (taken.status_code, taken.headers["location"], new.token) == (303, "/", ann.token)
        assert "HttpOnly; SameSite=Lax" in taken.headers["set-cookie"]
        third = Browser(stage.app)
        for answer in (await third.get(path), await third.send(path)):
            assert (answer.status_code, code(answer)) == (410, "link_used")
        assert third.token == ""
        assert shown(await ann.get()) == {"own"}

    play(tmp_path, story)


def test_of_two_who_take_it_at_once_one_has_it(tmp_path: Path) -> None:
    async def story(stage: Stage) -> None:
        path = await (await stage.player("Bold Fox")).link()
        browsers = [Browser(stage.app) for _ in range(8)]
        answers = await asyncio.gather(*(browser.send(path) for browser in browsers))
        assert sorted(answer.status_code for answer in answers) == [303, *[410] * 7]
        assert len([browser for browser in browsers if browser.token]) == 1

    play(tmp_path, story)


def test_whoever_is_led_to_a_strangers_link_is_told_whose_it_is_and_what_is_lost(tmp_path: Path) -> None:
    async def story(stage: Stage) -> None:
        path = await (await stage.player("Mean Wolf")).link()
        ann = await stage.player("Bold Fox")
        asked = await ann.get(path)
        assert "Play as Mean Wolf here?" in asked.text
        assert shown(asked) == {"lost", "take"}
        assert "You are Bold Fox here now" in asked.text
        assert "whoever made it plays as Mean Wolf, too" in asked.text
        own = ann.token
        for origin in ("https://evil.example", "null", "http://game.example:81"):
            refused = await ann.ask("POST", path, origin=origin)
            assert (refused.status_code, code(refused)) == (403, "form_foreign")
        refused = await ann.ask("POST", path, sec_fetch_site="cross-site")
        assert code(refused) == "form_foreign"
        assert ann.token == own

    play(tmp_path, story)


def test_who_is_that_player_already_uses_nothing_up(tmp_path: Path) -> None:
    async def story(stage: Stage) -> None:
        ann = await stage.player("Bold Fox")
        path = await ann.link()
        assert shown(await ann.get(path)) == {"go"}

    play(tmp_path, story)


def test_a_link_ends_after_its_time_and_when_there_is_a_new_one(tmp_path: Path) -> None:
    async def story(stage: Stage) -> None:
        ann = await stage.player("Bold Fox")
        first = await ann.link()
        second = await ann.link()
        assert code(await Browser(stage.app).send(first)) == "link_expired"
        stage.clock.move(601)
        assert code(await Browser(stage.app).send(second)) == "link_expired"
        assert shown(await ann.get()) == {"own"}

    play(tmp_path, story)


@pytest.mark.parametrize("secret", ["0" * 32, "x", "link/more", "0" * 10_000, "..%2f..", "%00", "é"])
def test_a_guess_is_answered_with_a_code_and_changes_nothing(tmp_path: Path, secret: str) -> None:
    async def story(stage: Stage) -> None:
        ann = await stage.player("Bold Fox")
        await ann.link()
        for method in ("GET", "POST", "PUT", "DELETE"):
            answer = await Browser(stage.app).ask(method, f"/devices/{secret}")
            assert (answer.status_code, code(answer)) == (404, "link_unknown")
            assert "set-cookie" not in answer.headers

    play(tmp_path, story)


def test_guesses_and_links_without_end_are_too_many(tmp_path: Path) -> None:
    async def story(stage: Stage) -> None:
        ann = await stage.player("Bold Fox")
        codes = [code(await Browser(stage.app).get(f"/devices/{number:032x}")) for number in range(20)]
        assert codes == ["link_unknown"] * 10 + ["too_many_events"] * 10
        assert (await ann.send("/devices/link")).status_code == 429
        stage.clock.move(60)
        assert (await ann.send("/devices/link")).status_code == 303

    play(tmp_path, story, api_burst=10, api_per_s=1.0)


def test_to_sign_out_here_takes_the_cookie_and_loads_open_pages_anew(tmp_path: Path) -> None:
    async def story(stage: Stage) -> None:
        ann = await stage.player("Bold Fox")
        (player,) = stage.room.engine.game.roster.players
        token = ann.token
        left = await ann.send("/devices/leave")
        assert (left.status_code, ann.token) == (303, SIGNED_OUT)
        assert stage.signed_out == [(player, False)]
        assert "Nobody plays here yet" in (await ann.get()).text
        assert (await stage.room.lobby.link.holder(token)) is not None

    play(tmp_path, story)


@pytest.mark.parametrize("path", ["/devices/leave", "/devices/everywhere"])
def test_under_tls_signing_out_ends_the_cookie_under_both_names(tmp_path: Path, path: str) -> None:
    async def story(stage: Stage) -> None:
        ann = await stage.player("Bold Fox")
        token = ann.token
        left = await ann.send(path)
        kept, over = left.headers.get_list("set-cookie")
        assert kept.startswith(f"__Host-clickgame={ann.token}; Path=/; Max-Age=31536000; ")
        assert over.startswith("clickgame=; Path=/; Max-Age=0; ")
        assert ann.token != token
        planted = f"clickgame={token}; __Host-clickgame={SIGNED_OUT}"
        assert "Nobody plays here yet" in (await ann.ask("GET", "/devices", cookie=planted)).text

    play(tmp_path, story, public_url="https://game.example")


def test_to_sign_out_everywhere_changes_the_token_ends_the_links_and_stays_over_a_restart(tmp_path: Path) -> None:
    async def story(stage: Stage) -> None:
        ann = await stage.player("Bold Fox")
        (player,) = stage.room.engine.game.roster.players
        old, path = Browser(stage.app, ann.token), await ann.link()
        await ann.send("/devices/everywhere")
        assert ann.token not in {"", old.token}
        assert "You are Bold Fox" in (await ann.get()).text
        assert "Nobody plays here yet" in (await old.get()).text
        assert code(await Browser(stage.app).send(path)) == "link_expired"
        assert stage.signed_out == [(player, True)]
        new_token.append(ann.token)

    async def later(stage: Stage) -> None:
        assert "You are Bold Fox" in (await Browser(stage.app, new_token[0]).get()).text

    new_token: list[str] = []
    play(tmp_path, story)
    play(tmp_path, later)


def test_whoever_has_no_player_can_change_nothing(tmp_path: Path) -> None:
    async def story(stage: Stage) -> None:
        for cookie in ("", "clickgame=junk", f"clickgame={'0' * 32}", f"clickgame={'0' * 32}{NEW}", "x" * 9_000):
            stranger = Browser(stage.app)
            for path in ("/devices/link", "/devices/leave", "/devices/everywhere"):
                answer = await stranger.ask("POST", path, cookie=cookie or "a=b")
                assert (answer.status_code, "set-cookie" in answer.headers) == (303, False)
            assert "Nobody plays here yet" in (await stranger.ask("GET", "/devices", cookie=cookie or "a=b")).text
        assert not stage.signed_out

    play(tmp_path, story)


def test_what_is_no_form_changes_nothing_either(tmp_path: Path) -> None:
    async def story(stage: Stage) -> None:
        ann = await stage.player("Bold Fox")
        token = ann.token
        for path in ("/devices/link", "/devices/leave", "/devices/everywhere"):
            assert (await ann.get(path)).headers["location"] == "/devices"
        assert (await ann.ask("DELETE", "/devices")).status_code == 405
        assert (await ann.send("/devices")).headers["location"] == "/devices"
        assert (await ann.get("/devices-of-others")).text == "behind"
        assert (ann.token, stage.signed_out) == (token, [])
        assert shown(await ann.get()) == {"own"}

    play(tmp_path, story)


def test_no_cache_keeps_it_no_other_site_learns_it_and_no_script_runs(tmp_path: Path) -> None:
    async def story(stage: Stage) -> None:
        ann = await stage.player("Bold Fox")
        for path in ("/devices", await ann.link()):
            headers = (await ann.get(path)).headers
            assert (headers["cache-control"], headers["x-robots-tag"]) == ("no-store", "noindex")
            assert headers["referrer-policy"] == "same-origin"
            assert "form-action 'self'" in headers["content-security-policy"]
            assert "unsafe-inline" not in headers["content-security-policy"].partition("style-src")[0]

    play(tmp_path, story)


def test_a_player_who_is_forgotten_meanwhile_is_nobody(tmp_path: Path) -> None:
    async def story(stage: Stage) -> None:
        ann = await stage.player("Bold Fox")
        path = await ann.link()
        stage.room.engine.game.departed(*stage.room.engine.game.roster.players)
        stage.room.clock.move(90)
        await stage.room.engine.sweep()
        new = Browser(stage.app)
        for answer in (await new.get(path), await new.send(path)):
            assert code(answer) == "unknown_player"
        assert new.token == ""

    play(tmp_path, story, guest_age_s=60.0)


def test_a_cookie_of_nobodys_is_let_go_of_and_a_players_is_not(tmp_path: Path) -> None:
    async def story(stage: Stage) -> None:
        ann, nobody = await stage.player("Bold Fox"), Browser(stage.app)
        for browser in (ann, nobody):
            answer = await browser.get(LET_GO)
            assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
            assert "set-cookie" not in answer.headers
        (player,) = stage.room.engine.game.roster.players
        await answered(lambda then: stage.room.lobby.link.erase(player, then))
        await ann.get(LET_GO)
        assert ann.token == ""

    play(tmp_path, story)


def test_a_key_for_programs_is_shown_once_and_can_be_taken_back(tmp_path: Path) -> None:
    async def story(stage: Stage) -> None:
        ann, chosen = await stage.player("Bold Fox"), stage.room.lobby.link.chosen
        player = stage.room.lobby.clients.get("Bold Fox").player
        answers = [await ann.send("/devices/key") for _ in range(2)]
        keys = [re.findall(r'data-rule="key">([0-9a-f]{32})<', answer.text)[0] for answer in answers]
        assert keys[0] != keys[1]
        assert shown(answers[0]) == {"key", "revoke", "go"}
        assert answers[0].headers["cache-control"] == "no-store"
        assert (await chosen(player)).has_key
        again = await ann.get()
        assert shown(again) == {"own", "revoke"}
        assert keys[1] not in again.text
        foreign = await ann.ask("POST", "/devices/key", origin="http://evil.example")
        assert (foreign.status_code, code(foreign)) == (403, "form_foreign")
        assert (await ann.ask("GET", "/devices/no-key")).status_code == 303
        assert (await chosen(player)).has_key, "to look at an address changes nothing"
        assert (await ann.send("/devices/no-key")).status_code == 303
        assert not (await chosen(player)).has_key
        assert shown(await ann.get()) == {"own"}
        stranger = await Browser(stage.app).send("/devices/key")
        assert (stranger.status_code, "data-rule" in stranger.text) == (303, False)

    play(tmp_path, story)
