"""Vectors of spec/envelope.md."""

from __future__ import annotations

import hashlib
import struct

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from reviewer.envelope import Place, Purpose, seal_bytes
from scripts.vectors.randomness import Random
from scripts.vectors.scenario import Chapter, Value, b64, flip, pattern
from server.crypto.envelope_layout import (
    FIXED_HEADER,
    LARGEST_DATA_BYTES,
    PART_CHUNKS,
    PartHasher,
    padded_size,
    padme,
    parts_digest,
    sealed_size,
)

CHUNK = 16_384
SEALED_CHUNK = 16_400
_random = Random("envelope")
KEY = _random.bytes(32)
SALT = _random.bytes(24)
OTHER_SALT = _random.bytes(24)
CASE_ID = _random.identifier()
ENVELOPE_ID = _random.identifier()
THREE_CHUNKS_DATA = 40_000


def chapter() -> Chapter:
    """All scenarios."""
    made = Chapter("envelope")
    _sizes(made)
    _seals(made)
    _attacks(made)
    _padding(made)
    _ranges(made)
    _parts(made)
    return made


def _place(purpose: Purpose = "content") -> Place:
    return Place(CASE_ID, ENVELOPE_ID, purpose)


def _given(sealed: Value, **changed: Value) -> dict[str, Value]:
    return {
        "key": b64(KEY),
        "case_id": CASE_ID,
        "envelope_id": ENVELOPE_ID,
        "purpose": "content",
        "sealed": sealed,
    } | changed


def _sizes(made: Chapter) -> None:
    for size in (8, 9, 16, 17, 31, 32, 33, 255, 256, 257, 1000, 16_384, 16_385, 1_000_003, 2**33 + 8):
        given = {"size_bytes": size}
        made.add(
            f"padme-{size}", "padme", f"Padme of {size}.", "success", given, {"padded_bytes": padme(size)}
        )
    for size in (0, 1, 100, 16_375, 16_376, 16_377, 25_000_000, 2**32, LARGEST_DATA_BYTES):
        padded = padded_size(size)
        output = {"padded_bytes": padded, "chunks": padded // CHUNK + 1, "sealed_bytes": sealed_size(size)}
        made.add(
            f"sizes-{size}",
            "envelope-sizes",
            f"{size} bytes of data.",
            "success",
            {"data_bytes": size},
            output,
        )
    given = {"data_bytes": LARGEST_DATA_BYTES + 1}
    made.add("sizes-refuses-beyond-8-gib", "envelope-sizes", "One byte more than 8 GiB.", "limit", given)


def _seals(made: Chapter) -> None:
    for size in (0, 1, 15_864, 16_375, 16_376, 16_377, 16_383, 16_384, 16_385, 32_760, THREE_CHUNKS_DATA):
        sealed = seal_bytes(KEY, SALT, _place(), pattern(size))
        made.files[f"data-{size}.sealed"] = sealed
        whole = {"file": f"data-{size}.sealed", "from": 0, "to": len(sealed)}
        given = {
            "key": b64(KEY), "salt": b64(SALT), "case_id": CASE_ID, "envelope_id": ENVELOPE_ID,
            "purpose": "content", "data": {"pattern": size},
        }  # fmt: skip
        made.add(f"seal-{size}", "envelope-seal", f"Seal {size} bytes.", "success", given, {"sealed": whole})
        output = {"data": {"pattern": size}}
        made.add(f"open-{size}", "envelope-open", f"Open {size} bytes.", "success", _given(whole), output)
    purposes: tuple[Purpose, ...] = (
        "thumbnail", "statement-private", "account-state", "local", "reviewer-key-file",
    )  # fmt: skip
    for purpose in purposes:
        sealed = seal_bytes(KEY, SALT, _place(purpose), pattern(20))
        given = _given(b64(sealed), purpose=purpose)
        made.add(f"open-purpose-{purpose}", "envelope-open", "Another purpose.", "success", given,
                 {"data": {"pattern": 20}})  # fmt: skip
    zeros = seal_bytes(KEY, SALT, _place(), bytes(5000))
    made.add("open-zeros", "envelope-open", "Data that looks like padding.", "success", _given(b64(zeros)),
             {"data": {"zeros": 5000}})  # fmt: skip


def _attacks(made: Chapter) -> None:
    name = f"data-{THREE_CHUNKS_DATA}.sealed"
    end = len(made.files[name])

    def cut(start: int, stop: int, file: str = name) -> Value:
        return {"file": file, "from": start, "to": stop}

    header = cut(0, 64)
    first, second = cut(64, 64 + SEALED_CHUNK), cut(64 + SEALED_CHUNK, 64 + 2 * SEALED_CHUNK)
    last = cut(64 + 2 * SEALED_CHUNK, end)
    whole = cut(0, end)
    other = seal_bytes(KEY, OTHER_SALT, _place(), pattern(THREE_CHUNKS_DATA))
    made.files["other-salt.sealed"] = other
    other_first = cut(64, 64 + SEALED_CHUNK, "other-salt.sealed")
    attacks: dict[str, tuple[str, Value, str]] = {
        "nothing": ("No bytes at all.", [], "envelope-header"),
        "cut-in-the-header": ("Cut after 63 bytes.", cut(0, 63), "envelope-header"),
        "cut-to-the-header": ("Only the header.", header, "envelope-truncated"),
        "empty-body-with-a-short-tag": ("15 bytes of body.", cut(0, 79), "envelope-truncated"),
        "cut-at-chunk-1": ("Cut at the end of the first chunk.", cut(0, 64 + SEALED_CHUNK), "envelope-truncated"),
        "cut-at-chunk-2": ("Cut at the end of the second chunk.", cut(0, 64 + 2 * SEALED_CHUNK), "envelope-truncated"),
        "cut-in-the-first-chunk": ("Cut in the first chunk.", cut(0, 1000), "envelope-chunk"),
        "cut-in-a-middle-chunk": ("A middle chunk made last by a cut.", cut(0, 64 + SEALED_CHUNK + 16_399), "envelope-chunk"),
        "cut-in-the-last-chunk": ("The last byte is missing.", cut(0, end - 1), "envelope-chunk"),
        "cut-into-the-next-tag": ("Cut 15 bytes into a chunk.", cut(0, 64 + SEALED_CHUNK + 15), "envelope-truncated"),
        "first-chunk-dropped": ("Without the first chunk.", [header, second, last], "envelope-chunk"),
        "middle-chunk-dropped": ("Without the middle chunk.", [header, first, last], "envelope-chunk"),
        "last-chunk-dropped": ("Without the last chunk.", [header, first, second], "envelope-truncated"),
        "chunks-swapped": ("Two chunks swapped.", [header, second, first, last], "envelope-chunk"),
        "chunk-repeated": ("The first chunk twice.", [header, first, first, second, last], "envelope-chunk"),
        "byte-appended": ("One byte appended.", [whole, b64(b"\x00")], "envelope-chunk"),
        "last-chunk-appended": ("Its own last chunk appended.", [whole, last], "envelope-chunk"),
        "chunk-of-another-envelope": ("A chunk of an envelope under the same key.", [header, other_first, second, last], "envelope-chunk"),
        "header-of-another-envelope": ("The header of another envelope under the same key.", [cut(0, 64, "other-salt.sealed"), first, second, last], "envelope-chunk"),
        "salt-changed": ("A bit of the salt.", flip(whole, (8, 1)), "envelope-commitment"),
        "commitment-changed": ("A bit of the commitment.", flip(whole, (32, 128)), "envelope-commitment"),
        "commitment-changed-at-its-end": ("The last bit of the commitment.", flip(whole, (63, 1)), "envelope-commitment"),
        "first-ciphertext-changed": ("A bit of the first chunk.", flip(whole, (64, 1)), "envelope-chunk"),
        "first-tag-changed": ("A bit of the first tag.", flip(whole, (64 + CHUNK, 1)), "envelope-chunk"),
        "middle-tag-changed": ("A bit of a middle tag.", flip(whole, (63 + 2 * SEALED_CHUNK, 1)), "envelope-chunk"),
        "last-tag-changed": ("The last bit.", flip(whole, (end - 1, 1)), "envelope-chunk"),
        "magic-changed": ("Another magic.", flip(whole, (0, 1)), "envelope-header"),
        "reserved-byte-changed": ("A reserved byte that is not zero.", flip(whole, (7, 1)), "envelope-header"),
        "version-changed": ("Format version 2.", flip(whole, (4, 3)), "version"),
        "suite-changed": ("Suite 2.", flip(whole, (5, 3)), "suite"),
        "chunk-size-changed": ("Chunks of 32 KiB.", flip(whole, (6, 1)), "suite"),
        "version-before-suite": ("Version and suite are both other ones.", flip(whole, (4, 3), (5, 3)), "version"),
        "header-before-version": ("Reserved byte and version.", flip(whole, (4, 3), (7, 1)), "envelope-header"),
    }  # fmt: skip
    for scenario, (description, sealed, expect) in attacks.items():
        made.add(f"refuses-{scenario}", "envelope-open", description, expect, _given(sealed))
    changes: dict[str, tuple[str, dict[str, Value]]] = {
        "wrong-key": ("Another key.", {"key": b64(OTHER_SALT + bytes(8))}),
        "other-case": ("The right key in another case.", {"case_id": "ab" * 16}),
        "other-envelope-id": ("The right key under another envelope id.", {"envelope_id": "ab" * 16}),
        "other-purpose": ("The right key for another purpose.", {"purpose": "thumbnail"}),
    }
    for scenario, (description, changed) in changes.items():
        given = _given(whole, **changed)
        made.add(f"refuses-{scenario}", "envelope-open", description, "envelope-commitment", given)


def seal_padded(padded: bytes) -> bytes:
    """Seal a padded plaintext that no honest writer makes."""
    info = b"c2sp.org/chunked-encryption@v1+AEAD_CHACHA20_POLY1305\x00" + SALT + _place().context()
    derived = HKDFExpand(hashes.SHA512(), 76, info=info).derive(KEY)
    aead, base = ChaCha20Poly1305(derived[:32]), int.from_bytes(derived[32:44], "big")
    chunks = [padded[start : start + CHUNK] for start in range(0, len(padded) + 1, CHUNK)]
    sealed = [aead.encrypt((base ^ k).to_bytes(12, "big"), chunk, None) for k, chunk in enumerate(chunks)]
    return b"".join((FIXED_HEADER, SALT, derived[44:], *sealed))


def _padding(made: Chapter) -> None:
    def prefix(length: int) -> bytes:
        return struct.pack("<Q", length)

    bad = {
        "no-length": ("Less than a length prefix.", b"\x00" * 7),
        "no-plaintext": ("An empty plaintext.", b""),
        "length-beyond-the-data": ("The length prefix reaches beyond the data.", prefix(9) + bytes(8)),
        "length-one-too-long": ("The length prefix is one more than fits.", prefix(1) + b""),
        "length-huge": ("A length prefix of 2^64 - 1.", b"\xff" * 8 + bytes(8)),
        "length-too-short": ("A smaller length than the padded size belongs to.", prefix(100) + bytes(200)),
        "padding-not-zero": ("A padding byte that is not zero.", prefix(91) + bytes(91) + b"\x00\x00\x00\x00\x01"),
        "padded-size-not-padme": ("One zero too many.", prefix(92) + bytes(92) + b"\x00" * 5),
        "padding-missing": ("Not padded.", prefix(93) + bytes(93)),
        "padding-not-zero-in-the-last-chunk": (
            "A padding byte of another chunk than the data's end is not zero.",
            prefix(99_000) + pattern(99_000) + bytes(padme(99_008) - 99_009) + b"\x01",
        ),
    }  # fmt: skip
    for scenario, (description, padded) in bad.items():
        given = _given(b64(seal_padded(padded)))
        made.add(f"refuses-{scenario}", "envelope-open", description, "envelope-padding", given)


def _ranges(made: Chapter) -> None:
    name = f"data-{THREE_CHUNKS_DATA}.sealed"
    end = len(made.files[name])
    whole: Value = {"file": name, "from": 0, "to": end}
    ranges = {
        "first-byte": (0, 1), "last-byte": (THREE_CHUNKS_DATA - 1, 1), "across-chunks": (16_370, 20),
        "whole-middle-chunk": (16_376, CHUNK), "everything": (0, THREE_CHUNKS_DATA),
        "past-the-end": (39_990, 100), "all-past-the-end": (40_000, 1), "nothing": (5, 0),
    }  # fmt: skip
    data = pattern(THREE_CHUNKS_DATA)
    for scenario, (start, length) in ranges.items():
        given = _given(whole, start=start, length=length)
        output = {"data": b64(data[start : start + length])}
        made.add(
            f"range-{scenario}",
            "envelope-range",
            f"Bytes {start} to {start + length}.",
            "success",
            given,
            output,
        )
    first_changed = flip(whole, (64 + SEALED_CHUNK + 5, 1))
    made.add("range-beside-a-changed-chunk", "envelope-range", "Another chunk was changed: this range stays valid.",
             "success", _given(first_changed, start=0, length=100), {"data": b64(data[:100])})  # fmt: skip
    bad: dict[str, tuple[str, Value, str]] = {
        "in-a-changed-chunk": ("The range lies in a changed chunk.", first_changed, "envelope-chunk"),
        "last-chunk-changed": ("The last chunk proves the length.", flip(whole, (end - 1, 1)), "envelope-chunk"),
        "cut-in-the-last-chunk": ("The relay lies about the length.", {"file": name, "from": 0, "to": end - 1}, "envelope-chunk"),
        "cut-in-a-middle-chunk": ("A middle chunk made last.", {"file": name, "from": 0, "to": 64 + SEALED_CHUNK + 100}, "envelope-chunk"),
        "cut-at-a-chunk": ("Cut at a chunk boundary.", {"file": name, "from": 0, "to": 64 + 2 * SEALED_CHUNK}, "envelope-truncated"),
        "first-chunk-changed": ("Chunk 0 has the length.", flip(whole, (64, 1)), "envelope-chunk"),
        "commitment-changed": ("The commitment is checked first.", flip(whole, (32, 1)), "envelope-commitment"),
    }  # fmt: skip
    for scenario, (description, sealed, expect) in bad.items():
        given = _given(sealed, start=17_000, length=10)
        made.add(f"range-refuses-{scenario}", "envelope-range", description, expect, given)
    given = _given(b64(seal_padded(struct.pack("<Q", 100) + bytes(200))), start=0, length=1)
    made.add("range-refuses-length-that-does-not-agree", "envelope-range",
             "Length prefix and padded size do not agree.", "envelope-padding", given)  # fmt: skip


def digest_of(sealed: bytes, part_chunks: int) -> tuple[list[bytes], str]:
    """The part hashes and the digest of sealed bytes."""
    hasher = PartHasher(part_chunks)
    hasher.update(sealed)
    return hasher.part_hashes(), parts_digest(hasher.part_hashes())


def _parts(made: Chapter) -> None:
    one_part = 64 + 64 * SEALED_CHUNK
    sizes = {
        "short": 100,
        "exactly-one": one_part,
        "one-and-a-byte": one_part + 1,
        "three": one_part + 64 * SEALED_CHUNK + 16,
    }
    for scenario, size_bytes in sizes.items():
        for part_chunks in PART_CHUNKS:
            part_hashes, digest = digest_of(pattern(size_bytes), part_chunks)
            given = {"sealed": {"pattern": size_bytes}, "part_chunks": part_chunks}
            output = {"parts": [each.hex() for each in part_hashes], "parts_sha256": digest}
            description = f"Parts of {size_bytes} bytes, which need not open."
            made.add(
                f"parts-{scenario}-of-{part_chunks}", "envelope-parts", description, "success", given, output
            )
    _referenced(made)


def _referenced(made: Chapter) -> None:
    name = f"data-{THREE_CHUNKS_DATA}.sealed"
    sealed = made.files[name]
    whole: Value = {"file": name, "from": 0, "to": len(sealed)}
    other: Value = {"file": "other-salt.sealed", "from": 0, "to": len(sealed)}
    reference = {
        "envelope_id": ENVELOPE_ID, "part_chunks": 64, "parts_sha256": digest_of(sealed, 64)[1],
        "size_bytes": len(sealed),
    }  # fmt: skip
    made.add("referenced-opens", "envelope-referenced", "The bytes that the statement names.", "success",
             _given(whole, reference=reference), {"data": {"pattern": THREE_CHUNKS_DATA}})  # fmt: skip
    bad: dict[str, tuple[str, Value, dict[str, Value]]] = {
        "other-sealing": ("The same data sealed again under the same key: not what was signed.", other, reference),
        "other-digest": ("Another digest is signed.", whole, reference | {"parts_sha256": "00" * 32}),
        "other-part-size": ("A digest over parts of another size.", whole, reference | {"part_chunks": 256, "parts_sha256": hashlib.sha256(b"").hexdigest()}),
    }  # fmt: skip
    for scenario, (description, given_sealed, given_reference) in bad.items():
        made.add(f"referenced-refuses-{scenario}", "envelope-referenced", description, "envelope-digest",
                 _given(given_sealed, reference=given_reference))  # fmt: skip
