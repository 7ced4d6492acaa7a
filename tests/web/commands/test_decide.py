"""`chengxu decide`: results, errors in words, and what a faulty or missing part of a file spoils."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.engine.decision.coverage import decides
from tests.engine.decision.draw import datum, definitions, draw, literal, table
from tests.engine.decision.test_imports import BASE, PERSON, USES, file, needs
from tests.engine.decision.test_subgraph import INNER, ONE
from tests.usage import measured
from web.cli import main as command

ROOT = Path(__file__).parents[3]


@pytest.fixture
def decide(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs the command on files (name -> content); gives the exit code and the JSON document."""

    def run(inputs: dict[str, Any], *options: str, **files: bytes) -> tuple[int, Any]:
        for name, content in files.items():
            (tmp_path / f"{name}.dmn").write_bytes(content)
        paths = [str(tmp_path / f"{name}.dmn") for name in files]
        code = command(["decide", *paths, *options, "--input", json.dumps(inputs), "--json"])
        text = capsys.readouterr().out
        return code, json.loads(text) if text else None

    return run


def test_a_result_and_its_rules(decide: Any) -> None:
    code, document = decide({"x": 5}, a=definitions(draw(table(["> 1 => x * 2"]))))
    assert (code, document["result"], [rule["index"] for rule in document["rules"]]) == (0, 10, [1])


@decides("errors name the element")
def test_an_error_has_a_code_an_element_and_words(decide: Any) -> None:
    code, document = decide({"x": 5}, a=definitions(draw(table(['> 1 => "a" < 1']))))
    (error,) = document["errors"]
    assert (code, error["code"], error["element_id"], error["decision"]) == (1, "feel.compare", "r1", "d")
    assert error["message"] == "文本与数字不能比较。 A string cannot be compared with a number."


def test_a_faulty_expression_spoils_only_what_needs_it(decide: Any) -> None:
    content = definitions(draw(literal("1 +"), name="bad"), draw(literal("1"), name="good"), draw("", name="empty"))
    assert decide({}, "--decision", "good", a=content)[1] == {"result": 1, "rules": [], "errors": []}
    assert decide({}, "--decision", "empty", a=content)[1] == {"result": None, "rules": [], "errors": []}
    code, document = decide({}, "--decision", "bad", a=content)
    assert (code, document["result"], document["errors"][0]["code"]) == (1, None, "feel.syntax")


def test_an_overlap_does_not_keep_other_inputs_from_being_decided(decide: Any) -> None:
    content = definitions(draw(table(["> 1 => 1", "> 5 => 2"])))
    assert decide({"x": 3}, a=content)[1]["result"] == 1
    assert decide({"x": 9}, a=content)[1]["errors"][0]["code"] == "decision.not_unique"


def test_files_import_each_other(decide: Any) -> None:
    files = {"main": file("urn:main", USES, Model_A="urn:base"), "base": file("urn:base", *BASE)}
    assert decide(PERSON, **files) == (0, {"result": "Hello, BoBo", "rules": [], "errors": []})


@decides("files beside the file")
def test_an_imported_file_is_found_beside_the_one_that_imports_it(decide: Any, tmp_path: Path) -> None:
    main = file("urn:main", USES, Model_A="urn:base")
    code, document = decide(PERSON, main=main)
    assert (code, [error["rule"] for error in document["errors"]]) == (1, ["decision_import", "decision_reference"])
    (tmp_path / "other.dmn").write_bytes(file("urn:other", draw(literal("1"))))
    (tmp_path / "base.dmn").write_bytes(file("urn:base", *BASE))
    assert decide(PERSON, main=main) == (0, {"result": "Hello, BoBo", "rules": [], "errors": []})
    assert command(["check", str(tmp_path / "main.dmn")]) == 0


def test_the_place_that_an_import_names_counts_more_than_the_namespace(decide: Any, tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    for place, word in (("parts/base", "here"), ("base", "there")):
        (tmp_path / f"{place}.dmn").write_bytes(file("urn:base", draw(literal(f'"{word}"'), name="Hello")))
    drawn = f'<decision id="d" name="d">{needs("urn:base#Hello")}{literal("A.Hello")}</decision>'
    main = file("urn:main", drawn, A="urn:base")
    assert decide({}, main=main.replace(b'importType', b'locationURI="parts/base.dmn" importType'))[1]["result"] == "here"
    assert decide({}, main=main.replace(b'importType', b'locationURI="../parts/base.dmn" importType'))[1]["result"] == "there"


@pytest.mark.parametrize("name", ["s", "核定 服务"])
def test_services_are_asked_by_id_or_name(decide: Any, name: str) -> None:
    assert decide({"x": 1, "given": "a"}, "--decision", name, a=definitions(*INNER, ONE))[1]["result"] == "2a"


def test_wrong_use(decide: Any) -> None:
    content = definitions(draw(literal("1"), name="a"), draw(literal("2"), name="b"))
    assert decide({}, a=content)[0] == 2
    assert decide({}, "--decision", "c", a=content)[0] == 2
    assert decide({}, a=b"<a/>")[0] == 1


@decides("tables of 10,000 rows")
@pytest.mark.parametrize("arguments", [["check", "--json"], ["decide", "--json", "--input", '{"x": 5000.5, "y": "a"}']], ids=["check", "decide"])
def test_a_table_of_10_000_rows_takes_seconds_and_little_memory(tmp_path: Path, arguments: list[str]) -> None:
    rows = [f'[{number}..{number + 1}) | "a", "b{number}" => {number}' for number in range(10_000)]
    (tmp_path / "large.dmn").write_bytes(definitions(datum("x", "number"), draw(table(rows, inputs="x | y"))))
    command_line = [sys.executable, "-m", "web.cli", arguments[0], str(tmp_path / "large.dmn"), *arguments[1:]]
    done = measured(command_line, env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=tmp_path)
    assert done.code == 0
    assert json.loads(done.out)
    assert done.seconds < 5
    assert done.kilobytes < 300_000
