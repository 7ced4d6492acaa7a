"""Who withdraws may apply again."""

from __future__ import annotations

from handlers.development_reform.withdraw_application import withdraw_application
from tests.handlers.city import City


def test_who_withdraws_may_apply_again(city: City) -> None:
    city.project(state="立项审批")
    assert city.run(withdraw_application, {}).variables == {"approval_result": "撤回"}
    assert city.row("project")["state"] == "评审通过"
