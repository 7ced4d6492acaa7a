"""Ad-hoc sub-processes: what nothing leads to begins, until it is enough."""

from engine.model import Process
from tests.engine.kernel.coverage import plays
from tests.engine.kernel.drawing import chain, draw, inside, node, play


def ad_hoc(**more: object) -> Process:
    return draw(
        [node("s", "startEvent"), node("h", "adHocSubProcess", **more),
         *inside("h", node("a", "userTask"), node("b", "userTask"), node("c", "userTask")), node("e", "endEvent")],
        [*chain("s", "h", "e"), *chain("a", "c")],
    )


@plays("ad-hoc sub-process")
def test_everything_that_nothing_leads_to_begins_and_all_of_it_is_done() -> None:
    played = play(ad_hoc())
    assert played.path() == ["s", "h", "a", "b"]
    for name in "abc":
        assert played.outcome is None
        played.complete(name)
    assert played.outcome == "completed"


@plays("ad-hoc sub-process, sequential")
def test_sequential_ones_go_one_after_the_other_with_what_follows_each() -> None:
    played = play(ad_hoc(sequential=True))
    for name in "acb":
        assert played.path()[-1] == name
        played.complete(name)
    assert played.outcome == "completed"


@plays("ad-hoc sub-process, completion condition")
def test_when_it_is_enough_the_rest_is_cancelled_or_finished() -> None:
    played = play(ad_hoc(completion_condition="=enough"))
    played.complete("b", enough=True)
    assert played.bodies("element_terminated", "a") == [{"reason": "completion_condition"}]
    assert played.outcome == "completed"
    played = play(ad_hoc(completion_condition="=enough", cancel_remaining=False))
    played.complete("b", enough=True)
    assert played.outcome is None
    played.complete("a")
    played.complete("c")
    assert played.outcome == "completed"


def test_not_enough_when_all_is_done_is_an_incident_that_a_correction_mends() -> None:
    played = play(ad_hoc(completion_condition="=enough"), enough=False)
    for name in "abc":
        played.complete(name)
    incident = played.bodies("incident_created")[0]
    assert incident["code"] == "ad_hoc.not_enough"
    played.apply("variables_corrected", variables={"enough": True}, reason="r")
    played.apply("incident_resolved", incident_key=incident["incident_key"])
    assert played.outcome == "completed"


def test_the_list_of_zeebe_says_what_begins() -> None:
    played = play(ad_hoc(active_elements='=["b"]'))
    played.complete("b")
    assert played.path() == ["s", "h", "b", "e"]
    assert play(ad_hoc(active_elements='=["x"]')).bodies("incident_created")[0]["code"] == "collection.invalid"
    assert play(ad_hoc(active_elements="=[]")).outcome == "completed"
