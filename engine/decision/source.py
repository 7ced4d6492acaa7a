"""One DMN file while it is read: its elements, whatever version they are of, and the problems found so far."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from lxml import etree

from engine.decision.problems import DecisionProblem, DecisionRefused, expression_data, problem
from engine.decision.types import ItemDefinition, Types, local_name
from engine.feel import (
    Expression,
    Faulty,
    FaultyTests,
    FeelSyntaxError,
    Run,
    Type,
    UnaryTests,
    Value,
    is_type,
    parse,
    parse_unary_tests,
)
from engine.xml import XmlRefused, line_of
from engine.xml import parse as parse_xml

if TYPE_CHECKING:
    from engine.decision.model import DecisionModel

Element = etree._Element

#: Namespaces of DMN 1.1 to 1.5.
NAMESPACES = {
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd": "1.1",
    "http://www.omg.org/spec/DMN/20180521/MODEL/": "1.2",
    "https://www.omg.org/spec/DMN/20191111/MODEL/": "1.3",
    "https://www.omg.org/spec/DMN/20211108/MODEL/": "1.4",
    "https://www.omg.org/spec/DMN/20230324/MODEL/": "1.5",
}


class Source:
    """Finds elements, reads expressions and types, and collects what is wrong instead of stopping at the first thing."""

    def __init__(self, content: bytes, name: str = "") -> None:
        #: The file's name for people.
        self.name = name
        try:
            self.root = parse_xml(content)
        except XmlRefused as refusal:
            line, reason = refusal.data["line"], refusal.data["reason"] or refusal.code
            raise DecisionRefused((problem("decision.xml", line=line, reason=reason),)) from refusal
        tag = etree.QName(self.root)
        if tag.localname != "definitions" or tag.namespace not in NAMESPACES:
            found = f"{{{tag.namespace}}}{tag.localname}"
            raise DecisionRefused((problem("decision.namespace", line=line_of(self.root), found=found),))
        self.namespace = tag.namespace
        #: The namespace that the file's own elements stand in.
        self.own = self.root.get("namespace", "")
        #: Elements from other files and the names of those: they tell their problems themselves.
        self._adopted: dict[Element, str] = {}
        self.problems: list[DecisionProblem] = []
        self.definitions: dict[str, ItemDefinition] = {}
        self.types = Types(self.definitions)
        #: The same as types that expressions may name.
        self.structures: dict[str, Type] = {}
        #: Imported models by the names that the file gives them.
        self.imports: dict[str, DecisionModel] = {}
        #: Free variables of the expressions read since the last reset.
        self.used: set[str] = set()
        #: Names that boxed contexts, functions and iterations introduced since then.
        self.bound: set[str] = set()
        #: Cells by text and names: tables repeat themselves.
        self._cells: dict[tuple[str, frozenset[str]], UnaryTests] = {}

    # -- elements ----------------------------------------------------------------------------------------------------

    def children(self, element: Element, *names: str) -> list[Element]:
        """The element's DMN children of those names (all of them without names), in document order."""
        prefix = f"{{{self.namespace}}}"
        if not names:
            return [child for child in element if isinstance(child.tag, str) and child.tag.startswith(prefix)]
        wanted = {prefix + name for name in names}
        return [child for child in element if child.tag in wanted]

    def child(self, element: Element, *names: str) -> Element | None:
        """The first of them."""
        return next(iter(self.children(element, *names)), None)

    def text(self, element: Element | None, name: str = "text") -> str:
        """The stripped text of the child `name`, or ""."""
        found = self.child(element, name) if element is not None else None
        return "".join(str(part) for part in found.itertext()).strip() if found is not None else ""

    def report(self, code: str, element: Element, **data: Any) -> None:
        """Note a problem at the element, named by the nearest id and name around it."""
        line = line_of(element)
        around = [element, *element.iterancestors()]
        if any(each in self._adopted for each in around):
            return
        ids = (str(each.get("id")) for each in around if each.get("id"))
        names = (str(each.get("name") or each.get("label")) for each in around if each.get("name") or each.get("label"))
        found = problem(code, element_id=next(ids, None), name=next(names, None), line=line, **data)
        self.problems.append(found)

    def adopt(self, element: Element, origin: str) -> None:
        """Take in an element that stands in the file `origin`."""
        self._adopted[element] = origin
        self.root.append(element)

    def origin(self, element: Element) -> str:
        """The name of the file that a top element stands in."""
        return self._adopted.get(element, self.name)

    def is_own(self, element: Element) -> bool:
        """Whether a top element stands in the file itself."""
        return element not in self._adopted

    def bind(self, names: frozenset[str], *new: str) -> frozenset[str]:
        """The names in scope where boxed logic introduces `new` ones."""
        self.bound.update(new)
        return names.union(new)

    @contextmanager
    def uses(self) -> Iterator[set[str]]:
        """Inside, the set collects the free variables of what is read."""
        before, self.used = self.used, set()
        try:
            yield self.used
        finally:
            self.used |= before

    # -- expressions and types ---------------------------------------------------------------------------------------

    def expression(self, element: Element, text: str, names: Collection[str]) -> Expression:
        """The compiled text; a faulty one is reported, and null when it is evaluated."""
        try:
            expression = parse(text, names, self.structures)
        except FeelSyntaxError as error:
            self.report("decision.expression", element, **expression_data(text, error))
            return Faulty(text, error)
        self.used |= expression.names
        return expression

    def tests(self, element: Element | None, names: Collection[str]) -> UnaryTests | None:
        """The compiled unary tests of an element's text; None when there are none."""
        text = self.text(element)
        if element is None or not text:
            return None
        key = text, frozenset(names)
        try:
            tests = self._cells[key] if key in self._cells else parse_unary_tests(text, names)
        except FeelSyntaxError as error:
            self.report("decision.expression", element, **expression_data(text, error))
            return FaultyTests(text, error)
        self._cells[key] = tests
        self.used |= tests.names
        return tests

    def check_language(self, element: Element) -> None:
        """Report an expression language other than FEEL."""
        language = element.get("expressionLanguage")
        if language and "feel" not in language.lower():
            self.report("decision.language", element, language=language)

    def type_of(self, element: Element | None) -> TypeReader:
        """The element's `typeRef` as a type; an undefined one is reported."""
        type_ref = element.get("typeRef") if element is not None else None
        if element is not None and element.get("isCollection") == "true":
            # Some files of DMN 1.1 say so of a variable, though no schema does: what it holds is a list of the type.
            type_ref = None
        if element is not None and type_ref and not self.knows_type(type_ref):
            self.report("decision.type", element, type=type_ref)
            type_ref = None
        return TypeReader(self.types, type_ref or None)

    def knows_type(self, type_ref: str) -> bool:
        """Whether the type is DMN's or the model's own."""
        return is_type(local_name(type_ref)) or local_name(type_ref) in self.definitions


class TypeReader:
    """A `typeRef` bound to the model's types."""

    __slots__ = ("_types", "type_ref")

    def __init__(self, types: Types, type_ref: str | None) -> None:
        self._types = types
        self.type_ref = type_ref

    def __call__(self, run: Run, value: Value) -> Value:
        """The value as the type. Raises WrongType."""
        return value if self.type_ref is None else self._types.coerce(run, value, local_name(self.type_ref))

    @property
    def definition(self) -> ItemDefinition | None:
        """The item definition that the type is, if it is one."""
        return self._types.definitions.get(local_name(self.type_ref or ""))

    @property
    def base(self) -> str | None:
        """The kind of the values, as `types.Types.base` names it; None where no type is declared."""
        return None if self.type_ref is None else self._types.base(self.type_ref)

    @property
    def limits(self) -> tuple[UnaryTests, ...]:
        """What the type and those that it is made of allow."""
        return () if self.type_ref is None else self._types.limits(self.type_ref)

    @property
    def is_function(self) -> bool:
        """Whether values of the type are functions."""
        definition = self.definition
        return definition is not None and definition.is_function

    @property
    def result(self) -> TypeReader:
        """The type of what a function of the type gives back; a type that is no function's is that itself."""
        definition = self.definition
        return TypeReader(self._types, definition.output) if definition and definition.is_function else self

    def parameter(self, name: str) -> TypeReader:
        """The type that a function type declares for one of its parameters."""
        definition = self.definition
        return TypeReader(self._types, dict(definition.parameters).get(name) if definition else None)

    @property
    def is_collection(self) -> bool:
        """Whether values of the type are lists."""
        definition = self.definition
        return self.type_ref is None or (definition.is_collection if definition else self.type_ref in ("list", "Any"))
