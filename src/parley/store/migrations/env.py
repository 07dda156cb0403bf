"""Run by alembic: bring the database behind `parley.store.migrate`'s connection to the newest form."""

from alembic import context

if hasattr(context, "config"):  # alembic alone runs this; anything else merely imports it
    context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
    context.run_migrations()
