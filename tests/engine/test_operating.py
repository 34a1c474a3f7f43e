"""Operators see the engine's jobs and the gateways from wherever they look, and have jobs run again."""

import asyncio
from functools import partial

import pytest

from clickgame.contract.answers import EngineAway, answered
from clickgame.contract.jobs import UnknownJob
from clickgame.engine.jobs import JOBS
from tests.apart import apart
from tests.virtual_time import play


def test_a_gateway_lists_jobs_and_gateways_and_runs_a_job() -> None:
    async def story() -> None:
        async with apart(gateways=2) as all_:
            first = all_.page(0)
            await asyncio.sleep(0.5)
            all_.page(0, first.credential)
            all_.page(1)
            await asyncio.sleep(1.0)
            operating = all_.gateways[1].link.operating
            jobs = await operating.jobs()
            assert [job.name for job in jobs] == [job.name for job in JOBS]
            assert {job.runs for job in jobs} == {0}
            assert await operating.letters() == []
            assert sorted(each[1:] for each in await operating.gateways()) == [(1, 1), (1, 2)]
            await answered(partial(operating.again, "sweep"))
            await asyncio.sleep(1.0)
            assert {job.name: job.runs for job in await operating.jobs()}["sweep"] == 1
            for name in ("nothing", None, ["sweep"], 10**30):
                with pytest.raises(UnknownJob):
                    await answered(partial(operating.again, name))

    play(story())


def test_where_the_engine_is_away_that_is_said() -> None:
    async def story() -> None:
        async with apart() as all_:
            all_.network.break_down()
            with pytest.raises(EngineAway):
                await all_.gateways[0].link.operating.jobs()
            all_.network.come_up()

    play(story())
