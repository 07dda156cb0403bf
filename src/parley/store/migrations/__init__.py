"""How archives of earlier versions become ones of this version; alembic runs what is in `versions`."""
