"""The matrix of articles, as owners and auditors see it, with links to the diagrams that are deployed."""

from __future__ import annotations

from tests.web.setting import World, words_of


def test_every_article_is_there_with_what_carries_it_out(world: World) -> None:
    answer = world.person("owner").get("/coverage")
    page = words_of(answer)
    for text in ("第二十六条", "部分落实", "尚未", "不由系统执行", "说明立法目的", "没有写明条款的内容"):
        assert text in page
    assert 'href="/definitions/acceptance_filing?at=submit_filing"' in answer.text


def test_articles_of_one_status(world: World) -> None:
    page = words_of(world.person("auditor").get("/coverage?status=outside"))
    assert "第四十一条" in page
    assert "第二十七条 验收合格" not in page


def test_a_link_leads_to_the_element_on_its_diagram(world: World) -> None:
    assert '"found": ["submit_filing"]' in world.person("owner").get("/definitions/acceptance_filing?at=submit_filing").text
