"""Settings: defaults under environment under overrides; a wrong one is named with its remedy."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest

import config.settings
from config.settings import PARSERS, BadSetting, Settings
from config.tables import HERE, read


def test_an_empty_environment_gives_a_house_that_runs() -> None:
    settings = Settings.load({})
    assert settings.home == Path("var").absolute()
    assert settings.database_url == f"sqlite:///{settings.home}/chengxu.sqlite3"
    assert (settings.host, settings.port, settings.language) == ("127.0.0.1", 8000, "zh")


def test_the_environment_goes_over_the_defaults_and_overrides_over_both(tmp_path: Path) -> None:
    environ = {"CHENGXU_PORT": "9000", "CHENGXU_HOME": str(tmp_path), "CHENGXU_SECURE_COOKIES": "yes", "PATH": "/bin"}
    settings = Settings.load(environ, {"port": 9001, "host": None})
    assert (settings.port, settings.host, settings.secure_cookies) == (9001, "127.0.0.1", True)
    assert settings.attachments == tmp_path / "attachments"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("CHENGXU_PORT", "eight"),
        ("CHENGXU_PORT", "70000"),
        ("CHENGXU_PORT", "-1"),
        ("CHENGXU_PORT", "９０"),
        ("CHENGXU_SECURE_COOKIES", "perhaps"),
        ("CHENGXU_LANGUAGE", "fr"),
        ("CHENGXU_DATABASE_URL", "mysql://x"),
        ("CHENGXU_UPLOAD_TYPES", "PDF"),
        ("CHENGXU_UPLOAD_TYPES", " , "),
        ("CHENGXU_HOME", ""),
        ("CHENGXU_HOST", "my host"),
        ("CHENGXU_PASSWORD_MIN_LENGTH", "3"),
        ("CHENGXU_POTR", "8000"),
    ],
)
def test_a_wrong_setting_is_named_with_value_and_remedy(variable: str, value: str) -> None:
    with pytest.raises(BadSetting) as refusal:
        Settings.load({variable: value})
    assert (refusal.value.name, refusal.value.value) == (variable, value)
    assert refusal.value.remedy in str(refusal.value)


def test_every_field_has_a_default_a_parser_and_a_line_that_explains_it() -> None:
    names = {field.name for field in fields(Settings)}
    source = Path(config.settings.__file__).read_text(encoding="utf-8")
    explained = set(re.findall(r"(?:    #: .+\n)+    (\w+):", source))
    assert names == set(PARSERS) == set(read(HERE / "defaults.toml")) == explained


def test_messages_wait_for_days() -> None:
    assert Settings.load({"CHENGXU_MESSAGE_TTL_DAYS": "7"}).message_ttl == timedelta(days=7)


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Settings.load({}).port = 1  # type: ignore[misc]
