"""A route that forgets to ask for a permission is shut."""

from __future__ import annotations

from tests.web.setting import World


def test_a_route_without_a_permission_is_not_there(world: World) -> None:
    world.app.add_url_rule("/forgotten", "forgotten", lambda: "everything")
    assert world.person("lead").get("/forgotten").status_code == 404
    assert world.visitor().get("/forgotten").status_code == 404
