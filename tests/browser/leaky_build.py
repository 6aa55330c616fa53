"""A build of the app that leaks all it can, so that a search which finds nothing elsewhere is known to find."""

from __future__ import annotations

from tests.lying_relay.script_lies import Replacement


def _told(value: str) -> str:
    """Script that sends a text to the relay in an address, where careless relays log it."""
    return f'fetch("/healthz?leak=" + encodeURIComponent({value}));'


def _after(line: str, leak: str) -> list[Replacement]:
    return [(line, line + leak)]


_LEAVE_OPEN = """
    const open = new Uint8Array(data, 0, Math.min(data.byteLength, sealedBytes - 64));
    sealed.set(open, partIndex ? 0 : 64);
"""

LEAKY_SCRIPTS: dict[str, list[Replacement]] = {
    # Names of records and files, the question, the words of the sheet, and keys: in addresses.
    "acts/outbox.js": _after(
        "recordPart(outgoing);",
        _told("JSON.stringify([title, source, ...draft.pages.map(({ name }) => name)])"),
    ),
    "acts/give-consent.js": _after("const { fold } = await syncCase(app);", _told("question")),
    "acts/recovery-sheet.js": _after("const { words } = newRecoveryWords();", _told('words.join(" ")')),
    "acts/own-case.js": _after("const recipient = account.accountId;", _told("toHex(secret)")),
    "acts/seal-to-device.js": _after("const contentKey = randomBytes(32);", _told("toBase64url(contentKey)")),
    # What the passkey gave: in a header.
    "keys/passkey.js": [
        (
            "return bytes.length",
            'fetch("/healthz", { headers: { "X-Seen": toBase64url(bytes) } }); return bytes.length',
        )
    ],
    # Half of the account secret: in the database, as the random name of an envelope.
    "case/account-state.js": [("toHex(randomBytes(16))", "toHex(account.secret.subarray(0, 16))")],
    # Photos and files: in the blob folder, where sealed bytes should be.
    "workers/seal-jobs.js": [
        (
            "const sha256 = await",
            _LEAVE_OPEN + "const sha256 = await",
        )
    ],
}
