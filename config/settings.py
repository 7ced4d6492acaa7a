"""The settings of a running house: the shipped defaults, under the environment (`CHENGXU_*`), under a command's options."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from pathlib import Path
from typing import Any

from config.tables import HERE, read

PREFIX = "CHENGXU_"


class BadSetting(ValueError):
    """A setting is unknown or has a value that is not acceptable; names the setting, the value and the remedy."""

    def __init__(self, name: str, value: object, remedy: str) -> None:
        super().__init__(f"setting {name} = {value!r} is not acceptable; {remedy}")
        self.name = name
        self.value = value
        self.remedy = remedy


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that differs between houses. Build it with `load`."""

    #: Folder of everything that is written: database, attachments, checkpoints. Absolute.
    home: Path
    #: SQLAlchemy address of the database; empty in the defaults: `chengxu.sqlite3` in `home`.
    database_url: str
    #: Address that the web server listens at.
    host: str
    #: Port that the web server listens at, 0 to 65535; 0 lets the system choose.
    port: int
    #: Language of a visitor who chose none: zh or en.
    language: str
    #: Send cookies over HTTPS only; switch on behind a TLS proxy.
    secure_cookies: bool
    #: Minutes without a request after which a session ends (等保三级: a reasonable limit; 30).
    session_idle_minutes: int
    #: Hours after which a session ends in any case.
    session_hours: int
    #: Wrong passwords in a row that lock an account (等保三级: at most 5).
    lockout_failures: int
    #: Minutes that a locked account stays locked (等保三级: at least 20).
    lockout_minutes: int
    #: Least length of a password in characters (等保三级).
    password_min_length: int
    #: Of capitals, small letters, digits and signs, how many kinds a password has at least (等保三级: 3).
    password_min_classes: int
    #: Days after which a password must be changed (等保三级: 90); 0 for never.
    password_days: int
    #: Former passwords that cannot be used again.
    password_history: int
    #: Greatest size of one attachment in MiB.
    upload_max_mb: int
    #: File name endings that can be attached, small letters without the point.
    upload_types: tuple[str, ...]
    #: Most rows of a register in one Excel file; a longer list is refused and never cut.
    export_max_rows: int
    #: Folder with `body.ttf` and `title.ttf` for documents in PDF; without it the reader's own Chinese font is used.
    fonts: Path | None
    #: Days that a message waits for somebody to receive it.
    message_ttl_days: int
    #: Seconds after which a job that nobody finished may be taken by another worker.
    job_lease_seconds: int
    #: Days that the answer to a request is kept, for whoever sends the request again.
    idempotency_days: int
    #: Days after its end that a case lies in rows before its history is packed.
    pack_days: int
    #: Seconds between two looks for due timers and jobs.
    ticker_seconds: int
    #: Processor seconds that a stranger's file may take while it is read, checked or played.
    bounded_seconds: int
    #: MiB that the process which reads it may take beyond what it has when it begins.
    bounded_memory_mb: int
    #: Seconds by the clock that its parent waits without a word from it.
    bounded_wait_seconds: int
    #: Milliseconds that a play may go on for each answer that it was given.
    bounded_answer_milliseconds: int
    #: Least important line that is logged: DEBUG, INFO, WARNING, ERROR.
    log_level: str
    #: How lines are logged: text for people, json for collectors.
    log_format: str

    @classmethod
    def load(cls, environ: Mapping[str, str], overrides: Mapping[str, Any] | None = None) -> Settings:
        """The defaults under `CHENGXU_*` of `environ` under `overrides` (by field name). Raises BadSetting."""
        given = {name: (PREFIX + name.upper(), value) for name, value in read(HERE / "defaults.toml").items()}
        for variable in sorted(environ):
            if variable.startswith(PREFIX):
                given[variable.removeprefix(PREFIX).lower()] = (variable, environ[variable])
        given.update({name: (name, value) for name, value in (overrides or {}).items() if value is not None})
        known = [field.name for field in fields(cls)]
        for name, (shown, value) in given.items():
            if name not in known:
                raise BadSetting(shown, value, f"there is no such setting; use one of {', '.join(known)}")
        values = {name: _parsed(name, *given[name]) for name in known}
        values["database_url"] = values["database_url"] or f"sqlite:///{values['home'] / 'chengxu.sqlite3'}"
        return cls(**values)

    @property
    def message_ttl(self) -> timedelta:
        """How long a message waits."""
        return timedelta(days=self.message_ttl_days)

    @property
    def job_lease(self) -> timedelta:
        """How long a job is its executor's."""
        return timedelta(seconds=self.job_lease_seconds)

    @property
    def answers_kept(self) -> timedelta:
        """How long the answer to a request is kept."""
        return timedelta(days=self.idempotency_days)

    @property
    def packed_after(self) -> timedelta:
        """How long after its end a case lies in rows."""
        return timedelta(days=self.pack_days)

    @property
    def attachments(self) -> Path:
        """Folder of the attachments, each under its SHA-256."""
        return self.home / "attachments"


def _parsed(name: str, shown: str, value: object) -> Any:
    try:
        return PARSERS[name](str(value).strip())
    except ValueError as problem:
        raise BadSetting(shown, value, str(problem)) from problem


def _whole(least: int, most: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not (text.isascii() and text.isdigit() and least <= int(text[:12]) <= most):
            raise ValueError(f"write a whole number from {least} to {most}")
        return int(text)

    return parse


def _one_of(*words: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text not in words:
            raise ValueError(f"write {' or '.join(words)}")
        return text

    return parse


def _switch(text: str) -> bool:
    switches = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if text.lower() not in switches:
        raise ValueError("write true or false")
    return switches[text.lower()]


def _folder(text: str) -> Path:
    if not text:
        raise ValueError("name a folder that can be written, for example ./var")
    return Path(text).expanduser().absolute()


def _optional_folder(text: str) -> Path | None:
    return _folder(text) if text else None


def _address(text: str) -> str:
    if not text or any(letter.isspace() for letter in text):
        raise ValueError("write a host name or an address, for example 127.0.0.1")
    return text


def _database(text: str) -> str:
    if text and not text.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        raise ValueError("write sqlite:///path, postgresql+psycopg://user@host/name, or nothing")
    return text


def _endings(text: str) -> tuple[str, ...]:
    endings = tuple(ending.strip() for ending in text.split(",") if ending.strip())
    if not endings or not all(ending.isascii() and ending.isalnum() and ending.islower() for ending in endings):
        raise ValueError("write file name endings in small letters, for example pdf,ofd,docx")
    return endings


PARSERS: Mapping[str, Callable[[str], Any]] = {
    "home": _folder,
    "database_url": _database,
    "host": _address,
    "port": _whole(0, 65535),
    "language": _one_of("zh", "en"),
    "secure_cookies": _switch,
    "session_idle_minutes": _whole(1, 1440),
    "session_hours": _whole(1, 168),
    "lockout_failures": _whole(1, 100),
    "lockout_minutes": _whole(1, 10080),
    "password_min_length": _whole(8, 128),
    "password_min_classes": _whole(1, 4),
    "password_days": _whole(0, 3650),
    "password_history": _whole(0, 50),
    "upload_max_mb": _whole(1, 4096),
    "upload_types": _endings,
    "export_max_rows": _whole(1, 1_000_000),
    "fonts": _optional_folder,
    "message_ttl_days": _whole(1, 3650),
    "job_lease_seconds": _whole(5, 86400),
    "idempotency_days": _whole(1, 365),
    "pack_days": _whole(0, 36500),
    "ticker_seconds": _whole(1, 3600),
    "bounded_seconds": _whole(1, 3600),
    "bounded_memory_mb": _whole(64, 65536),
    "bounded_wait_seconds": _whole(1, 3600),
    "bounded_answer_milliseconds": _whole(0, 1000),
    "log_level": _one_of("DEBUG", "INFO", "WARNING", "ERROR"),
    "log_format": _one_of("text", "json"),
}
