"""The registers' tables as they are described now: made anew and filled from the history, whatever shape they had before."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import MetaData

from engine.store import history
from engine.store.transaction import Transaction


def registers(tx: Transaction, metadata: Sequence[MetaData]) -> None:
    """Drop, create and fill inside the transaction: when the history does not fit the descriptions, all stays as it was."""
    for one in metadata:
        one.drop_all(tx.connection)
        one.create_all(tx.connection)
    for recorded in history.register_changes(tx):
        for projector in tx.projectors:
            projector(tx.connection, recorded)
