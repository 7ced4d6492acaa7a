"""The command line as other programs drive it: exit codes, JSON only on standard output, never a traceback."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from engine.values import loads
from tests.engine.scenario.drawing import bpmn, chain, end, node, process, start, user
from web.cli import COMMANDS, main

ROOT = Path(__file__).parents[2]
ONE_TASK = bpmn(process("p", start(), user("a"), end(), chain("start", "a", "end")))
REFUSED = bpmn(process("p", start(), node("scriptTask", "g"), end(), chain("start", "g", "end")))
TYPES = b'<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:types"/>'
IMPORTING = b"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:t">
<import importType="http://www.w3.org/2001/XMLSchema" namespace="urn:types" location="types.xsd"/></definitions>"""
TABLE = b"""<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">
<decision id="D1" name="Double"><literalExpression><text>2 * x</text></literalExpression></decision>
<decision id="D2" name="Day"><literalExpression><text>date("2027-01-04")</text></literalExpression></decision></definitions>"""


def chengxu(*arguments: str, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    environ = {**os.environ, "PYTHONPATH": str(ROOT), **({"CHENGXU_HOME": str(home)} if home else {})}
    return subprocess.run(
        [sys.executable, "-m", "web.cli", *arguments], capture_output=True, text=True, env=environ, timeout=60, check=False
    )


class Answer:
    """What a command in this process gave."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> None:
        try:
            self.code = main(arguments)
        except SystemExit as stop:
            self.code = int(str(stop.code))
        self.out, self.err = capsys.readouterr()
        assert "Traceback" not in self.err

    @property
    def json(self) -> Any:
        """The one document."""
        (line,) = self.out.splitlines()
        return loads(line)

    @property
    def lines(self) -> list[Any]:
        """One document a line."""
        return [loads(line) for line in self.out.splitlines()]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a diagram, a refused one, a table and junk."""
    for name, content in (("p.bpmn", ONE_TASK), ("refused.bpmn", REFUSED), ("d.dmn", TABLE), ("junk.txt", b"hello")):
        (tmp_path / name).write_bytes(content)
    return tmp_path


# --- in a process of its own -----------------------------------------------------------------------------------------


def test_play_from_outside(place: Path) -> None:
    done = chengxu("play", str(place / "p.bpmn"), "--json")
    lines = [loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (0, "")
    assert all("outcome" not in line for line in lines[:-1])
    assert lines[-1] == {
        "outcome": "waiting", "process": "p", "instance": "10000000", "waiting_at": ["a"], "variables": {}, "error": None,
    }


def test_wrong_use_from_outside() -> None:
    for arguments in ((), ("nothing",), ("play",), ("play", "/nowhere.bpmn"), ("check", "--profile", "x", "y")):
        done = chengxu(*arguments)
        assert (done.returncode, done.stdout) == (2, "") and done.stderr and "Traceback" not in done.stderr


def test_a_reader_that_has_seen_enough_is_no_error(place: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -m web.cli play {place / 'p.bpmn'} --json | head -1", shell=True, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=60, check=False,
    )
    assert (done.returncode, done.stderr, len(done.stdout.splitlines())) == (0, "", 1)


# --- every command ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_in_both_languages(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    answer = Answer(capsys, command, "--help")
    assert answer.code == 0 and any(ord(letter) > 0x4E00 for letter in answer.out)


def test_the_list_of_commands(capsys: pytest.CaptureFixture[str]) -> None:
    answer = Answer(capsys, "--help")
    assert answer.code == 0 and all(command in answer.out for command in COMMANDS)


@pytest.mark.parametrize("arguments", [
    ("deploy", "p.bpmn"), ("history", "verify", "--all"), ("calendar", "show", "2027"), ("demo",), ("serve",), ("worker",),
    ("user", "list"),
])
def test_without_init_the_stored_house_is_wrong_use(
    arguments: tuple[str, ...], place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place)
    answer = Answer(capsys, *arguments, "--json")
    assert (answer.code, answer.out) == (2, "") and "chengxu init" in answer.err


def test_a_wrong_setting_is_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHENGXU_PORT", "many")
    answer = Answer(capsys, "init")
    assert answer.code == 2 and "CHENGXU_PORT" in answer.err


def test_what_nobody_foresaw_has_a_number_and_stands_in_the_log(
    home: Path, place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("hidden")

    monkeypatch.setattr("web.console.sources.read", broken)
    answer = Answer(capsys, "check", str(place / "p.bpmn"))
    assert answer.code == 1 and "hidden" not in answer.err and str(home / "chengxu.log") in answer.err
    assert "ZeroDivisionError: hidden" in (home / "chengxu.log").read_text("utf-8")


# --- check -----------------------------------------------------------------------------------------------------------


def test_check_finds_nothing_or_warnings_in_a_good_file(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = Answer(capsys, "check", str(place / "p.bpmn"), "--json")
    assert answer.code == 0 and {finding["severity"] for finding in answer.json} <= {"warning"}


def test_check_tells_every_error_with_its_remedy(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "broken.bpmn").write_bytes(ONE_TASK.replace(b'targetRef="end"', b'targetRef="nowhere"'))
    answer = Answer(capsys, "check", str(place / "broken.bpmn"), str(place / "junk.txt"), "--json")
    assert answer.code == 1
    assert {finding["file"] for finding in answer.json} == {str(place / "broken.bpmn"), str(place / "junk.txt")}
    for finding in answer.json:
        assert set(finding) == {"file", "element_id", "element_name", "rule", "severity", "message", "remedy"}
        assert finding["message"] and finding["remedy"]
    plain = Answer(capsys, "check", str(place / "broken.bpmn"))
    assert plain.code == 1 and "[dangling_reference]" in plain.out


def test_check_warns_of_what_is_bpmn_but_not_played_here(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain = Answer(capsys, "check", str(place / "refused.bpmn"))
    assert plain.code == 0 and "[script_task]" in plain.out
    assert Answer(capsys, "check", str(place / "refused.bpmn"), "--profile", "chengxu").code == 1
    assert Answer(capsys, "play", str(place / "refused.bpmn")).code == 1


def test_check_reads_imports_beside_the_file_and_nothing_else(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = place / "model"
    folder.mkdir()
    (place / "types.xsd").write_bytes(TYPES)
    (folder / "p.bpmn").write_bytes(IMPORTING)
    assert "[imports]" in Answer(capsys, "check", str(folder / "p.bpmn")).out
    (folder / "types.xsd").symlink_to(place / "types.xsd")
    assert "[imports]" in Answer(capsys, "check", str(folder / "p.bpmn")).out
    (folder / "types.xsd").unlink()
    (folder / "types.xsd").write_bytes(TYPES)
    assert Answer(capsys, "check", str(folder / "p.bpmn")).code == 0
    (folder / "p.bpmn").write_bytes(IMPORTING.replace(b"types.xsd", b"a" * 5_000))
    assert Answer(capsys, "check", str(folder / "p.bpmn")).code == 1


def test_files_in_bpmn_are_under_the_rules_of_the_house(capsys: pytest.CaptureFixture[str]) -> None:
    filing = ROOT / "bpmn" / "acceptance_filing" / "acceptance_filing.bpmn"
    assert Answer(capsys, "check", str(filing), "--json").json == []


def test_the_house_asks_for_more_than_the_standard(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert Answer(capsys, "check", str(place / "p.bpmn"), "--profile", "chengxu", "--json").code == 1


# --- play ------------------------------------------------------------------------------------------------------------


def test_play_with_answers_from_a_file(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "answers.json").write_text('{"user_tasks": {"a": {"variables": {"cost": 12.50}, "after": "P1D"}}}', "utf-8")
    answer = Answer(capsys, "play", str(place / "p.bpmn"), "--answers", f"@{place / 'answers.json'}", "--json")
    assert answer.code == 0 and answer.lines[-1]["outcome"] == "completed" and "12.5" in answer.out
    completed = next(line for line in answer.lines if line.get("type") == "user_task_completed")
    assert set(completed) == {
        "stream", "sequence", "type", "version", "at", "actor", "is_fact", "element_id", "element_instance_key", "body", "digest",
    }
    assert (completed["at"], completed["is_fact"]) == ("2027-01-05T01:00:00.000000Z", True)


def test_play_until(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    later = '{"user_tasks": {"a": {"after": "P3D"}}}'
    for until, outcome in (("P2D", "waiting"), ("2027-01-08T00:00:00+08:00", "completed")):
        answer = Answer(capsys, "play", str(place / "p.bpmn"), "--answers", later, "--until", until, "--json")
        assert answer.lines[-1]["outcome"] == outcome


def test_play_rejects_a_diagram_with_findings(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = Answer(capsys, "play", str(place / "refused.bpmn"), "--json")
    (line,) = answer.lines
    assert (answer.code, line["outcome"], line["error"]["code"]) == (1, "rejected", "diagram.refused")
    assert line["findings"][0]["severity"] == "error"


def test_an_incident_is_an_error_with_its_element(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drawn = bpmn(process("p", start(), node("serviceTask", "s"), end(), chain("start", "s", "end")))
    (place / "s.bpmn").write_bytes(drawn)
    answer = Answer(capsys, "play", str(place / "s.bpmn"), "--answers", '{"jobs": {"s": {"fail": "x"}}}', "--json")
    error = answer.lines[-1]["error"]
    assert (answer.code, answer.lines[-1]["outcome"], error["element_id"]) == (1, "incident", "s")
    assert error["code"] and error["message"]
    assert Answer(capsys, "play", str(place / "s.bpmn"), "--stub", "--json").lines[-1]["outcome"] == "completed"
    assert "incident" in Answer(capsys, "play", str(place / "s.bpmn"), "--answers", '{"jobs": {"s": {"error": "E"}}}').out


@pytest.mark.parametrize("options", [
    ("--answers", "{"), ("--answers", "[]"), ("--answers", '{"user_tasks": {"nowhere": {}}}'), ("--answers", '{"tasks": {}}'),
    ("--answers", "@/nowhere.json"), ("--variables", "[]"), ("--variables", "{"), ("--variables", '{"x": NaN}'),
    ("--at", "soon"), ("--until", "soon"), ("--until", "-P1D"), ("--until", "P99999Y"), ("--process", "nowhere"),
    ("--max-steps", "0"), ("--max-steps", "x"), ("--profile", "zeebe"), ("--calendar", "/nowhere.csv"), ("--calendar", __file__),
    ("--nothing",),
])
def test_wrong_options_of_play(options: tuple[str, ...], place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = Answer(capsys, "play", str(place / "p.bpmn"), *options, "--json")
    assert (answer.code, answer.out) == (2, "") and answer.err


def test_a_play_may_begin_in_the_past(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = Answer(capsys, "play", str(place / "p.bpmn"), "--at", "1999-12-31", "--json")
    assert answer.code == 0 and answer.lines[0]["at"] == "1999-12-30T16:00:00.000000Z"


def test_a_play_of_the_shipped_set_runs_the_real_checks(capsys: pytest.CaptureFixture[str]) -> None:
    answer = Answer(
        capsys, "play", str(ROOT / "bpmn"), "--process", "construction_report", "--handlers", "--json",
        "--variables", '{"project_no": "HA-1", "unit_id": "JT"}', "--until", "P1D",
    )
    assert answer.code == 0 and answer.lines[-1]["waiting_at"] == ["submit_report"]


# --- decide ----------------------------------------------------------------------------------------------------------


def test_decide_by_id_and_by_name(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("D1", "Double"):
        answer = Answer(capsys, "decide", str(place / "d.dmn"), "--decision", name, "--input", '{"x": 1.25}', "--json")
        assert (answer.code, answer.out) == (0, '{"result":2.5,"rules":[],"errors":[]}\n')


def test_dates_are_texts(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = Answer(capsys, "decide", str(place / "d.dmn"), "--decision", "D2", "--input", "{}", "--json")
    assert answer.json["result"] == "2027-01-04"


def test_rules_that_fired(capsys: pytest.CaptureFixture[str]) -> None:
    table = str(ROOT / "bpmn" / "decisions" / "D11.dmn")
    answer = Answer(capsys, "decide", table, "--input", '{"report_confirmed": false}', "--json")
    assert {"decision", "rule_id", "index", "inputs", "outputs"} == set(answer.json["rules"][0])


@pytest.mark.parametrize(("options", "code"), [
    (("--input", "{}"), 2), (("--decision", "nowhere", "--input", "{}"), 2), (("--decision", "D1"), 2),
    (("--decision", "D1", "--input", "{"), 2), (("--decision", "D1", "--input", "[1]"), 2),
])
def test_wrong_options_of_decide(
    options: tuple[str, ...], code: int, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = Answer(capsys, "decide", str(place / "d.dmn"), *options, "--json")
    assert (answer.code, answer.out) == (code, "")


def test_a_broken_table_is_a_finding(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "broken.dmn").write_bytes(b"<definitions")
    answer = Answer(capsys, "decide", str(place / "broken.dmn"), "--input", "{}", "--json")
    assert (answer.code, answer.json["result"], answer.json["errors"][0]["rule"]) == (1, None, "decision_xml")


# --- the stored house ------------------------------------------------------------------------------------------------


def test_a_house_from_nothing_to_demonstration(home: Path, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = Answer(capsys, "init", "--json")
    assert (first.code, first.json["changed"], first.json["home"]) == (0, True, str(home))
    again = Answer(capsys, "init", "--json")
    assert (again.code, again.json["changed"]) == (0, False)

    demo = Answer(capsys, "demo", "--json")
    assert demo.code == 0 and demo.json["filled"]["cases"] == 7
    assert {"username", "password", "roles"} <= set(demo.json["accounts"][0])
    assert Answer(capsys, "demo", "--json").json["filled"] == {"accounts": 0, "rows": 0, "cases": 0}

    for action in ("verify", "replay", "rebuild"):
        answer = Answer(capsys, "history", action, "--all", "--json")
        assert (answer.code, answer.json["differences"]) == (0, [])
    assert Answer(capsys, "history", "verify", "10000000", "--json").json["streams"] == 1

    table = str(ROOT / "tests" / "config" / "calendar_2027.csv")
    assert Answer(capsys, "calendar", "show", "2027", "--json").json["covered"] is False
    loaded = Answer(capsys, "calendar", "import", table, "--json")
    assert (loaded.code, loaded.json["changed"], loaded.json["cases"]) == (0, True, 7)
    assert Answer(capsys, "calendar", "import", table, "--json").json["changed"] is False
    assert Answer(capsys, "calendar", "show", "2027", "--json").json["covered"] is True
    assert Answer(capsys, "history", "replay", "--all", "--json").json["differences"] == []

    refused = Answer(capsys, "deploy", str(place / "refused.bpmn"), "--reason", "try", "--json")
    assert (refused.code, refused.json["changed"]) == (1, False) and refused.json["findings"]
    unchanged = Answer(capsys, "deploy", str(ROOT / "bpmn"), "--json")
    assert (unchanged.code, unchanged.json["changed"]) == (0, False)


def test_a_checkpoint_finds_what_the_chain_alone_cannot(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = str(tmp_path / "heads.json")
    assert Answer(capsys, "init").code == 0
    signed = Answer(capsys, "history", "checkpoint", kept, "--json")
    assert (signed.code, signed.json["streams"] > 0) == (0, True)
    assert (home / "checkpoint.key").stat().st_mode & 0o077 == 0
    whole = Answer(capsys, "history", "verify", "--all", "--checkpoint", kept, "--jobs", "2", "--json")
    assert (whole.code, whole.json["differences"]) == (0, [])

    with sqlite3.connect(home / "chengxu.sqlite3") as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute("DELETE FROM history_event WHERE stream = 'deployment'")
        database.execute("DELETE FROM history_body WHERE stream = 'deployment'")
    assert Answer(capsys, "history", "verify", "--all", "--json").code == 0, "a chain that is gone altogether misses nothing"
    cut = Answer(capsys, "history", "verify", "--all", "--checkpoint", kept, "--json")
    assert (cut.code, {one["kind"] for one in cut.json["differences"]}) == (1, {"gap", "checkpoint"})

    altered = tmp_path / "altered.json"
    altered.write_text(Path(kept).read_text("utf-8").replace('"at":"2', '"at":"1'), "utf-8")
    refused = Answer(capsys, "history", "verify", "--all", "--checkpoint", str(altered), "--json")
    assert (refused.code, refused.out) == (2, "") and "签名" in refused.err


@pytest.mark.parametrize("arguments", [("history", "verify"), ("history", "replay", "1", "--all"), ("history", "verify", "99")])
def test_a_case_or_all(arguments: tuple[str, ...], home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert Answer(capsys, "init").code == 0
    answer = Answer(capsys, *arguments, "--json")
    assert (answer.code, answer.out) == (2, "") and answer.err


ADD = ("user", "add", "root", "--name", "管理员", "--org", "DATA", "--role", "sys_admin", "--password-stdin", "--json")


def test_accounts(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def typing(text: str, *arguments: str) -> Answer:
        monkeypatch.setattr("sys.stdin", StringIO(text))
        return Answer(capsys, *arguments)

    assert Answer(capsys, "init").code == 0
    added = typing("Lotus-pond-2027\n", *ADD)
    assert (added.code, added.json["roles"], added.json["must_change_password"]) == (0, ["sys_admin"], True)
    assert "password_hash" not in added.json
    assert typing("Lotus-pond-2027\n", *ADD).code == 2  # the name is taken
    changed = Answer(capsys, "user", "role", "root", "--grant", "auditor", "--revoke", "sys_admin", "--json")
    assert changed.json["roles"] == ["auditor"]
    assert Answer(capsys, "user", "role", "root", "--grant", "emperor").code == 2
    assert typing("Other-pond-2027\n", "user", "password", "root", "--password-stdin", "--json").code == 0
    assert typing("short\n", "user", "password", "root", "--password-stdin").code == 2
    assert typing("", "user", "password", "root").code == 2  # nobody is there to type it
    assert Answer(capsys, "user", "password", "nobody", "--password-stdin").code == 2
    assert [one["username"] for one in Answer(capsys, "user", "list", "--json").json] == ["root"]
    assert "管理员" in Answer(capsys, "user", "list").out
