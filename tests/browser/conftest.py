"""A real Chromium against a real `chengxu serve` with demonstration data; nothing else on any network can be reached."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Error, Page

CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
#: Seconds that the server may take to answer.
PATIENCE = 60
COMMAND = [sys.executable, "-c", "import sys; from web.cli import main; sys.exit(main())"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium, as root too, silent towards the outside."""
    arguments = [
        "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--lang=zh-CN",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--font-render-hinting=none",
    ]
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": arguments}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A Chinese office desktop; animations off."""
    return {
        **browser_context_args, "viewport": {"width": 1366, "height": 768}, "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai", "reduced_motion": "reduce",
    }


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """A home filled by `init` and `demo`, and what `demo --json` printed; never served, only copied."""
    home = tmp_path_factory.mktemp("demo") / "home"
    _command(home, "init")
    return home, json.loads(_command(home, "demo", "--json"))


@pytest.fixture(scope="session")
def log_ins(demo_home: tuple[Path, Any]) -> Any:
    """What `chengxu demo --json` says: the sample log-ins."""
    return demo_home[1]


@pytest.fixture(scope="module")
def live_server(demo_home: tuple[Path, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of this test module's own, on a copy of the demonstration data."""
    home = tmp_path_factory.mktemp("served") / "home"
    shutil.copytree(demo_home[0], home)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    log = home.parent / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [*COMMAND, "serve", "--host", "127.0.0.1", "--port", str(port)],
            env=_environment(home), stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_ready(address, server, log)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


@pytest.fixture(scope="session")
def base_url() -> None:
    """None for the session: every module has its own server. (The plugin's own fixture warns under this pytest.)"""


@pytest.fixture(autouse=True)
def nothing_wrong_in_the_console(page: Page) -> Iterator[list[str]]:
    """No script error and no refused resource on any page; clear the list when a test wants an error page."""
    wrong: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error":
            wrong.append(f"{message.text} ({message.location.get('url')})")

    def collect(error: Error) -> None:
        wrong.append(str(error))

    page.on("console", listen)
    page.on("pageerror", collect)
    yield wrong
    assert wrong == []


@pytest.fixture
def page_ready(page: Page, live_server: str) -> Callable[..., Page]:
    """Go to a path of the live server (or stay) and wait until the page's own script has done its work."""

    def ready(path: str | None = None) -> Page:
        if path is not None:
            page.goto(live_server + path)
        page.wait_for_selector("body[data-ready]", timeout=15_000)
        return page

    return ready


@pytest.fixture
def axe(page: Page) -> Callable[[], None]:
    """Assert that the page as it stands has no accessibility violation (WCAG 2.2 AA and axe's own practices)."""

    def check() -> None:
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()

    return check


def _environment(home: Path) -> dict[str, str]:
    others = {name: value for name, value in os.environ.items() if not name.startswith("CHENGXU_")}
    return {**others, "CHENGXU_HOME": str(home), "PYTHONUTF8": "1"}


def _command(home: Path, *arguments: str) -> str:
    done = subprocess.run([*COMMAND, *arguments], env=_environment(home), capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, f"chengxu {' '.join(arguments)}: {done.stdout}{done.stderr}"
    return done.stdout


def _wait_until_ready(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/health/ready", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the server did not answer:\n{log.read_text('utf-8', 'replace')[-4000:]}")
