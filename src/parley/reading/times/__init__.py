"""Time expressions of a report: found, taken apart, and given what they hang on. Resolved later, by the model.

`tag` finds them; `told_when` says which one dates a clause or a noun. `parley.model.calendar.resolve` turns an
expression into days as soon as the day that it hangs on is known.
"""

from parley.reading.times.tagger import Timex, tag
from parley.reading.times.telling import told_when

__all__ = ["Timex", "tag", "told_when"]
