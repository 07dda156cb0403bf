"""Ways to show a dossier and an outlook; none computes anything of its own."""
