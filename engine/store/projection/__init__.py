"""Projections: what each event changes in the tables that people read. One small pure function per event type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from engine.events import Recorded
from engine.store.projection import case, checks, house, incident, job, user_task
from engine.store.rows import Change, Rows
from engine.store.statements import together
from engine.store.transaction import Transaction

Projection = Callable[[Recorded], Iterable[Change]]

#: Events that change a register; the registers' own projectors apply them. A document leaves its number in the row it concerns.
REGISTER_EVENTS = frozenset({"record_changed", "register_seeded", "document_issued"})

#: The event says all there is to say; the history shows it and no table does.
NONE: Final = None

PROJECTIONS: dict[str, Projection | None] = {
    "process_instance_created": case.created,
    "process_instance_completed": case.completed,
    "business_key_assigned": case.business_key_assigned,
    "instance_suspended": case.suspended,
    "instance_resumed": case.resumed,
    "clock_paused": NONE,  # due_date_changed follows
    "clock_resumed": NONE,  # due_date_changed follows
    "user_task_returned": NONE,  # user_task_cancelled and the like follow
    "user_task_withdrawn": NONE,
    "signer_added": NONE,  # user_task_created follows
    "signer_removed": NONE,  # user_task_cancelled follows
    "instance_terminated": NONE,  # process_instance_completed follows
    "element_activated": case.element_activated,
    "element_completed": case.element_completed,
    "element_terminated": case.element_terminated,
    "frame_activated": case.element_activated,
    "frame_completed": case.element_completed,
    "frame_terminated": case.element_terminated,
    "sequence_flow_taken": NONE,
    "variable_changed": case.variable_changed,
    "variables_corrected": NONE,  # variable_changed follows
    "comment_added": NONE,
    "attachment_added": case.attachment_added,
    "attachment_purged": case.attachment_purged,
    "body_erased": NONE,
    "user_task_created": user_task.created,
    "user_task_claimed": user_task.assigned,
    "user_task_assigned": user_task.assigned,
    "user_task_released": user_task.released,
    "user_task_completed": user_task.completed,
    "user_task_cancelled": user_task.cancelled,
    "due_dates_recomputed": NONE,  # due_date_changed follows
    "due_date_changed": job.due_date_changed,
    "job_created": job.created,
    "job_completed": job.completed,
    "job_failed": job.failed,
    "job_error_thrown": job.error_thrown,
    "job_cancelled": job.cancelled,
    "timer_scheduled": job.timer_scheduled,
    "timer_triggered": job.timer_triggered,
    "timer_cancelled": job.cancelled,
    "incident_created": incident.created,
    "incident_resolved": incident.resolved,
    "incident_skipped": incident.skipped,
    "incident_closed": incident.closed,
    "skip_proposed": incident.proposed,
    "skip_declined": incident.declined,
    "message_subscribed": case.message_subscribed,
    "message_unsubscribed": case.message_unsubscribed,
    "message_correlated": case.message_unsubscribed,  # a boundary event that goes on waiting subscribes anew
    "message_thrown": NONE,  # process_instance.advance puts it into the outbox
    "signal_subscribed": case.signal_subscribed,
    "signal_unsubscribed": case.signal_unsubscribed,
    "signal_received": NONE,  # signal_unsubscribed follows
    "signal_thrown": NONE,  # process_instance.advance addresses it to whoever waits
    "decision_evaluated": checks.decision_evaluated,
    "gate_evaluated": checks.gate_evaluated,
    "document_issued": checks.document_issued,
    "document_typeset": checks.document_typeset,
    "record_changed": NONE,  # the registers' projectors
    "register_seeded": NONE,  # the registers' projectors
    "deployment_created": house.deployment_created,
    "user_role_granted": house.role_granted,
    "user_role_revoked": house.role_revoked,
    "user_added": NONE,  # accounts hold password hashes, which never enter the history
    "user_password_changed": NONE,
    "user_disabled": NONE,
    "calendar_loaded": NONE,
    "history_read": NONE,
    "history_exported": NONE,
}


def fold(events: Iterable[Recorded]) -> Rows:
    """What events come to, in rows."""
    rows = Rows()
    for recorded in events:
        project = PROJECTIONS[recorded.event.type]
        for change in project(recorded) if project else ():
            rows.add(change)
    return rows


def apply(tx: Transaction, events: Sequence[Recorded], rows: Rows | None = None) -> None:
    """Show recorded events in the tables, the registers' included; `rows` is what `fold` made of them."""
    rows = rows or fold(events)
    with together(tx):
        rows.write(tx)
    for recorded in events:
        if recorded.event.type in REGISTER_EVENTS:
            for projector in tx.projectors:
                projector(tx.connection, recorded)
