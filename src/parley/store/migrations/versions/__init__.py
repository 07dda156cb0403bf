"""One module a step. A step is never edited once it has been released: archives out there have run it."""
