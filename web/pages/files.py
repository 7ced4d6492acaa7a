"""Attachments and official documents, for those who see their case."""

from __future__ import annotations

from flask import Blueprint, Response, send_file

from engine import attachment, document
from engine.errors import NotFound
from engine.house import Tx
from web import access
from web.guard import needs
from web.permissions import CaseAccess
from web.site import house, site
from web.uploads.filetypes import MEDIA

blueprint = Blueprint("files", __name__)


def _case(tx: Tx, key: str, **_: object) -> CaseAccess:
    return access.of_case(tx, key)


@blueprint.get("/cases/<key>/files/<digest>")
@needs("case.read", _case)
def download(key: str, digest: str) -> Response:
    """A file of this case, always as a download: nothing that was uploaded is ever shown as a page of ours."""
    with house().reading() as tx:
        known = [row for row in attachment.listing(tx, key) if row["digest"] == digest and not row["purged_at"]]
    if not known:
        raise NotFound("file.unknown")
    row = known[-1]
    return _sent(digest, row["name"], row["type"])


@blueprint.get("/cases/<key>/documents/<int:sequence>/<int:version>/<type>")
@needs("case.read", _case)
def official(key: str, sequence: int, version: int, type: str) -> Response:
    """One version of an official document that the case issued, as Word file or PDF."""
    with house().reading() as tx:
        row = document.file(tx, key, sequence, version, type)
    return _sent(row["digest"], row["name"], type)


def _sent(digest: str, name: str, type: str) -> Response:
    return send_file(
        site().attachments.path(digest), mimetype=MEDIA.get(type, "application/octet-stream"), as_attachment=True,
        download_name=name, etag=digest, conditional=True,
    )
