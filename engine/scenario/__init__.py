"""Scenarios: facts in, path and end expected, with a clock of their own; and the player that they and people use."""

from engine.scenario.answers import Answers
from engine.scenario.player import play
from engine.scenario.script import Ending, Played, Refusal, Script

__all__ = ["Answers", "Ending", "Played", "Refusal", "Script", "play"]
