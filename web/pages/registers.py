"""The registers as pages made from their descriptions: list, export, one row with the cases behind it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask import Blueprint, Response, g, render_template, request

from engine.errors import Invalid, NotFound
from engine.house import Tx
from handlers.registers import REGISTERS, Field, Register, changes, listing
from web import access, permissions
from web.guard import needs
from web.sheets import workbook
from web.shown import values as show
from web.shown.paging import Page, offset
from web.site import house, language, site, who

blueprint = Blueprint("registers", __name__)
PAGE = 25
#: Columns of a list; all fields stand on the row's own page and in the export.
COLUMNS = 7
#: Changes shown of one row.
MOST_CHANGES = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def register_of(_tx: Tx, name: str, **_rest: str) -> Register:
    """The register of an address. Raises NotFound."""
    if name not in REGISTERS:
        raise NotFound("register.unknown", register=name, known=sorted(REGISTERS))
    return REGISTERS[name]


@blueprint.get("/registers")
@needs("register.list")
def index() -> str:
    """The registers that the person may look into."""
    shown = [one for one in REGISTERS.values() if permissions.allows("register.read", who(), one)]
    return render_template("registers.html", registers=shown)


@blueprint.get("/registers/<name>")
@needs("register.read", register_of)
def rows(name: str) -> str:
    """A page of rows: searched by words, unit and days, sorted by a column."""
    register: Register = g.subject
    wanted = _wanted()
    with house().reading() as tx:
        found = listing.page(tx.connection, register, wanted, limit=PAGE + 1, offset=offset())
        units = _units(tx) if listing.has_owner(register) else []
    columns = _columns(register)
    return render_template(
        "register.html", register=register, columns=columns, wanted=wanted, units=units,
        days=[field for field in register.fields if field.kind == "day"],
        rows=[(row[register.key], [text(field, row[field.name]) for field in columns]) for row in found[:PAGE]],
        page=Page.of(offset(), PAGE, len(found)),
    )


@blueprint.get("/registers/<name>/export")
@needs("register.read", register_of)
def export(name: str) -> Response:
    """The rows of the list with all their fields as an Excel workbook. Raises Invalid when they are too many for one."""
    register: Register = g.subject
    with house().reading() as tx:
        cells = ([_cell(field, row[field.name]) for field in register.fields] for row in _every(tx, register))
        content = workbook.write(_called(register), [_called(field) for field in register.fields], cells)
    return Response(content, mimetype=XLSX, headers={"Content-Disposition": f"attachment; filename={register.name}.xlsx"})


@blueprint.get("/registers/<name>/rows/<path:key>")
@needs("register.read", register_of)
def row(name: str, key: str) -> str:
    """One row with all its fields, and what changed it: when, by whom, in which case, from what to what."""
    register: Register = g.subject
    with house().reading() as tx:
        found = listing.row(tx.connection, register, key, _orgs())
        if found is None:
            raise NotFound("register.no_row", register=name, key=key)
        behind = [_behind(tx, register, one) for one in changes.of_row(tx.connection, name, key, MOST_CHANGES)]
    fields = [(field, text(field, found[field.name])) for field in register.fields]
    return render_template("register_row.html", register=register, key=key, fields=fields, behind=behind)


def _behind(tx: Tx, register: Register, change: dict[str, Any]) -> dict[str, Any]:
    """A change in words; `case` is whether it leads to a case that the person may see."""
    stream = change["stream"]
    seen = stream.isdigit() and permissions.allows("case.read", who(), access.of_case(tx, stream))
    told = [
        (field, text(field, change["changes"][field.name][0]), text(field, change["changes"][field.name][1]))
        for field in register.fields if field.name in change["changes"]
    ]
    return {**change, "case": seen, "told": told}


def text(field: Field, value: Any) -> str:
    """A field's value as people read it."""
    if field.kind == "day" and value:
        return show.day(value, language())
    return show.plain(value, language())


def _every(tx: Tx, register: Register) -> Iterator[dict[str, Any]]:
    """Yields the wanted rows; an export that silently lacked some would be taken for the whole register."""
    most = site().settings.export_max_rows
    for place, found in enumerate(listing.stream(tx.connection, register, _wanted(), limit=most + 1)):
        if place == most:
            raise Invalid("register.too_long", register=_called(register), limit=most)
        yield found


def _cell(field: Field, value: Any) -> Any:
    return show.plain(value, language()) if isinstance(value, list | dict | bool) else value


def _called(named: Register | Field) -> str:
    return named.en if language() == "en" else named.zh


def _columns(register: Register) -> list[Field]:
    """The key, the required fields, then others in their order, as many as a list holds; lists of things are left out."""
    short = [field for field in register.fields if field.kind not in ("list", "flags") and field.name != register.key]
    chosen = sorted(short, key=lambda field: not field.required)[:COLUMNS - 1]
    return [register.by_name[register.key], *(field for field in register.fields if field in chosen)]


def _wanted() -> listing.Wanted:
    def given(name: str) -> str:
        return request.args.get(name, "").strip()[:80]

    return listing.Wanted(
        orgs=_orgs(), words=given("words"), unit=given("unit"), day_field=given("day"), since=_day(given("since")),
        until=_day(given("until")), sort=given("sort"), descending=given("order") == "down",
    )


def _day(typed: str) -> str:
    """An ISO day; empty for anything else, which then filters nothing."""
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError:
        return ""


def _orgs() -> frozenset[str] | None:
    """The units whose rows the person may see; None for everybody's."""
    return None if permissions.allows("register.list_all", who()) else who().orgs


def _units(tx: Tx) -> list[tuple[str, str]]:
    units = listing.page(tx.connection, REGISTERS["unit"], listing.Wanted(orgs=_orgs()), limit=2_000)
    return [(unit["unit_id"], unit["name"]) for unit in units]
