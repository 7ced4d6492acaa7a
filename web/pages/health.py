"""Is the house ready to serve?"""

from __future__ import annotations

from flask import Blueprint, jsonify
from werkzeug.wrappers import Response

from engine import user_task
from web.guard import PUBLIC, needs
from web.site import house

blueprint = Blueprint("health", __name__)


@blueprint.get("/health/ready")
@needs(PUBLIC)
def ready() -> Response:
    """200 when the database answers and has our tables; otherwise the error page with 503."""
    with house().reading() as tx:
        user_task.search(tx, limit=1)
    return jsonify({"status": "ready"})
