"""Alembic asks this file how to reach the database: by the connection it is given, in that transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
