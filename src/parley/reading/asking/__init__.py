"""The optional reader: passages go to a language model behind an OpenAI-compatible address, entries come back.

Nothing of what it answers is believed: an entry whose words are not in the report is dropped and counted. Off
unless it is asked for; furniture is never sent.
"""

from parley.reading.asking.client import Endpoint, NoAnswer
from parley.reading.asking.reader import Asked, ask_about

__all__ = ["Asked", "Endpoint", "NoAnswer", "ask_about"]
