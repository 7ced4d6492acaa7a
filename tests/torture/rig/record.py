"""The external record: what was asked and what was answered, in a file that no database knows of."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.values import dumps, loads


@dataclass(frozen=True, slots=True)
class Asked:
    """One request to complete a task, however often it was sent; `answers` in their order."""

    #: What was typed into the form: the completion carries it into the database.
    said: str
    task: str
    version: str
    who: str
    #: Status and place of each answer; an answer that never came has status 0.
    answers: tuple[tuple[int, str], ...] = ()

    @property
    def acknowledged(self) -> bool:
        """Was it once told to have succeeded?"""
        return any(status == 302 for status, _ in self.answers)


class Record:
    """Lines are appended with one system call each: threads do not mix them, and a killed test keeps what it wrote."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._count = 0
        self._turn = threading.Lock()

    def unique(self) -> str:
        """A text that no other request carries."""
        with self._turn:
            self._count += 1
            return f"said-{os.getpid()}-{self._count:08}"

    def asked(self, said: str, task: str, version: str, who: str) -> None:
        """Before a request is sent for the first time."""
        self._line({"what": "asked", "said": said, "task": task, "version": version, "who": who})

    def answered(self, said: str, status: int, place: str) -> None:
        """After an answer came, or its connection broke (status 0)."""
        self._line({"what": "answered", "said": said, "status": status, "place": place})

    def requests(self) -> list[Asked]:
        """Every request with its answers."""
        asked: dict[str, dict[str, Any]] = {}
        answers: dict[str, list[tuple[int, str]]] = {}
        for line in self._lines():
            if line["what"] == "asked":
                asked[line["said"]] = line
            else:
                answers.setdefault(line["said"], []).append((line["status"], line["place"]))
        return [
            Asked(said, one["task"], one["version"], one["who"], tuple(answers.get(said, ()))) for said, one in asked.items()
        ]

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)

    def _line(self, line: dict[str, Any]) -> None:
        os.write(self._file, f"{dumps(line)}\n".encode())

    def _lines(self) -> Iterator[dict[str, Any]]:
        yield from (loads(line) for line in self.path.read_text("utf-8").splitlines())
