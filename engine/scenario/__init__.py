"""Scenarios: facts in, path and end expected, with a clock of their own; and the player that they and people use."""

from engine.scenario.answers import Answers, parse
from engine.scenario.player import play, play_deployed
from engine.scenario.runner import Report, run, seed
from engine.scenario.script import MOST_STEPS, START, Ending, Played, Refusal, Script
from engine.scenario.story import Scenario, read
from engine.scenario.times import instant, until

__all__ = [
    "MOST_STEPS", "START", "Answers", "Ending", "Played", "Refusal", "Report", "Scenario", "Script", "instant", "parse",
    "play", "play_deployed", "read", "run", "seed", "until",
]
