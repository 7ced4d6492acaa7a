"""Every table: the history, the projections that it rebuilds, the kernel's cache, and the working tables.

Keys and times are text (`engine.keys`, `engine.values.to_utc`), JSON is text written by `engine.values.dumps`.
Projections of a case start their primary key with `instance_key`, so that a case lies together and reads by prefix.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, MetaData, Table, Text, text

METADATA = MetaData()


def _key(name: str) -> Column[str]:
    return Column(name, Text, primary_key=True)


def _place(name: str = "sequence") -> Column[int]:
    return Column(name, BigInteger, primary_key=True, autoincrement=False)


def _texts(*names: str) -> list[Column[str]]:
    return [Column(name, Text) for name in names]


# --- history: append-only, guarded by triggers (migrations/append_only.py) ------------------------------------------

history_event = Table(
    "history_event", METADATA, _key("stream"), _place(),
    Column("type", Text, nullable=False), Column("version", Integer, nullable=False),
    Column("at", Text, nullable=False), Column("actor", Text, nullable=False),
    Column("is_fact", Boolean, nullable=False), *_texts("element_id", "element_instance_key"),
    # SHA-256, 32 bytes. The body's digest stays when the body is lawfully erased.
    Column("body_digest", LargeBinary, nullable=False), Column("digest", LargeBinary, nullable=False),
    # The order of register changes over all streams; everything else is ordered by its stream alone.
    Column("position", BigInteger),
)
Index("history_event_position", history_event.c.position, sqlite_where=history_event.c.position.is_not(None),
      postgresql_where=history_event.c.position.is_not(None))
history_body = Table("history_body", METADATA, _key("stream"), _place(), Column("body", Text, nullable=False))

# The events of a case that has ended, without their digests, compressed: `upto` is the last one's place, `digest` its digest.
# Register changes stay in rows as well, for they are read over all streams.
history_pack = Table(
    "history_pack", METADATA, _key("stream"), Column("upto", BigInteger, nullable=False),
    Column("digest", LargeBinary, nullable=False), Column("content", LargeBinary, nullable=False),
)

# --- projections of a case ------------------------------------------------------------------------------------------

process_instance = Table(
    "process_instance", METADATA, _key("instance_key"),
    *_texts("process_id", "pins", "business_key", "state", "outcome", "parent", "message", "parameters_version",
            "started_at", "started_by", "ended_at"),
    Column("version", Integer),
)
Index("process_instance_business_key", process_instance.c.business_key)
Index("process_instance_started_at", process_instance.c.started_at)
Index("process_instance_state", process_instance.c.state, process_instance.c.process_id)

element_instance = Table(
    "element_instance", METADATA, _key("instance_key"), _key("key"),
    *_texts("element_id", "kind", "name", "parent", "flow", "process_id", "state", "activated_at", "ended_at", "reason"),
    Column("loop_counter", Integer), Column("activated", BigInteger), Column("ended", BigInteger),
)

user_task = Table(
    "user_task", METADATA, _key("instance_key"), _key("key"),
    *_texts("process_id", "element_id", "name", "form_id", "assignee", "candidate_groups", "candidate_users", "lane",
            "state", "due_at", "due_param", "due_from", "follow_up_at", "clause", "documentation", "created_at",
            "completed_at", "completed_by", "changed_at", "changed_by"),
    Column("due_provisional", Boolean), Column("priority", Integer), Column("loop_counter", Integer),
    # The sequence of the last event that touched the task.
    Column("version", BigInteger),
)
_open = text("state = 'created'")
Index("user_task_open", user_task.c.due_at, sqlite_where=_open, postgresql_where=_open)
Index("user_task_assignee", user_task.c.assignee, sqlite_where=_open, postgresql_where=_open)

# Rows exist only while the task is open: the work list reads nothing of the past.
user_task_candidate = Table(
    "user_task_candidate", METADATA, _key("instance_key"), _key("task_key"), _key("kind"), _key("name"),
)
Index("user_task_candidate_name", user_task_candidate.c.name, user_task_candidate.c.kind)

# Handler runs and timers. Who works on one stands in `job_lock`.
job = Table(
    "job", METADATA, _key("instance_key"), _key("key"),
    *_texts("kind", "element_id", "type", "name", "headers", "clause", "state", "due_at", "created_at", "ended_at",
            "message", "verdict", "repetition"),
    Column("retries", Integer), Column("provisional", Boolean), Column("interrupting", Boolean),
)
_waiting = text("state IN ('created', 'failed')")
Index("job_due", job.c.due_at, sqlite_where=_waiting, postgresql_where=_waiting)

incident = Table(
    "incident", METADATA, _key("instance_key"), _key("key"),
    *_texts("element_id", "element_instance_key", "code", "message", "data", "state", "created_at", "resolved_at",
            "resolved_by", "reason", "proposed_by", "proposed_at", "proposal", "scope"),
)
Index("incident_state", incident.c.state)

message_subscription = Table(
    "message_subscription", METADATA, _key("instance_key"), _key("key"),
    *_texts("element_id", "name", "correlation_key", "state", "opened_at", "closed_at"),
)
Index("message_subscription_name", message_subscription.c.name, message_subscription.c.correlation_key,
      message_subscription.c.state)

# Who waits for a signal: everybody who does when it is thrown hears it.
signal_subscription = Table(
    "signal_subscription", METADATA, _key("instance_key"), _key("key"),
    *_texts("element_id", "name", "state", "opened_at", "closed_at"),
)
Index("signal_subscription_name", signal_subscription.c.name, signal_subscription.c.state)

variable = Table("variable", METADATA, _key("instance_key"), _key("scope"), _key("name"), *_texts("value"))

finding = Table(
    "finding", METADATA, _key("instance_key"), _place(), _place("ordinal"),
    *_texts("element_id", "element_instance_key", "at", "item", "verdict", "problem", "suggestion", "clauses",
            "evidence", "severity"),
)
gate = Table(
    "gate", METADATA, _key("instance_key"), _place(),
    *_texts("element_id", "element_instance_key", "at", "gate", "outcome", "clause", "rule", "inputs", "reasons"),
)
Index("gate_outcome", gate.c.gate, gate.c.outcome)
decision_record = Table(
    "decision_record", METADATA, _key("instance_key"), _place(),
    *_texts("element_id", "element_instance_key", "at", "decision", "digest", "inputs", "rules", "result"),
)
document = Table(
    "document", METADATA, _key("instance_key"), _place(),
    *_texts("element_id", "element_instance_key", "at", "kind", "number", "organ", "title", "data"),
)
Index("document_number", document.c.number)
# The files that a document was typeset into; a newer version never replaces an older one.
document_file = Table(
    "document_file", METADATA, _key("instance_key"), _place(), _place("version"), _key("type"),
    *_texts("digest", "name", "template", "at"), Column("size", BigInteger),
)
attachment = Table(
    "attachment", METADATA, _key("instance_key"), _place(),
    *_texts("task_key", "digest", "name", "type", "kind", "field", "at", "by", "purged_at", "purged_by"),
    Column("size", BigInteger),
)
Index("attachment_digest", attachment.c.digest)

# --- projections of the house's own streams -------------------------------------------------------------------------

deployment = Table("deployment", METADATA, _key("key"), *_texts("at", "by", "reason"))
process_definition = Table(
    "process_definition", METADATA, _key("process_id"), _place("version"),
    *_texts("digest", "pins", "name", "source", "deployment_key", "at", "by"),
)
# Message start events of a definition: what may begin it from outside.
message_start = Table("message_start", METADATA, _key("process_id"), _place("version"), _key("element_id"), *_texts("name"))
Index("message_start_name", message_start.c.name)
signal_start = Table("signal_start", METADATA, _key("process_id"), _place("version"), _key("element_id"), *_texts("name"))
Index("signal_start_name", signal_start.c.name)
# Forms and decisions (`kind`: form | dmn | …) by their own ids; the highest version is the current one.
resource = Table(
    "resource", METADATA, _key("kind"), _key("id"), _place("version"),
    *_texts("digest", "name", "source", "deployment_key", "at", "by"),
)
account_role = Table("account_role", METADATA, _key("username"), _key("role"), *_texts("at", "by"))

# --- kernel cache: lost without harm, history replays it ------------------------------------------------------------

snapshot = Table("snapshot", METADATA, _key("stream"), Column("sequence", BigInteger, nullable=False),
                 Column("state", Text, nullable=False))
scope = Table("scope", METADATA, _key("stream"), _key("scope_key"), Column("variables", Text, nullable=False))

# --- working tables: never rebuilt ----------------------------------------------------------------------------------

counter = Table("counter", METADATA, _key("name"), Column("value", BigInteger, nullable=False))
# Content by its own SHA-256; `kind`: bpmn | dmn | form | parameters | calendar.
definition_content = Table(
    "definition_content", METADATA, _key("digest"), *_texts("kind"), Column("content", LargeBinary, nullable=False),
)
# What an instance is pinned to; body: `engine.definitions.Pins`.
pins = Table("pins", METADATA, _key("digest"), *_texts("body"))
job_lock = Table("job_lock", METADATA, _key("key"), *_texts("owner", "until"))
outbox = Table(
    "outbox", METADATA, _key("key"),
    *_texts("source", "name", "correlation_key", "variables", "actor", "created_at", "expires_at"),
    # Message start events are offered a message once; subscriptions until it expires.
    Column("offered", Boolean, nullable=False),
)
Index("outbox_expires_at", outbox.c.expires_at)
outbox_delivery = Table("outbox_delivery", METADATA, _key("message"), _key("subscriber"), *_texts("receiver", "at"))
# A signal on its way: one row for each instance that waited for it, or process that it starts, when it was thrown.
signal_delivery = Table(
    "signal_delivery", METADATA, _key("signal"), _key("receiver"),
    *_texts("source", "name", "variables", "subscriptions", "process_id", "element_id", "actor", "created_at"),
)
Index("signal_delivery_source", signal_delivery.c.source)
account = Table(
    "account", METADATA, _key("username"),
    *_texts("display_name", "password_hash", "org", "created_at", "password_changed_at"),
    Column("disabled", Boolean, nullable=False), Column("must_change_password", Boolean, nullable=False),
)
# Hashes that were in use once, so that they do not come back.
former_password = Table("former_password", METADATA, _key("username"), _key("replaced_at"), *_texts("password_hash"))
session = Table("session", METADATA, _key("digest"), *_texts("username", "created_at", "seen_at", "expires_at", "csrf"))
Index("session_username", session.c.username)
login_attempt = Table(
    "login_attempt", METADATA, _key("username"), _key("at"), _key("address"), Column("succeeded", Boolean, nullable=False),
)
draft = Table(
    "draft", METADATA, _key("task_key"), _key("username"), *_texts("variables", "saved_at"),
    Column("version", Integer, nullable=False),
)
# Documents whose typesetting failed, and when to try again.
document_attempt = Table(
    "document_attempt", METADATA, _key("instance_key"), _place(), *_texts("retry_at", "message"),
    Column("attempts", Integer, nullable=False),
)
idempotency = Table("idempotency", METADATA, _key("key"), *_texts("username", "request", "response", "at"))

#: Projections of a case: rebuilt per stream, `instance_key` is the stream.
CASE_PROJECTIONS = (
    process_instance, element_instance, user_task, user_task_candidate, job, incident, message_subscription,
    signal_subscription, variable,
    finding, gate, decision_record, document, document_file, attachment,
)
#: Projections of the house's streams: stream -> its tables.
HOUSE_PROJECTIONS = {
    "deployment": (deployment, process_definition, message_start, signal_start, resource),
    "people": (account_role,),
}
CACHE = (snapshot, scope)
WORKING = (
    counter, definition_content, pins, job_lock, outbox, outbox_delivery, signal_delivery, account, former_password,
    session, login_attempt, draft, document_attempt, idempotency,
)

# SQLite then keeps a row in the tree of its key: one page to write where there were two.
for _table in (history_event, history_body, scope, *CASE_PROJECTIONS):
    _table.dialect_options["sqlite"]["with_rowid"] = False
