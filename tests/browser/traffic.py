"""All traffic between browsers and the relay, kept to be searched.

The recorder is the proxy of the lying relay, telling no lie: it sees what really travels, bodies of workers and of
service workers included, which a browser's own tools don't always show.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tests.lying_relay.proxy import Exchange


def sent_to_relay(exchanges: Iterable[Exchange]) -> Iterator[tuple[str, bytes]]:
    """(where, bytes) of every address, header and body that left a browser."""
    for exchange in exchanges:
        where = f"{exchange.method} {exchange.path}"
        yield f"{where} (address)", exchange.path.encode()
        yield f"{where} (headers)", _header_bytes(exchange.request_headers)
        yield f"{where} (body)", exchange.request_body


def sent_by_relay(exchanges: Iterable[Exchange]) -> Iterator[tuple[str, bytes]]:
    """(where, bytes) of every header and body that the relay answered with."""
    for exchange in exchanges:
        where = f"answer to {exchange.method} {exchange.path}"
        yield f"{where} (headers)", _header_bytes(exchange.response_headers)
        yield f"{where} (body)", exchange.response_body


def all_traffic(exchanges: Iterable[Exchange]) -> Iterator[tuple[str, bytes]]:
    """Both directions."""
    kept = list(exchanges)
    yield from sent_to_relay(kept)
    yield from sent_by_relay(kept)


def _header_bytes(headers: list[tuple[str, str]]) -> bytes:
    return "\n".join(f"{name}: {value}" for name, value in headers).encode("utf-8", "surrogateescape")
