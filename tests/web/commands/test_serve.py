"""The server as a process: it answers, stops cleanly, says when its port is taken, and a kill loses nothing acknowledged."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.settings import Settings
from engine import audit, deployment, process_instance, user_task
from engine.deployment import SourceFile
from engine.house import SYSTEM, House
from engine.values import loads
from tests.engine.scenario.drawing import bpmn, chain, end, node, process, start, timer, user
from web.cli import main
from web.commands.serve import free_port
from web.console.terminal import WrongUse
from web.wiring import open_house

ROOT = Path(__file__).parents[3]
DRAWN = bpmn(
    process("work", start(), user("a"), user("b"), end(), chain("start", "a", "b", "end")),
    process("clock", start("s"), node("intermediateCatchEvent", "wait", timer("PT4S")), end("e"), chain("s", "wait", "e")),
)
#: Starts cases and completes their tasks; a line is printed only after the commit.
WRITER = """
import os
from datetime import UTC, datetime
from config.settings import Settings
from engine import process_instance, user_task
from engine.house import SYSTEM
from web.wiring import open_house
house = open_house(Settings.load(os.environ))
while True:
    now = datetime.now(UTC)
    key = house.perform(lambda tx: process_instance.start(tx, "work", variables={}, actor=SYSTEM, at=now))
    with house.reading() as tx:
        task = user_task.search(tx, instance_key=key, state="created")[0]["key"]
    house.perform(lambda tx: user_task.complete(tx, task, variables={"done": key}, actor=SYSTEM, at=now))
    print(key, flush=True)
"""


@pytest.fixture
def house(home: Path) -> Iterator[House]:
    """A house that `chengxu init` has made, with two small processes."""
    assert main(["init", "--json"]) == 0
    opened = open_house(Settings.load({"CHENGXU_HOME": str(home)}))
    files = [SourceFile(name="drawn.bpmn", content=DRAWN)]
    opened.perform(lambda tx: deployment.deploy(tx, files, actor=SYSTEM, at=now(), profile="bpmn"))
    yield opened
    opened.database.close()


def now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def running(home: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A process group of its own, killed at the end."""
    environ = {
        **os.environ, "PYTHONPATH": str(ROOT), "CHENGXU_HOME": str(home), "CHENGXU_TICKER_SECONDS": "1", "CHENGXU_PORT": "0",
    }
    process = subprocess.Popen(
        [sys.executable, *arguments], env=environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=20)
        assert process.stdout is not None
        process.stdout.close()


@contextmanager
def serving(home: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server that is ready, with its address."""
    with running(home, "-m", "web.cli", "serve", "--json") as process:
        assert process.stdout is not None
        url = loads(process.stdout.readline())["url"]
        until(lambda: answers(url))
        yield process, url


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}health/ready", timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def until(true: Callable[[], bool], seconds: float = 30) -> None:
    """Wait for something to become true."""
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "it did not happen in time"
        time.sleep(0.05)


def test_it_serves_and_stops_cleanly(home: Path, house: House) -> None:
    with serving(home) as (process, url):
        with urllib.request.urlopen(f"{url}login", timeout=10) as page:
            assert page.status == 200
        port = int(url.rstrip("/").rpartition(":")[2])
        assert main(["serve", "--port", str(port)]) == 2
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
        assert not answers(url)


def test_a_taken_port_is_told_and_a_free_one_is_given_back() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        with pytest.raises(WrongUse):
            free_port("127.0.0.1", taken.getsockname()[1])
    assert free_port("127.0.0.1", 0) > 0


def test_the_server_ends_with_its_parent(home: Path, house: House) -> None:
    with serving(home) as (process, url):
        os.kill(process.pid, signal.SIGKILL)
        until(lambda: not answers(url))


def test_a_kill_loses_nothing_that_was_acknowledged(home: Path, house: House) -> None:
    with serving(home) as (server, _url), running(home, "-c", WRITER) as writer:
        assert writer.stdout is not None
        waiting = house.perform(lambda tx: process_instance.start(tx, "clock", variables={}, actor=SYSTEM, at=now()))
        acknowledged = [writer.stdout.readline().strip() for _ in range(20)]
        for process in (writer, server):
            os.killpg(process.pid, signal.SIGKILL)
        writer.wait(timeout=20)
        acknowledged += writer.stdout.read().split()
    with house.reading() as tx:
        for key in acknowledged:
            assert process_instance.variables(tx, key) == {"done": key}
            assert [task["element_id"] for task in user_task.search(tx, instance_key=key, state="created")] == ["b"]
        for stream in audit.streams(tx):
            assert audit.verify(tx, stream) == []
            assert not stream.isdigit() or audit.replay(tx, stream) == []
    assert audit.rebuild(house) == []
    with serving(home):
        until(lambda: completed(house, waiting))


def completed(house: House, key: str) -> bool:
    with house.reading() as tx:
        return bool(process_instance.get(tx, key)["state"] == "completed")
