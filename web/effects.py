"""What a request changes: once however often it is sent, and after it whatever the change has made due."""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Callable
from hashlib import sha256

from flask import request
from markupsafe import Markup

from engine import idempotency, job_executor
from engine.errors import Conflict, Invalid, Unavailable
from engine.house import Tx
from engine.values import dumps
from web.site import actor, house, now

LOG = logging.getLogger(__name__)
#: Clients without a page name their request in this header (draft-ietf-httpapi-idempotency-key-header).
HEADER = "Idempotency-Key"
#: The hidden field by which a page does.
FIELD = "once"
_KEY = re.compile(r"^[A-Za-z0-9_.:-]{8,100}$")
#: Fields that say nothing about what is asked for.
_ASIDE = frozenset({"csrf", FIELD})


def field() -> Markup:
    """The hidden field that makes one drawing of a form one request, however often it is sent."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, secrets.token_urlsafe(16))


def once(effect: Callable[[Tx], str]) -> str:
    """Perform `effect` and keep its answer under the request's key; a request that was answered before gets that answer again.

    Raises Conflict (`idempotency.reused`) when the header's key came with another request, Invalid when it is no key.
    """
    key, digest = _key()
    username = actor().name

    def effected(tx: Tx) -> str:
        if key is None:
            return effect(tx)
        known = idempotency.answered(tx, key, username, digest)
        if known is not None:
            return str(known)
        try:
            answer = effect(tx)
        except Conflict:
            # Sent twice at once, it may have been done between our look at the key and our look at the case.
            known = idempotency.answered(tx, key, username, digest)
            if known is None:
                raise
            return str(known)
        idempotency.remember(tx, key, username, digest, answer, at=now())
        return answer

    return house().perform(effected)


def answered() -> str | None:
    """The answer that this request got before, or None. Raises as `once`."""
    key, digest = _key()
    if key is None:
        return None
    with house().reading() as tx:
        return idempotency.answered(tx, key, actor().name, digest)


def follow_up(instance_key: str) -> None:
    """Do at once what the commit made due. The request has succeeded: what cannot be done now is left to the ticker."""
    try:
        job_executor.run_instance(house(), instance_key, now())
    except Unavailable as error:
        LOG.warning("what followed in %s is left to the ticker: %s", instance_key, error)


def _key() -> tuple[str | None, str]:
    """The request's key and the digest of what it asks for.

    A header's key is bound to one request for ever. A page's counts for the answers that were sent with it: whoever goes
    back in the browser and answers differently has sent another request.
    """
    digest = _digest()
    given = request.headers.get(HEADER)
    if given is not None:
        if not _KEY.match(given):
            raise Invalid("idempotency.malformed")
        return given, digest
    drawn = request.form.get(FIELD, "")
    return (f"page:{sha256(f'{drawn}:{digest}'.encode()).hexdigest()}" if _KEY.match(drawn) else None), digest


def _digest() -> str:
    fields = sorted((name, value) for name, value in request.form.items(multi=True) if name not in _ASIDE)
    files = sorted((name, file.filename or "") for name, file in request.files.items(multi=True))
    return sha256(dumps([request.method, request.path, fields, files]).encode()).hexdigest()
