"""`chengxu coverage [PATH…]`: the articles of the regulation against what implements them, both ways."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable

from config import clauses
from config.settings import Settings
from engine import deployment
from engine.deployment import Cited
from web import coverage
from web.console import findings, houses, sources
from web.console.failures import FAILED
from web.console.terminal import Terminal, both, offer_json
from web.coverage import Article, Coverage
from web.words import LANGUAGES, words


def configure(parser: ArgumentParser) -> None:
    """[PATH…] [--strict]"""
    parser.add_argument("paths", nargs="*", metavar="PATH", help=both("coverage.paths"))
    parser.add_argument("--strict", action="store_true", help=both("coverage.strict"))
    offer_json(parser)


def run(options: Namespace, terminal: Terminal) -> int:
    """0: every clause that is named exists; 1: one does not, a file is broken, or with `--strict` an article is open."""
    files = sources.read(options.paths) if options.paths else sources.shipped()
    broken = [fault for fault in deployment.examine(files, profile="bpmn").faults if fault.severity == "error"]
    if broken:
        if options.json:
            terminal.json({"findings": findings.as_json(broken)})
        else:
            findings.show(terminal, broken)
        return FAILED
    scenarios = sources.scenarios(options.paths) if options.paths else sources.scenarios()
    handlers = houses.opened(Settings.load({}, {"database_url": houses.MEMORY})).handlers
    named = deployment.cited(files)
    elements = [*named, *coverage.of_handlers(handlers, named), *coverage.of_scenarios(scenarios)]
    measured = coverage.measure(elements, clauses.load())
    if options.json:
        terminal.json(coverage.as_json(measured))
    else:
        _tell(measured, terminal)
    return FAILED if measured.unknown or (options.strict and measured.open) else 0


def _tell(measured: Coverage, terminal: Terminal) -> None:
    for article in measured.articles:
        _tell_article(article, terminal)
    terminal.line()
    _by_file(measured.without, "cli.coverage.without", terminal)
    for element, clause in measured.unknown:
        terminal.say("cli.coverage.unknown", clause=clause, place=f"{element.file} {element.at or element.id}", name=element.name)
    counts = coverage.as_json(measured)["summary"]
    terminal.say("cli.coverage.done", **counts)


def _tell_article(article: Article, terminal: Terminal) -> None:
    for language in LANGUAGES:
        text = article.clause.zh if language == "zh" else article.clause.en
        status = words(f"coverage.{article.status}", language)
        reason = article.clause.why.get(language, "")
        terminal.line(words("cli.coverage.article", language, article=article.clause.number, status=status, text=text, reason=reason).rstrip())
    if article.status == "partly":
        terminal.line(f"    {both('coverage.missing', parts=', '.join(article.missing))}")
    _lines(article.elements, terminal)
    for scenario in article.scenarios:
        terminal.line(f"    ✓ {scenario.file} {scenario.name}")


def _by_file(elements: Iterable[Cited], title: str, terminal: Terminal) -> None:
    listed = list(elements)
    if listed:
        terminal.say(title, count=len(listed))
        _lines(listed, terminal)


def _lines(elements: Iterable[Cited], terminal: Terminal) -> None:
    """One line a file: its elements with their names."""
    by_file: dict[str, list[str]] = {}
    for one in elements:
        name = f"{one.id} {one.name}".strip() if one.kind != "rule" else one.id
        name += "" if one.bound else f" ({both('coverage.unbound')})"
        by_file.setdefault(one.file, []).append(name)
    for file, names in by_file.items():
        terminal.line(f"    {file} ({len(names)}): {'; '.join(dict.fromkeys(names))}")
