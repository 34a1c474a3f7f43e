"""What a gateway stands before: an engine of its own, or the way to another process's."""

import asyncio
from functools import partial
from pathlib import Path

import pytest

from clickgame.contract import wire
from clickgame.contract.answers import answered
from clickgame.engine.link import LocalLink
from clickgame.engine.serving import Serving
from clickgame.launch.cores import elsewhere, here
from clickgame.launch.redis_bus import RedisBus
from clickgame.settings import Settings, SettingsError
from tests.launch.buses import running, until
from tests.redis_server import RedisServer


def test_an_engine_of_one_s_own_lives_while_it_is_open_and_saves_at_the_end(tmp_path: Path) -> None:
    async def come(*, is_new: bool) -> str:
        core = here(Settings(data_dir=tmp_path / "data"), lessons={})
        assert core.line is None
        assert core.engine is not None
        assert not core.engine.is_open
        async with core.open():
            assert core.engine.is_open
            assert len(await core.link.operating.jobs()) > 3
            assert {reading.name for read in core.reads for reading in read()} >= {"clickgame_online"}
            welcome = await answered(partial(core.link.arrive, "ann", is_new=is_new))
            if is_new:
                await answered(partial(core.link.rename, welcome.player, "Fox"))
        assert not core.engine.is_open
        return welcome.handle

    asyncio.run(come(is_new=True))
    assert asyncio.run(come(is_new=False)) == "Fox"


def test_an_engine_elsewhere_needs_a_redis_by_which_to_reach_it() -> None:
    with pytest.raises(SettingsError, match="CLICKGAME_REDIS_URL has to name the Redis"):
        elsewhere(Settings(role="gateway"))


def test_an_engine_elsewhere_is_reached_and_told_goodbye(tmp_path: Path) -> None:
    """Goodbye arrives though the connection ends with it: nobody has to wait for a lease to see who is gone."""
    redis = RedisServer(tmp_path / "redis").start()

    async def story() -> None:
        own, bus = here(Settings(data_dir=tmp_path / "data"), lessons={}), RedisBus(redis.url)
        assert own.engine is not None
        assert isinstance(own.link, LocalLink)
        serving = Serving(own.engine, own.link, bus)
        said: list[str] = []
        bus.listen(wire.ENGINE, lambda message: said.extend(call.name for call in wire.read(wire.SAID, message).calls))
        async with own.open(), running(bus):
            serve = asyncio.create_task(serving.run())
            core = elsewhere(Settings(role="gateway", redis_url=redis.url))
            assert core.engine is None
            line = core.line
            assert line is not None
            line.unheard, line.missed = (lambda _: None), (lambda: None)
            async with core.open():
                await until(lambda: line.epoch == own.engine.epoch if own.engine else False, "the engine is heard")
                welcome = await answered(partial(core.link.arrive, "ann", is_new=True))
                core.link.present(joined=[welcome.player])
                await until(lambda: own.engine and own.engine.presence.online, "the player is there")
                assert {each.name: each.value for read in core.reads for each in read()}["clickgame_line_away"] == 0
                jobs = await core.link.operating.jobs()
                assert [job.name for job in jobs] == [job.name for job in await own.link.operating.jobs()]
                heard = {each.name: each.value for read in core.heard for each in read()}
                assert heard.keys() == {"clickgame_online", "clickgame_presses_total"}
            await until(lambda: wire.GOODBYE in said, "the gateway says goodbye")
            assert own.engine is not None
            assert own.engine.presence.online == 0
            assert len(serving) == 0
            serve.cancel()

    try:
        asyncio.run(story())
    finally:
        redis.kill()
