"""A batch on a Dask cluster gives the same bytes as one on this machine, whatever becomes of a worker.

Scheduler, workers and batches are processes of their own: Dask has threads, beside which other tests may not fork.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from auditor.batch import cluster
from auditor.batch.child import Errand
from auditor.batch.executor import Limits
from auditor.batch.outcome import Brief, audited
from tests.instances import calculation, instance, write

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
LIMITS = Limits(60.0)

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the children of a worker need POSIX pipes")

LOCAL_CLUSTER = """
import sys
from distributed import LocalCluster
with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster:
    print(cluster.scheduler_address, flush=True)
    sys.stdin.read()
"""

# A batch whose workers do not find its folder.
APART = """
import sys
from auditor.batch.cluster import Cluster
begin = Cluster.__init__
def apart(self, *words):
    begin(self, *words)
    self._folder = "/no/such/folder"
Cluster.__init__ = apart
from auditor.cli import main
main(sys.argv[1:])
"""

# A batch that gives a silent scheduler one second.
IMPATIENT = """
import sys
import auditor.batch.cluster as cluster
cluster._SILENCE = 1.0
from auditor.cli import main
main(sys.argv[1:])
"""


def started(*words: str, folder: Path = ROOT) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, *words], cwd=folder, env=environment,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    said, complained = process.communicate(timeout=60)
    return process.returncode, said, complained


def batch(*words: str) -> tuple[int, str, str]:
    return ended(started("-m", "auditor", "batch", *words))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Of the scheduler of a local cluster: two workers of one thread each, which stand in another folder."""
    process = started("-c", LOCAL_CLUSTER, folder=tmp_path_factory.mktemp("cluster"))
    assert process.stdout is not None
    yield process.stdout.readline().strip()
    process.communicate(timeout=30)


@pytest.fixture
def folder(tmp_path: Path, release_text: str) -> Path:
    """Releases, one with a transposed total, an empty file, and an instance with its linkbase."""
    place = tmp_path / "filings"
    place.mkdir()
    for name in ("a.txt", "c.txt"):
        (place / name).write_text(release_text, encoding="utf-8")
    (place / "d.txt").write_text(release_text.replace("152,231", "152,321"), encoding="utf-8")
    (place / "b.txt").touch()
    facts = [(f"us-gaap:{name}", "2002-12-31", value, "0") for name, value in LINES.items()]
    arcs = [("us-gaap:Assets", f"us-gaap:{name}", "1.0") for name in LINES if name != "Assets"]
    write(place, {"acme.xml": instance(facts), "acme_cal.xml": calculation(arcs)})
    return place


LINES = {"Assets": "1515", "Cash": "1204", "InventoryNet": "301"}


def test_a_cluster_gives_the_same_bytes(address: str, folder: Path) -> None:
    assert batch(str(folder), "--scheduler", address) == batch(str(folder))


def test_workers_look_paths_up_from_where_the_batch_was_started(address: str) -> None:
    assert batch("examples", "--scheduler", address) == batch("examples")


def test_what_workers_cannot_see_is_sent_along(address: str, folder: Path) -> None:
    assert ended(started("-c", APART, "batch", str(folder), "--scheduler", address)) == batch(str(folder))


def test_limits_hold_on_a_cluster(address: str, folder: Path) -> None:
    (folder / "large.txt").write_text(" " * 150_000_000, encoding="ascii")
    status, said, _ = batch(str(folder), "--scheduler", address, "--memory", "150")
    kinds = [(json.loads(line)["failure"] or {}).get("kind") for line in said.splitlines()]
    assert (status, kinds) == (1, [None, None, "unreadable", None, None, "limit"])


@pytest.fixture
def scheduler() -> Iterator[tuple[str, Callable[[], subprocess.Popen[str]], subprocess.Popen[str]]]:
    """(its address, what starts a worker, its process), each a program of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with ExitStack() as stack:

        def run(*words: str) -> subprocess.Popen[str]:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *words], env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True,
            )  # fmt: skip
            stack.callback(process.wait)
            stack.callback(process.kill)
            return process

        where = f"tcp://127.0.0.1:{port}"
        held = run("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
        yield where, lambda: run("worker", where, "--nthreads", "1", "--no-nanny", "--no-dashboard"), held


def lines_in(place: Path) -> int:
    return place.read_bytes().count(b"\n") if place.exists() else 0


def when_lines_are(count: int, place: Path, running: subprocess.Popen[str]) -> None:
    while lines_in(place) < count:
        assert running.poll() is None
        time.sleep(0.01)


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    place = tmp_path / "releases"
    place.mkdir()
    for number in range(12):
        (place / f"{number:02}.txt").write_bytes((EXAMPLES / "hecla-2003-05-01.txt").read_bytes())
    return place


def test_a_worker_that_is_killed_loses_nothing(
    scheduler: tuple[str, Callable[[], subprocess.Popen[str]], subprocess.Popen[str]], releases: Path, tmp_path: Path
) -> None:
    address, worker, _ = scheduler
    workers = [worker(), worker()]
    output = tmp_path / "out.jsonl"
    running = started("-m", "auditor", "batch", str(releases), "--scheduler", address, "-o", str(output))
    when_lines_are(3, output, running)
    workers[0].send_signal(signal.SIGKILL)
    assert lines_in(output) < 12
    status, _, complained = ended(running)
    whole = tmp_path / "whole.jsonl"
    assert (status, complained) == batch(str(releases), "-o", str(whole))[::2]
    assert output.read_bytes() == whole.read_bytes()


def test_a_scheduler_that_is_lost_is_one_line_and_can_be_gone_on_without(
    scheduler: tuple[str, Callable[[], subprocess.Popen[str]], subprocess.Popen[str]], releases: Path, tmp_path: Path
) -> None:
    address, worker, process = scheduler
    worker()
    output = tmp_path / "out.jsonl"
    running = started("-c", IMPATIENT, "batch", str(releases), "--scheduler", address, "-o", str(output))
    when_lines_are(2, output, running)
    process.send_signal(signal.SIGKILL)
    status, _, complained = ended(running)
    assert (status, complained.count("\n"), "--resume" in complained) == (2, 1, True), complained
    batch(str(releases), "-o", str(output), "--resume")
    assert lines_in(output) == 12


def test_no_scheduler_is_one_line(tmp_path: Path, release_text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(release_text, encoding="utf-8")
    script = f"import auditor.batch.cluster as c; c._ANSWER = 1\n{IMPATIENT}"
    status, said, complained = ended(started("-c", script, "batch", str(tmp_path), "--scheduler", "tcp://127.0.0.1:9"))
    assert (status, said, complained.count("\n")) == (2, "", 1) and "dask scheduler" in complained


def test_a_cluster_without_its_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(cluster.ClusterError, match=r"pip install 'auditor\[cluster\]'"):
        cluster.Cluster("tcp://127.0.0.1:9", Brief(), LIMITS)


def test_a_file_that_is_another_on_the_worker_is_not_audited_there(tmp_path: Path, release_text: str) -> None:
    (tmp_path / "a.txt").write_text(release_text, encoding="utf-8")
    size, when = cluster._stamp(str(tmp_path / "a.txt"))
    errand = Errand("a.txt", str(tmp_path))
    assert cluster.audit_errand(errand, (size, when - 1), Brief(), LIMITS, cluster.__version__) is None


def test_a_worker_of_another_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="installed there"):
        cluster.audit_errand(Errand("a.txt", str(tmp_path)), (1, 1), Brief(), LIMITS, "0.0")


def test_bytes_sent_along_are_reported_as_the_file_is(folder: Path) -> None:
    for name in ("acme.xml", "d.txt"):
        path = folder / name
        errand = Errand(str(path), None, path.read_bytes(), cluster._beside(str(path)))
        sent = cluster.audit_errand(errand, (0, 0), Brief(), LIMITS, cluster.__version__)
        assert sent is not None and sent.line == audited(str(path)).line
