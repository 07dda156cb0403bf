"""Any engine gives the same bytes; what is finished is not read again."""

from __future__ import annotations

import importlib.util
import pickle
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from parley.errors import BadSetting, MissingPart, Unreadable
from parley.intake import divide
from parley.model.text import Report
from parley.pipeline import read_reports
from parley.scale import SHARD, Engine, engine, read_many
from parley.scale.kept import Kept

DASK = pytest.mark.skipif(not importlib.util.find_spec("distributed"), reason="the extra dask is not installed")
TOWNS = ("Oslo", "Riga", "Bergen", "Turku", "Gdansk", "Kiel")


def reports(count: int = 2 * SHARD + 1) -> list[Report]:
    """Invented reports, each a little different."""
    text = (
        "Norland will attend the talks in {0}, its envoy said on Monday. “We want a ceasefire in {1} days,” she "
        "told reporters. Sudria has rejected the demand and will not send its foreign minister to {0}."
    )
    return [
        divide(
            Report(
                outlet="The Gazette",
                title=f"Talks, day {n}",
                text=text.format(TOWNS[n % 6], n + 2),
                published=date(2031, 5, 1),
            )
        )
        for n in range(count)
    ]


@pytest.fixture(scope="module")
def alone():
    """What one process reads."""
    return read_many(reports())


@DASK
def test_dask_reads_the_same(alone):
    steps: list[int] = []
    assert read_many(reports(), step=steps.append, engine=Engine(name="dask", workers=2)) == alone
    assert steps == [SHARD, SHARD, 1]


@pytest.fixture
def scheduler() -> Iterator[str]:
    """The address of a scheduler that runs already, with one worker."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=1, processes=False, dashboard_address=None, host="127.0.0.1", protocol="tcp://"
    ) as cluster:
        yield cluster.scheduler_address


@DASK
def test_a_scheduler_that_runs_already(scheduler, alone):
    assert read_many(reports(), engine=Engine(name="dask", scheduler=scheduler)) == alone


@DASK
def test_workers_of_another_version_are_refused(scheduler, monkeypatch):
    from distributed import Client

    monkeypatch.setattr(Client, "run", lambda self, function: {"tcp://a:1": "another"})
    with pytest.raises(BadSetting, match="the Dask worker tcp://a:1 has another version of Parley"):
        read_many(reports(1), engine=Engine(name="dask", scheduler=scheduler))


@DASK
def test_a_scheduler_that_does_not_answer_is_told(monkeypatch):
    monkeypatch.setattr("parley.scale.cluster._PATIENCE", "0.5s")
    with pytest.raises(BadSetting, match=r"no Dask scheduler answers at 'tcp://127\.0\.0\.1:9'"):
        read_many(reports(1), engine=Engine(name="dask", scheduler="tcp://127.0.0.1:9"))


def test_without_dask_it_is_told_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingPart, match=r'pip install "\.\[dask\]"'):
        read_many(reports(1), engine=Engine(name="dask"))


@pytest.mark.parametrize(
    ("asked", "reason"), [({"name": "ray"}, "no engine"), ({"scheduler": "tcp://a:1"}, "for Dask")]
)
def test_engines_that_are_none(asked, reason):
    with pytest.raises(BadSetting, match=reason):
        Engine(**asked)


def test_a_stopped_run_goes_on(tmp_path, alone, monkeypatch):
    read = engine.read_shard
    asked: list[int] = []

    def counted(shard):
        asked.append(len(shard))
        if len(asked) == 2:
            raise KeyboardInterrupt
        return read(shard)

    monkeypatch.setattr(engine, "read_shard", counted)
    with pytest.raises(KeyboardInterrupt):
        read_many(reports(), engine=Engine(kept=tmp_path / "shards"))
    assert read_many(reports(), engine=Engine(kept=tmp_path / "shards")) == alone
    assert asked == [SHARD, SHARD, SHARD, 1]
    assert read_many(reports(), engine=Engine(kept=tmp_path / "shards")) == alone
    assert len(asked) == 4


def test_a_kept_shard_is_of_these_reports_and_this_version_and_whole(tmp_path, monkeypatch):
    given, kept = reports(2), Kept(tmp_path)
    kept.keep(given, read_many(given))
    assert kept.find(given) == read_many(given)
    assert kept.find([given[0], replace(given[1], published=date(2031, 5, 2))]) is None
    (file,) = tmp_path.iterdir()
    file.write_text(file.read_text()[:-40])
    assert kept.find(given) is None
    kept.keep(given, read_many(given))
    monkeypatch.setattr("parley.scale.kept.fingerprint", lambda: "another")
    assert kept.find(given) is None


def test_failures_are_kept_too(tmp_path):
    given, fault = reports(1), Unreadable("The Gazette", "could not be read")
    Kept(tmp_path).keep(given, (read_many(given)[0], (fault,)))
    assert [str(f) for f in Kept(tmp_path).find(given)[1]] == ["The Gazette: could not be read"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(BadSetting, match="cannot keep finished work there"):
        read_many(reports(1), engine=Engine(kept=tmp_path / "file" / "x"))


def test_faults_survive_the_way_between_processes():
    fault = pickle.loads(pickle.dumps(Unreadable("a.txt", "it is empty")))
    assert (str(fault), fault.source, fault.reason) == ("a.txt: it is empty", "a.txt", "it is empty")


def test_order_and_engine_change_nothing(alone):
    assert read_reports(reversed(reports())).record == alone[0]
