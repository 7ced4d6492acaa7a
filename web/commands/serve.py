"""`chengxu serve`: the pages, and the clock that runs what is due. One process with threads."""

from __future__ import annotations

import socket
from argparse import ArgumentParser, Namespace

from granian.constants import Interfaces
from granian.server import MTServer

from config import logging
from config.settings import Settings
from engine.triggers import apscheduler
from web.app import create_app
from web.commands import houses
from web.commands.terminal import Terminal, WrongUse, both, offer_json

#: Requests that are worked on at once.
THREADS = 16


def configure(parser: ArgumentParser) -> None:
    """[--host ADDRESS] [--port NUMBER]"""
    parser.add_argument("--host", metavar="ADDRESS", help=both("serve.host"))
    parser.add_argument("--port", metavar="NUMBER", help=both("serve.port"))
    offer_json(parser)


def run(options: Namespace, terminal: Terminal) -> int:
    """Serve until SIGTERM or SIGINT; then finish what is being done. 0."""
    settings = Settings.load(terminal.environ, {"host": options.host, "port": options.port})
    house = houses.stored(terminal)
    port = free_port(settings.host, settings.port)
    logging.set_up(settings.log_level, settings.log_format, terminal.err)
    app = create_app(house, settings, terminal.now)
    server = MTServer(
        "chengxu", address=settings.host, port=port, interface=Interfaces.WSGI, blocking_threads=THREADS,
        log_enabled=False,
    )
    url = f"http://{settings.host}:{port}/"
    if options.json:
        terminal.json({"url": url})
    else:
        terminal.say("cli.serve.ready", url=url)
    terminal.out.flush()
    ticker = apscheduler.start(house, terminal.now, seconds=settings.ticker_seconds)
    try:
        server.serve(target_loader=lambda _target: app)
    finally:
        ticker.shutdown(wait=True)
        house.database.close()
    return 0


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
