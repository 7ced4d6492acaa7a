"""A house for the web's tests: the shipped definitions, people of every kind, projects of two units, and a browser."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib  # type: ignore[import-untyped]
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from config.settings import Settings
from engine import deployment, people
from engine.deployment import SourceFile
from engine.events import fact
from engine.house import SYSTEM, House, Tx
from engine.store import history
from engine.values import ZONE, loads
from web import passwords, wiring
from web.app import create_app
from web.forms import definition, typed

BPMN = Path(__file__).parents[2] / "bpmn"
MONDAY = datetime(2027, 3, 1, 9, tzinfo=ZONE)
PASSWORD = "Lotus-pond-27"
UNIT, OTHER_UNIT = "HBJ", "JTJ"
PROJECT, OTHER_PROJECT = "HA-2027-J-0036", "HA-2027-J-0041"
#: user name -> (display name, organisation, roles)
PEOPLE: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "clerk": ("王敏", UNIT, ("unit_clerk",)),
    "other.clerk": ("徐远", OTHER_UNIT, ("unit_clerk",)),
    "accept": ("李红", "DATA", ("data_accept",)),
    "accept2": ("高原", "DATA", ("data_accept",)),
    "review": ("陈静", "DATA", ("data_review",)),
    "catalog": ("林溪", "DATA", ("data_catalog",)),
    "lead": ("周正", "DATA", ("data_lead", "data_supervise")),
    "cac": ("赵刚", "CAC", ("cac_reviewer",)),
    "sca": ("孙悦", "SCA", ("sca_reviewer",)),
    "arch": ("钱文", "ARCH", ("arch_reviewer",)),
    "psb": ("吴磊", "PSB", ("psb_reviewer",)),
    "auditor": ("郑公", "AUD", ("auditor",)),
    "owner": ("何流", "DATA", ("process_owner",)),
    "operator": ("朱维", "DATA", ("sys_admin",)),
    "operator2": ("施安", "DATA", ("sys_admin",)),
    "security": ("严守", "DATA", ("sec_admin",)),
}
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def stock(home: Path) -> None:
    """Fill an empty home: schema, definitions, people, projects."""
    house = wiring.open_house(settings(home))
    house.database.migrate()
    house.perform(_people)
    house.perform(_projects)
    house.perform(_definitions)
    house.database.close()


def settings(home: Path) -> Settings:
    """The settings of a test's home."""
    home.mkdir(parents=True, exist_ok=True)
    return Settings.load({"CHENGXU_HOME": str(home)})


def _people(tx: Tx) -> None:
    hashed = passwords.hash_password(PASSWORD)
    for username, (name, org, roles) in PEOPLE.items():
        people.add(
            tx, username, display_name=name, password_hash=hashed, org=org, actor=SYSTEM, at=MONDAY,
            must_change_password=False,
        )
        for role in roles:
            people.grant(tx, username, role, actor=SYSTEM, at=MONDAY)


def _projects(tx: Tx) -> None:
    for unit, name, number, project in (
        (UNIT, "市环境监测中心", PROJECT, "智慧环保综合监管平台"),
        (OTHER_UNIT, "市交通运输局", OTHER_PROJECT, "智慧交通信号协调系统"),
    ):
        seed(tx, "unit", unit, unit_id=unit, name=name, kind="市直", line_dept=name)
        seed(
            tx, "project", number, project_no=number, name=project, unit_id=unit, line_dept=name, build_mode="新建",
            total_investment=Decimal("1286.50"), approved_on="2026-03-02", state="建成", flags=[], mlps_level=3,
            acceptance_status="未验收", go_live_allowed=False, crypto_applicable=True, crypto_not_applicable_by_sca=False,
        )


def seed(tx: Tx, register: str, key: str, **fields: Any) -> None:
    """Put a row into a ledger."""
    body = {"register": register, "key": key, "fields": fields}
    history.record(tx, "registers", fact("register_seeded", MONDAY, SYSTEM.name, body))


def _definitions(tx: Tx) -> None:
    paths = sorted(path for path in BPMN.rglob("*") if path.suffix in (".bpmn", ".dmn", ".json"))
    files = [SourceFile(name=path.name, content=path.read_bytes()) for path in paths]
    deployment.deploy(tx, files, actor=SYSTEM, at=MONDAY, reason="首次部署")


@dataclass
class Clock:
    """The time of the house, as the test sets it; a moment passes with every look at it."""

    at: datetime = MONDAY

    def __call__(self) -> datetime:
        """Now."""
        self.at += timedelta(milliseconds=1)
        return self.at


@dataclass
class World:
    """One test's application."""

    app: Flask
    house: House
    home: Path
    clock: Clock = field(default_factory=Clock)

    @classmethod
    def open(cls, home: Path) -> World:
        """The application over a stocked home."""
        clock = Clock()
        chosen = settings(home)
        house = wiring.open_house(chosen)
        return cls(app=create_app(house, chosen, clock), house=house, home=home, clock=clock)

    def visitor(self, address: str = "10.1.1.1") -> Browser:
        """Somebody who has not logged in."""
        return Browser(self.app.test_client(), address)

    def person(self, username: str) -> Browser:
        """Somebody who has."""
        browser = self.visitor()
        answer = browser.post("/login", username=username, password=PASSWORD)
        assert answer.status_code == 302, answer.text
        return browser


@dataclass
class Browser:
    """A test client that parses every page strictly and sends the token that a page would send."""

    client: FlaskClient
    address: str = "10.1.1.1"

    def get(self, path: str, **headers: str) -> TestResponse:
        """Open a page."""
        answer = self.client.get(path, headers=headers, environ_base={"REMOTE_ADDR": self.address}, buffered=True)
        return parsed(answer)

    def token(self) -> str:
        """The CSRF token of this browser."""
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', self.get("/account").text) or re.search(
            r'name="csrf" value="([0-9a-f]+)"', self.get("/login").text
        )
        assert found
        return found[1]

    def post(self, path: str, data: Iterable[tuple[str, Any]] = (), **fields: Any) -> TestResponse:
        """Send a form with its token; `data` for names that are no identifiers or come more than once."""
        sent: MultiDict[str, Any] = MultiDict([*data, *fields.items(), ("csrf", self.token())])
        return parsed(self.client.post(path, data=sent, environ_base={"REMOTE_ADDR": self.address}, buffered=True))

    def tasks(self) -> dict[str, str]:
        """Name -> key of the open tasks in the work list."""
        found = re.findall(r'href="/tasks/(\d+)">([^<]+)</a>', self.get("/tasks").text)
        return {name: key for key, name in found}

    def start(self, process_id: str = "construction_report", project: str = PROJECT) -> str:
        """Start a case; the key of its first task."""
        answer = self.post(f"/start/{process_id}", project=project)
        assert answer.status_code == 302, answer.text
        key = re.search(r"/tasks/(\d+)", answer.headers["Location"])
        assert key
        return key[1]

    def version(self, key: str) -> str:
        """The revision of a task that its page carries."""
        found = re.search(r'name="version" value="(\d+)"', self.get(f"/tasks/{key}").text)
        assert found
        return found[1]

    def submit(self, key: str, values: Mapping[str, Any], form_id: str, **more: Any) -> TestResponse:
        """Hand in a task's form, with a PDF for every material that it asks for."""
        form = definition.read(form_file(form_id))
        fields: list[tuple[str, Any]] = [("version", self.version(key)), ("action", more.pop("action", "submit"))]
        fields += posted(typed.from_values(form, values))
        if more.pop("files", True):
            for number, part in enumerate(form.attachments):
                fields.append((f"attachment.{part.kind}", (BytesIO(PDF + b"%%%d" % number), f"{part.kind}.pdf")))
        return self.post(f"/tasks/{key}", [*fields, *more.items()])


def posted(answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Typed answers as a page posts them."""
    fields: list[tuple[str, str]] = []
    for name, text in answers.items():
        if isinstance(text, list) and text and isinstance(text[0], dict):
            fields += [(f"{name}.{at}.{column}", cell) for at, row in enumerate(text) for column, cell in row.items()]
        elif isinstance(text, list):
            fields += [(name, one) for one in text]
        else:
            fields.append((name, text))
    return fields


def form_file(form_id: str) -> Mapping[str, Any]:
    """A shipped form."""
    from_disk = next(BPMN.rglob(f"forms/{form_id}.json"))
    loaded: Mapping[str, Any] = loads(from_disk.read_text("utf-8"))
    return loaded


def parsed(answer: TestResponse) -> TestResponse:
    """The answer, after a strict parse when it is a page. Redirects are pages of the framework."""
    if answer.mimetype == "text/html" and answer.status_code // 100 != 3:
        tree(answer.text)
    return answer


def tree(page: str) -> Element:
    """The document of a page. Raises html5lib's ParseError for anything that is not clean HTML."""
    document: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    return document


def words_of(answer: TestResponse) -> str:
    """The text of a page in one line."""
    return re.sub(r"\s+", " ", "".join(tree(answer.text).itertext()))
