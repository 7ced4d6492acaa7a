"""What the long-running commands log: our own lines, and of the libraries only what is wrong."""

from __future__ import annotations

import logging
from typing import TextIO

from config import logging as lines
from config.settings import Settings

#: They tell every tick, and that every tick went well.
TALKATIVE = ("apscheduler",)


def set_up(settings: Settings, stream: TextIO) -> None:
    """Log to `stream` as the settings say."""
    lines.set_up(settings.log_level, settings.log_format, stream)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
