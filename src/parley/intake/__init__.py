"""From files, folders and addresses to reports divided into passages."""
