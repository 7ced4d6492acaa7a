"""Bad input through the command line: an answer of the right kind, whatever the bytes; a few measured from outside."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from engine.errors import Invalid
from engine.scenario import story
from tests.hostile import diagrams, table
from tests.hostile.decisions import says
from tests.usage import measured
from web.cli import main

ROOT = Path(__file__).parents[2]
ANSWERED = json.dumps({"user_tasks": {"*": {}}})
#: The issue's bounds: processor seconds and MiB of the largest process.
SECONDS, MEMORY = 5.0, 300


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[Any], str]:
    """Exit code, documents and standard error of a command in this process."""
    code = main(arguments)
    out, err = capsys.readouterr()
    assert "Traceback" not in err and "unforeseen" not in err
    return code, [json.loads(line) for line in out.splitlines()], err


def test_the_set_is_large_enough() -> None:
    assert sum(map(len, (table.DIAGRAMS, table.DECISIONS, table.FORMS, table.PLAYED, table.EVALUATED, table.SCENARIOS))) > 120


@pytest.mark.parametrize("cases", [table.DIAGRAMS, table.DECISIONS, table.FORMS], ids=["diagrams", "decisions", "forms"])
def test_check(cases: table.Cases, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found: dict[str, str | None] = {}
    for name, (make, _rule) in cases.items():
        (tmp_path / name).write_bytes(make())
        code, (findings,), _ = told(capsys, "check", "--json", str(tmp_path / name))
        errors = [one for one in findings if one["severity"] == "error"]
        assert code == (1 if errors else 0), name
        assert all(len(one["message"]) < 2_000 and one["remedy"] for one in findings), name
        found[name] = errors[0]["rule"] if errors else None
    assert found == {name: rule for name, (_make, rule) in cases.items()}


def test_play(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("element", "loop"):
        monkeypatch.setattr(f"engine.kernel.specs.{module}.STEP_BUDGET", 300)
    monkeypatch.setattr("engine.scenario.player.MOST_ROUNDS", 30)
    found = {}
    for name, (make, _outcome, _code) in table.PLAYED.items():
        (tmp_path / name).write_bytes(make())
        _, lines, _ = told(capsys, "play", "--json", str(tmp_path / name), *(
            ("--answers", ANSWERED) if b"userTask" in make() else ()
        ))
        last = lines[-1]
        found[name] = (last["outcome"], last["error"] and last["error"]["code"])
    assert found == {name: (outcome, code) for name, (_make, outcome, code) in table.PLAYED.items()}


def test_decide(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = {}
    for text in table.EVALUATED:
        (tmp_path / "d.dmn").write_bytes(says(text))
        _, (document,), _ = told(capsys, "decide", "--json", str(tmp_path / "d.dmn"), "--input", "{}")
        found[text] = document["errors"][0]["code"] if document["errors"] else None
        assert all(len(error["message"]) < 2_000 for error in document["errors"])
    assert found == table.EVALUATED


def test_variables_and_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "d.bpmn").write_bytes(diagrams.small())
    for option, texts in table.REFUSED.items():
        for text in texts:
            (tmp_path / "given.json").write_bytes(text)
            code, lines, err = told(capsys, "play", "--json", str(tmp_path / "d.bpmn"), option, f"@{tmp_path}/given.json")
            assert (code, lines, bool(err)) == (2, [], True), text[:60]


def test_an_answer_that_would_come_after_all_calendars_never_comes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "d.bpmn").write_bytes(diagrams.small())
    late = json.dumps({"user_tasks": {"a": {"after": "P9000Y"}}})
    _, lines, _ = told(capsys, "play", "--json", str(tmp_path / "d.bpmn"), "--answers", late)
    assert (lines[-1]["outcome"], lines[-1]["waiting_at"]) == ("waiting", ["a"])


@pytest.mark.parametrize("text", table.SCENARIOS, ids=lambda text: text[:30])
def test_scenarios(text: str) -> None:
    with pytest.raises(Invalid):
        story.read(text)


def test_names_cannot_deceive_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "a\x1b[31m\n\u202e.bpmn"
    place.write_bytes(diagrams.named("\x9b31m\u202e\u200bx"))
    assert main(["check", str(place)]) == 1
    out = capsys.readouterr().out
    assert not any(sign in out for sign in "\x1b\x9b\u202e\u200b") and "<U+001B>" in out and "<U+009B>" in out
    assert main(["check", "--json", str(place)]) == 1
    out = capsys.readouterr().out
    assert not any(sign in out for sign in "\x1b\x9b\u202e\u200b") and json.loads(out)[0]["file"] == str(place)


def test_what_is_no_file_is_told_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    loop, pipe = tmp_path / "loop.bpmn", tmp_path / "pipe.bpmn"
    loop.symlink_to(loop)
    os.mkfifo(pipe)
    (tmp_path / "empty").mkdir()
    for place in ("/dev/zero", "/dev/tty", str(loop), str(tmp_path / "empty"), str(tmp_path / "none"), "a\0b"):
        assert main(["check", place]) == 2, place
        assert capsys.readouterr().err


def test_a_pipe_is_read_until_it_is_closed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reader, writer = os.pipe()
    os.write(writer, diagrams.small())
    os.close(writer)
    code, (findings,), _ = told(capsys, "check", "--json", f"/dev/fd/{reader}")
    os.close(reader)
    assert (code, findings) == (0, [])


def test_a_pipe_that_nobody_writes_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("web.console.reading.PATIENCE", 0.05)
    reader, writer = os.pipe()
    assert main(["check", f"/dev/fd/{reader}"]) == 2
    os.close(reader)
    os.close(writer)


# --- measured from outside: the program itself, in its own process with its child ------------------------------------

#: file, command, exit code
MEASURED = (
    ("rows.dmn", ("check", "--json"), 0),
    ("ladder.dmn", ("decide", "--json", "--decision", "D2999", "--input", "{}"), 1),
    ("eaten.bpmn", ("play", "--json", "--variables", "@{folder}/eaten.json"), 1),
)
MAKERS = {
    "rows.dmn": lambda: table.decisions.steps(10_000), "ladder.dmn": lambda: table.decisions.ladder(3_000),
    "eaten.bpmn": diagrams.small,
}


@pytest.mark.parametrize(("name", "command", "code"), MEASURED, ids=[name for name, *_ in MEASURED])
def test_within_five_seconds_and_300_megabytes(name: str, command: tuple[str, ...], code: int, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(MAKERS[name]())
    (tmp_path / "eaten.json").write_bytes(b'{"a":[' + b"[]," * 1_600_000 + b"1]}")
    options = [option.replace("{folder}", str(tmp_path)) for option in command[1:]]
    done = measured(
        [sys.executable, "-m", "web.cli", command[0], str(tmp_path / name), *options], cwd=ROOT,
        env={**os.environ, "CHENGXU_HOME": str(tmp_path)},
    )
    assert (done.code, done.err) == (code, b"")
    assert json.loads(done.out.splitlines()[-1]) is not None
    assert done.seconds < SECONDS + 0.5
    assert done.kilobytes < MEMORY * 1024
