"""Alembic's entry: migrations always run on the connection that server.store.migrate hands over."""

from alembic import context

from server.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
