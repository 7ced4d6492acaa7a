"""`chengxu coverage`: honest about what is not there yet, an error only for a clause that does not exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.deployment.test_citations import DIAGRAM
from tests.web.test_cli import Answer


def test_the_shipped_set_names_no_unknown_clause_and_says_what_is_open(capsys: pytest.CaptureFixture[str]) -> None:
    answer = Answer(capsys, "coverage", "--json")
    told = answer.json
    assert (answer.code, told["unknown"], told["summary"]["articles"]) == (0, [], 41)
    articles = {one["article"]: one for one in told["articles"]}
    assert "submit_filing" in {one["element_id"] for one in articles["27"]["elements"]}
    assert {"kind": "gate", "id": "G30"}.items() <= next(one for one in articles["26"]["elements"] if one["id"] == "G30").items()
    assert articles["27"]["scenarios"]
    assert (articles["1"]["status"], set(articles["1"]["why"])) == ("outside", {"zh", "en"})
    unfinished = [one for one in articles.values() if one["status"] in ("open", "partly")]
    assert Answer(capsys, "coverage", "--json", "--strict").code == (1 if unfinished else 0)


def test_people_read_it_chinese_first(capsys: pytest.CaptureFixture[str]) -> None:
    lines = Answer(capsys, "coverage").out.splitlines()
    assert lines[0].startswith("1 [不由系统执行]")
    assert lines[1].startswith("1 [outside the system]")
    assert any("acceptance_filing.bpmn" in line and "submit_filing" in line for line in lines)
    assert lines[-2].startswith("41 条")


def test_a_clause_that_does_not_exist_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "p.bpmn").write_bytes(DIAGRAM.replace("26、27".encode(), b"99"))
    answer = Answer(capsys, "coverage", str(tmp_path), "--json")
    assert (answer.code, [(one["element_id"], one["clause"]) for one in answer.json["unknown"]]) == (1, [("t", "99")])
    assert "条款“99”不存在" in Answer(capsys, "coverage", str(tmp_path)).out


def test_a_broken_file_is_a_finding_and_a_missing_one_or_a_broken_scenario_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "p.bpmn").write_bytes(b"<definitions")
    answer = Answer(capsys, "coverage", str(tmp_path / "p.bpmn"), "--json")
    assert (answer.code, answer.json["findings"][0]["rule"]) == (1, "xml")
    assert Answer(capsys, "coverage", str(tmp_path / "none.bpmn"), "--json").code == 2
    (tmp_path / "p.bpmn").write_bytes(DIAGRAM)
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "s.toml").write_text("[", "utf-8")
    assert Answer(capsys, "coverage", str(tmp_path), "--json").code == 2
