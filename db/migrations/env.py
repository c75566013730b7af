"""Runs the migrations on the connection that `tracker.write.migrate` hands over.

The lock, the transaction and the backup are the caller's: nothing here connects or commits.
"""

from alembic import context
from sqlmodel import SQLModel

import tracker.write.models  # noqa: F401 - fills the metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
)
context.run_migrations()
