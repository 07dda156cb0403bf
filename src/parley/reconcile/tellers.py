"""Whose word it is, in brackets behind what is told."""

from __future__ import annotations

from parley.model.actors import VoiceKind
from parley.model.dossier import Account
from parley.model.spelling import calm
from parley.reconcile.claims import Desk, lower_article
from parley.reconcile.wording import named


def teller(desk: Desk, account: Account, subject: str = "") -> str:
    """Who says it, and where: "a senior official, The Gazette"; the outlet alone where it speaks itself.

    `subject` is the merged actor that the sentence is about: his own word needs no second mention of him.
    """
    label = desk.labels.get(account.report, "one report").split(", “")[0]  # the place cited tells the rest
    voice = account.voice
    known = desk.cast.of(voice.actor) if voice.actor and voice.kind is not VoiceKind.ANONYMOUS else ""
    if voice.kind is VoiceKind.OUTLET or (known and known == subject):
        return label
    name = named(desk.cast.name(known)) if known else lower_article(calm(voice.description))
    return f"{name}, {label}" if name else label


def source(desk: Desk, account: Account, subject: str = "") -> str:
    """The teller in brackets, to follow a clause."""
    return f" ({teller(desk, account, subject)})"
