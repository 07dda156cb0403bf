"""Run by alembic: bring the database behind `parley.store.migrate`'s connection to the newest form."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
