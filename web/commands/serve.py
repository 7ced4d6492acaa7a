"""`chengxu serve`: the pages, and the clock that runs what is due: one process with threads, and a parent that watches it."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import datetime

from flask import Flask
from granian import Granian
from granian.constants import Interfaces

from config.settings import Settings
from engine.triggers import apscheduler
from web.app import create_app
from web.console import findings, houses, logs
from web.console.terminal import Terminal, WrongUse, both, offer_json
from web.uploads.attachments import Attachments

#: Requests that are worked on at once.
THREADS = 16
#: Seconds after which a file that is still being written belongs to nobody.
ABANDONED = 86_400
#: Seconds between two looks whether the parent still lives, and that a request may take after a stop.
WATCH, GRACE = 1, 30


def configure(parser: ArgumentParser) -> None:
    """[--host ADDRESS] [--port NUMBER]"""
    parser.add_argument("--host", metavar="ADDRESS", help=both("serve.host"))
    parser.add_argument("--port", metavar="NUMBER", help=both("serve.port"))
    offer_json(parser)


def run(options: Namespace, terminal: Terminal) -> int:
    """Serve until SIGTERM or SIGINT; then finish what is being done. 0; 1 when the parameters do not fit the deployed tables."""
    settings = Settings.load(terminal.environ, {"host": options.host, "port": options.port})
    house = houses.stored(terminal)
    if found := houses.unfit(house, terminal.now()):
        return findings.refuse(terminal, found, json=options.json)
    house.database.close()  # the server's process opens its own
    port = free_port(settings.host, settings.port)
    logs.set_up(settings, terminal.err)
    url = f"http://{settings.host}:{port}/"
    if options.json:
        terminal.json({"url": url})
    else:
        terminal.say("cli.serve.ready", url=url)
    terminal.out.flush()
    Granian(
        "chengxu", address=settings.host, port=port, interface=Interfaces.WSGI, workers=1, blocking_threads=THREADS,
        respawn_failed_workers=True, workers_kill_timeout=GRACE, log_enabled=False,
    ).serve(target_loader=lambda _target: application(settings, terminal.now))
    return 0


def application(settings: Settings, now: Callable[[], datetime]) -> Flask:
    """What the server's process runs: the pages, and beside them the ticker."""
    house = houses.opened(settings)
    app = create_app(house, settings, now)
    Attachments(settings.attachments, 0).tidy(before=now().timestamp() - ABANDONED)
    apscheduler.start(house, now, seconds=settings.ticker_seconds)
    threading.Thread(target=_follow, args=(os.getppid(),), daemon=True, name="follow-parent").start()
    return app


def _follow(parent: int) -> None:
    """End with the parent: a server that nobody watches would keep the port."""
    while os.getppid() == parent:
        time.sleep(WATCH)
    os.kill(os.getpid(), signal.SIGTERM)


def free_port(host: str, port: int) -> int:
    """The port, if nobody has it; for 0 one that the system chooses. Raises WrongUse.

    The server itself would share a port that another server has, and each would get some of the requests.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            probe.listen(1)
            return int(probe.getsockname()[1])
    except OSError as problem:
        raise WrongUse("port", host=host, port=port, problem=problem.strerror or problem) from problem
