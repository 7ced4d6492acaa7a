"""A person with a browser: logs in, opens a task's page, sends its form, and sends it again when no answer came."""

from __future__ import annotations

import http.client
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlencode, urlsplit

from tests.torture.rig.record import Record

#: Seconds for one answer, and for a person's whole patience with one form.
TIMEOUT, PATIENCE = 60, 120
#: What a person takes as the end of the matter; anything else is tried again.
FINAL = frozenset({302, 403, 404, 409, 422})
_BOUNDARY = "torture-27"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; `status` 0 when the connection broke."""

    status: int
    place: str = ""
    text: str = ""
    cookie: str = ""
    retry_after: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form as its page shows it: the hidden fields."""

    task: str
    fields: Mapping[str, str]


@dataclass
class Person:
    """One person; `servers` gives the addresses of the web processes, tried in turn."""

    name: str
    password: str
    servers: Callable[[], Sequence[str]]
    record: Record
    first: int = 0
    _cookie: str = ""
    _turns: count[int] = field(default_factory=count)

    def log_in(self) -> None:
        """Get a session."""
        page = self.get("/login")
        self._cookie = page.cookie
        fields = {**_hidden(page.text), "username": self.name, "password": self.password}
        answer = self._until_final("POST", "/login", fields, {})
        assert answer.status == 302, answer
        self._cookie = answer.cookie

    def get(self, path: str) -> Answer:
        """Open a page, from whatever server answers."""
        return self._until_final("GET", path, None, {}, frozenset({200, *FINAL}))

    def inbox(self) -> list[str]:
        """The keys of the tasks on the first page of the work list."""
        return re.findall(r'href="/tasks/(\d+)"', self.get("/tasks").text)

    def open(self, task: str) -> Sheet | None:
        """A task's form, or None when it is not there to be filled in any more."""
        fields = _hidden(self.get(f"/tasks/{task}").text)
        return Sheet(task, fields) if "version" in fields else None

    def complete(self, task: str, **how: object) -> Answer | None:
        """Open a task and hand its form in; None when somebody else was faster already. `how` as in `hand_in`."""
        sheet = self.open(task)
        return None if sheet is None else self.hand_in(sheet, **how)

    def hand_in(
        self, sheet: Sheet, *, said: str = "", paper: bytes = b"", headers: Mapping[str, str] | None = None,
        once: bool = False,
    ) -> Answer:
        """Send a form until there is an answer for good; with `once` until there is any answer."""
        said = said or self.record.unique()
        self.record.asked(said, sheet.task, sheet.fields["version"], self.name)
        fields = {**sheet.fields, "said": said, "action": "submit"}
        sent = dict(headers or {})
        ends = time.monotonic() + PATIENCE
        while True:
            answer = self._send("POST", f"/tasks/{sheet.task}", fields, sent, paper)
            self.record.answered(said, answer.status, answer.place)
            if answer.status in FINAL or (once and answer.status):
                return answer
            assert time.monotonic() < ends, f"no answer for {sheet}: {answer.status}"
            sent.pop("X-Torture-Lose", None)
            time.sleep(0.02)

    def _until_final(
        self, method: str, path: str, fields: Mapping[str, str] | None, headers: Mapping[str, str],
        final: frozenset[int] = FINAL,
    ) -> Answer:
        ends = time.monotonic() + PATIENCE
        while (answer := self._send(method, path, fields, headers)).status not in final:
            assert time.monotonic() < ends, f"no answer for {method} {path}: {answer.status}"
            time.sleep(0.02)
        return answer

    def _send(
        self, method: str, path: str, fields: Mapping[str, str] | None, headers: Mapping[str, str], paper: bytes = b"",
    ) -> Answer:
        servers = self.servers()
        address = urlsplit(servers[(self.first + next(self._turns)) % len(servers)])
        connection = http.client.HTTPConnection(str(address.hostname), address.port or 80, timeout=TIMEOUT)
        kind, body = _body(fields, paper)
        try:
            connection.request(method, path, body, {"Cookie": self._cookie, "Content-Type": kind, **headers})
            response = connection.getresponse()
            text = response.read().decode()
            cookie = (response.getheader("Set-Cookie") or "").partition(";")[0]
            place, later = response.getheader("Location") or "", response.getheader("Retry-After") or ""
            return Answer(response.status, place, text, cookie, later)
        except (OSError, http.client.HTTPException):
            return Answer(0)
        finally:
            connection.close()


def _hidden(page: str) -> dict[str, str]:
    """The hidden fields of the form that hands a task in, or of the page's only form."""
    form = re.search(r'<form class="card" id="form".*?</form>', page, re.S)
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form[0] if form else page))


def _body(fields: Mapping[str, str] | None, paper: bytes) -> tuple[str, bytes | None]:
    if fields is None:
        return "text/plain", None
    if not paper:
        return "application/x-www-form-urlencoded", urlencode(fields).encode()
    parts = [f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n' for name, text in fields.items()]
    head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="attachment.paper"; filename="paper.pdf"\r\n\r\n'
    tail = f"\r\n--{_BOUNDARY}--\r\n"
    return f"multipart/form-data; boundary={_BOUNDARY}", "".join(parts).encode() + head.encode() + paper + tail.encode()
