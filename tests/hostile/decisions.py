"""Hostile decision files, made when they are needed: every function gives the bytes of one file."""

from __future__ import annotations

from collections.abc import Sequence

HEAD = '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="defs" name="d" namespace="{namespace}">'


def dmn(*parts: str, namespace: str = "urn:d") -> bytes:
    """A DMN file."""
    return f"{HEAD.format(namespace=namespace)}{''.join(parts)}</definitions>".encode()


def escaped(text: str) -> str:
    """Text for XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def decision(id: str, logic: str, *needs: str) -> str:
    """A decision that requires others."""
    required = "".join(
        f'<informationRequirement><requiredDecision href="#{need}"/></informationRequirement>' for need in needs
    )
    return f'<decision id="{id}" name="{id}"><variable name="{id}"/>{required}{logic}</decision>'


def literal(text: str) -> str:
    """A literal expression."""
    return f"<literalExpression><text>{escaped(text)}</text></literalExpression>"


def says(text: str) -> bytes:
    """A file with one decision: a FEEL text."""
    return dmn(decision("D", literal(text)))


def table(rows: Sequence[Sequence[str]], *, hit: str = "UNIQUE") -> str:
    """A decision table; the last cell of each row is its output."""
    inputs = "".join(
        f'<input id="i{n}"><inputExpression typeRef="number"><text>x{n}</text></inputExpression></input>'
        for n in range(len(rows[0]) - 1)
    )
    rules = "".join(
        f'<rule id="r{number}">'
        + "".join(f"<inputEntry><text>{escaped(cell)}</text></inputEntry>" for cell in row[:-1])
        + f"<outputEntry><text>{escaped(row[-1])}</text></outputEntry></rule>"
        for number, row in enumerate(rows)
    )
    return f'<decisionTable hitPolicy="{hit}">{inputs}<output name="y"/>{rules}</decisionTable>'


def steps(count: int, columns: int = 1) -> bytes:
    """A table of many rows, each for a number of its own."""
    return dmn(decision("D", table([[*[f"{n}"] * columns, f"{n}"] for n in range(count)])))


def blanket(count: int, hit: str = "UNIQUE") -> bytes:
    """A table in which every row matches everything."""
    return dmn(decision("D", table([["-", "-", f"{n}"] for n in range(count)], hit=hit)))


def slices(count: int, columns: int) -> bytes:
    """Overlapping half-lines in many columns: boxes that cut each other into ever smaller ones."""
    rows = [[f"{'>' if (n >> c) % 2 else '<='} {n * 7 % 100}" for c in range(columns)] + [f"{n}"] for n in range(count)]
    return dmn(decision("D", table(rows)))


def ring(count: int) -> bytes:
    """Decisions that require each other in a circle."""
    return dmn(*(decision(f"D{n}", literal("1"), f"D{(n + 1) % count}") for n in range(count)))


def ladder(count: int) -> bytes:
    """A chain of decisions, each twice the one before."""
    return dmn(decision("D0", literal("1")), *(
        decision(f"D{n}", literal(f"D{n - 1} + D{n - 1}"), f"D{n - 1}") for n in range(1, count)
    ))


def knowledge(text: str, call: str) -> bytes:
    """A business knowledge model `f(n)`, and a decision that invokes it."""
    needed = '<knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>'
    return dmn(
        '<businessKnowledgeModel id="f" name="f"><variable name="f"/><encapsulatedLogic><formalParameter name="n"/>'
        f"{literal(text)}</encapsulatedLogic></businessKnowledgeModel>",
        f'<decision id="D" name="D"><variable name="D"/>{needed}{literal(call)}</decision>',
    )


def importing(namespace: str, *others: str) -> bytes:
    """A file that imports others by namespace; each names a place that nobody must look at."""
    rows = "".join(
        f'<import name="n{n}" namespace="{other}" locationURI="file:///etc/passwd" '
        'importType="https://www.omg.org/spec/DMN/20191111/MODEL/"/>' for n, other in enumerate(others)
    )
    return dmn(rows, decision("D", literal("1")), namespace=namespace)


def item_ring() -> bytes:
    """Types made of each other."""
    return dmn(
        '<itemDefinition name="A"><typeRef>B</typeRef></itemDefinition>'
        '<itemDefinition name="B"><typeRef>A</typeRef></itemDefinition>'
        '<decision id="D" name="D"><variable name="D" typeRef="A"/>' + literal("1") + "</decision>",
    )


def item_tree() -> bytes:
    """A type that holds itself."""
    return dmn(
        '<itemDefinition name="A"><itemComponent name="a"><typeRef>A</typeRef></itemComponent></itemDefinition>'
        '<decision id="D" name="D"><variable name="D" typeRef="A"/>' + literal("{a: {a: null}}") + "</decision>",
    )


def outside_function() -> bytes:
    """A function that wants to be Java."""
    body = literal('{class: "java.lang.Runtime", method signature: "exec(java.lang.String)"}')
    return dmn(
        f'<businessKnowledgeModel id="f" name="f"><variable name="f"/><encapsulatedLogic kind="Java">{body}'
        "</encapsulatedLogic></businessKnowledgeModel>", decision("D", literal("f(1)")),
    )
