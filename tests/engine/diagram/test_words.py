"""How faults name things and quote files."""

from __future__ import annotations

from engine.diagram.document import load
from engine.diagram.words import QUOTED, Text, named, quote

DOCUMENT = load(
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p">'
    '<userTask id="t" name="审核{element}&#10;方案"/><endEvent id="e"/></process></definitions>'.encode(),
    "given.bpmn",
)
TEXT = Text("engine.diagram.rules.house.sample", zh="{element}有误:{what}", en="{element}: {what}",
            remedy_zh="改正{what}", remedy_en="Mend {what}")


def test_an_element_is_named_by_kind_name_and_id() -> None:
    assert named(DOCUMENT, "t") == ("用户任务“审核{element} 方案”（t）", 'user task "审核{element} 方案" (t)')
    assert named(DOCUMENT, "e") == ("结束事件（e）", "end event (e)")
    assert named(DOCUMENT, "gone") == ("“gone”", '"gone"')
    assert named(DOCUMENT, None) == ("文件", "the file")


def test_a_fault_says_where_which_rule_and_how_to_mend_it() -> None:
    fault = TEXT.fault(DOCUMENT, "e", what="{0}")
    assert (fault.file, fault.element_id, fault.element_name) == ("given.bpmn", "e", None)
    assert (fault.rule, fault.severity) == ("sample", "error")
    assert fault.message == {"zh": "结束事件（e）有误:{0}", "en": "end event (e): {0}"}
    assert fault.remedy == {"zh": "改正{0}", "en": "Mend {0}"}


def test_quotes_are_short_and_on_one_line() -> None:
    assert quote(" a\n b ") == "a b"
    assert len(quote("长" * 10_000)) == QUOTED
