"""From a dossier to an outlook: which outcomes hold, and whose words that rests on."""
