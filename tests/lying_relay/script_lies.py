"""A relay that serves other scripts than those that were reviewed: a leaky build, or one without a check.

Nothing in the app can find this out (docs/threat-model.md, *The first visit's scripts*). Tests use it to show that
they can fail: that a search finds a leak, and that a lie is believed where its check is missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.lying_relay.proxy import Exchange, Lie

_SCRIPTS = "/static/js/"
_VALIDATORS = {"etag", "last-modified"}

Replacement = tuple[str, str]


def scripts_changed(changes: Mapping[str, Sequence[Replacement]]) -> Lie:
    """Serve scripts (by their path below /static/js/) with pieces of their text replaced; each must be there, once."""

    def tell(exchange: Exchange) -> None:
        path = exchange.path.removeprefix(_SCRIPTS)
        if not exchange.path.startswith(_SCRIPTS) or path not in changes:
            return
        text = exchange.response_body.decode()
        for old, new in changes[path]:
            if text.count(old) != 1:
                raise RuntimeError(f"{path} has {text.count(old)} times: {old}")
            text = text.replace(old, new)
        exchange.response_body = text.encode()
        # Without these the browser never asks whether what it has is still right.
        exchange.response_headers = [
            (n, v) for n, v in exchange.response_headers if n.lower() not in _VALIDATORS
        ]

    return tell


def without_validators(exchange: Exchange) -> None:
    """A request lie: the browser asks for the whole script, whatever it has."""
    exchange.request_headers = [
        (n, v) for n, v in exchange.request_headers if not n.lower().startswith("if-")
    ]


def both(*lies: Lie) -> Lie:
    """Tell several lies at once, one after the other."""

    def tell(exchange: Exchange) -> None:
        for lie in lies:
            lie(exchange)

    return tell
