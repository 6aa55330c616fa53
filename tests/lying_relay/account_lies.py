"""Lies about the person's own account: ways in, ceremonies, keys."""

from __future__ import annotations

from typing import Any

from tests.lying_relay.proxy import Exchange, Lie


def way_in_replaced(planted: dict[str, Any]) -> Lie:
    """At sign-in and recovery, hand out another way-in object."""

    def tell(exchange: Exchange) -> None:
        if exchange.path in ("/api/sign-in", "/api/recovery") and exchange.status == 200:
            answer = exchange.json()
            answer["way_in"] = planted
            exchange.answer_json(answer)

    return tell


def prf_salt_replaced() -> Lie:
    """Put a PRF salt of the relay's choice into every ceremony's options."""

    def tell(exchange: Exchange) -> None:
        if exchange.path.endswith("/options") and exchange.status == 200:
            answer = exchange.json()
            if "public_key" in answer:
                answer["public_key"].setdefault("extensions", {})["prf"] = {"eval": {"first": "A" * 43}}
                exchange.answer_json(answer)

    return tell
