"""The triggers that refuse to change what has been recorded.

A body may be deleted once a `body_erased` fact for its sequence stands in the same stream (a lawful erasure); events may be
once a pack of the stream holds them, and a pack once all its events are in rows again; nothing else may be. They guard
against mistakes and curious administrators; against a determined one there is the chain.
"""

from __future__ import annotations

TABLES = ("history_event", "history_body", "history_pack")
#: A pack of the stream holds the row.
_PACKED = "EXISTS (SELECT 1 FROM history_pack p WHERE p.stream = OLD.stream AND p.upto >= OLD.sequence)"
#: Statements for `sqlite`.
SQLITE = (
    *(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END"
        for table, verb in (("history_event", "UPDATE"), ("history_body", "UPDATE"), ("history_pack", "UPDATE"))
    ),
    f"""
    CREATE TRIGGER history_event_no_delete BEFORE DELETE ON history_event WHEN OLD.position IS NOT NULL OR NOT {_PACKED}
    BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END
    """,
    """
    CREATE TRIGGER history_pack_no_delete BEFORE DELETE ON history_pack
    WHEN (SELECT count(*) FROM history_event e WHERE e.stream = OLD.stream AND e.sequence <= OLD.upto) < OLD.upto
    BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END
    """,
    f"""
    CREATE TRIGGER history_body_no_delete BEFORE DELETE ON history_body
    WHEN NOT {_PACKED} AND NOT EXISTS (
        SELECT 1 FROM history_event e JOIN history_body b ON b.stream = e.stream AND b.sequence = e.sequence
        WHERE e.stream = OLD.stream AND e.type = 'body_erased'
          AND json_extract(b.body, '$.sequence') = OLD.sequence
    )
    BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END
    """,
)
#: Statements for `postgresql`.
POSTGRESQL = (
    f"""
    CREATE OR REPLACE FUNCTION history_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'history_pack' THEN
            IF (SELECT count(*) FROM history_event e WHERE e.stream = OLD.stream AND e.sequence <= OLD.upto) = OLD.upto THEN
                RETURN OLD;
            END IF;
        ELSIF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'history_event' THEN
            IF OLD.position IS NULL AND {_PACKED} THEN
                RETURN OLD;
            END IF;
        ELSIF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'history_body' THEN
            IF {_PACKED} OR EXISTS (
                SELECT 1 FROM history_event e JOIN history_body b ON b.stream = e.stream AND b.sequence = e.sequence
                WHERE e.stream = OLD.stream AND e.type = 'body_erased'
                  AND (b.body::json ->> 'sequence')::bigint = OLD.sequence
            ) THEN
                RETURN OLD;
            END IF;
        END IF;
        RAISE EXCEPTION 'the history is append-only';
    END $$
    """,
    *(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION history_append_only()"
        for table in TABLES
    ),
    *(
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION history_append_only()"
        for table in TABLES
    ),
)
STATEMENTS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
