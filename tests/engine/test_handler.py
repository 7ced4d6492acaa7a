"""What a check answers, and how checks are found."""

from types import ModuleType

import pytest

import handlers
from engine.handler import Finding, Handler, Job, Result, Verdict, discover, handler


def found(*verdicts: Verdict) -> Result:
    return Result(findings=[Finding(item="x", verdict=verdict) for verdict in verdicts])


@pytest.mark.parametrize(
    ("verdicts", "verdict"),
    [(("通过", "不通过", "存疑"), "不通过"), (("通过", "存疑"), "存疑"), (("通过", "不适用"), "通过"), (("不适用",), "不适用"),
     ((), "不适用")],
)
def test_the_worst_item_decides(verdicts: tuple[Verdict, ...], verdict: Verdict) -> None:
    assert found(*verdicts).verdict == verdict


def test_a_hint_never_blocks() -> None:
    hint = Finding(item="x", verdict="不通过", severity="提示")
    assert Result(findings=[hint, Finding(item="y", verdict="通过")]).verdict == "通过"


def test_checks_are_found_by_their_type() -> None:
    discovered = discover(handlers)
    assert isinstance(discovered["data_bureau.check_report"], Handler)
    assert all(type.count(".") == 1 for type in discovered)


def test_a_type_bound_twice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    package = ModuleType("twice")
    package.__path__ = []

    @handler("a.b", clauses=["26"])
    def one(job: Job) -> Result:
        return Result()

    @handler("a.b", clauses=["26"])
    def other(job: Job) -> Result:
        return Result()

    module = ModuleType("twice.checks")
    vars(module)["name"] = one.__module__ = other.__module__ = module.__name__
    vars(module).update(one=one, other=other)
    monkeypatch.setattr("pkgutil.walk_packages", lambda *_: [module])
    monkeypatch.setattr("importlib.import_module", lambda _: module)
    with pytest.raises(ValueError, match="bound twice"):
        discover(package)
