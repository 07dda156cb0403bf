"""From a record to a dossier: what all reports say, point by point."""
