"""The engine's houses, for tests that hurt them."""

from tests.engine.conftest import build as build
