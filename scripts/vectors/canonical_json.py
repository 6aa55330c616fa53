"""Vectors of spec/README.md: canonical JSON, text, base64url, hex."""

from __future__ import annotations

import json

from scripts.vectors.scenario import Chapter, b64


def chapter() -> Chapter:
    """All scenarios."""
    made = Chapter("canonical-json")
    _accepted(made)
    _refused(made)
    _texts(made)
    _encodings(made)
    return made


def _accepted(made: Chapter) -> None:
    accepted = {
        "accepts-empty-object": ("An empty object.", "{}"),
        "accepts-empty-array": ("An empty array.", "[]"),
        "accepts-null": ("A bare null.", "null"),
        "accepts-sorted-names": ("Names ascend by bytes.", '{"a":1,"a1":2,"a_":3,"ab":4,"b":5}'),
        "accepts-largest-integers": (
            "The largest and smallest integer.",
            "[9007199254740991,-9007199254740991,0]",
        ),
        "accepts-short-escapes": ("The escapes that RFC 8785 asks for.", '"\\b\\t\\n\\f\\r\\"\\\\"'),
        "accepts-control-escape": ("Other controls are escaped with four digits.", '"\\u0000\\u001f"'),
        "accepts-unescaped-delete": ("U+007F and U+2028 stand as they are.", '"\x7f\u2028/"'),
        "accepts-beyond-the-basic-plane": ("A character of four bytes.", '{"name":"\U0001f9ec Łódź"}'),
        "accepts-nesting-16": ("Sixteen levels.", "[" * 16 + "]" * 16),
        "accepts-mixed-values": ("All kinds of values.", '{"a":[true,false,null,"x",-1],"b":{"c":{}}}'),
    }
    for name, (description, text) in accepted.items():
        value = json.loads(text)
        made.add(
            name, "canonical-json", description, "success", {"bytes": b64(text.encode())}, {"value": value}
        )


def _refused(made: Chapter) -> None:
    refused = {
        "refuses-nothing": ("No bytes at all.", b""),
        "refuses-space": ("A space after a colon.", b'{"a": 1}'),
        "refuses-newline-at-the-end": ("A newline after the value.", b"{}\n"),
        "refuses-unsorted-names": ("Names out of order.", b'{"b":1,"a":2}'),
        "refuses-repeated-name": ("A name that occurs twice.", b'{"a":1,"a":1}'),
        "refuses-upper-case-name": ("A name with a capital.", b'{"A":1}'),
        "refuses-empty-name": ("A name without a letter.", b'{"":1}'),
        "refuses-name-with-digit-first": ("A name that begins with a digit.", b'{"1a":1}'),
        "refuses-name-with-newline": ("A name that ends in an escaped newline.", b'{"a\\n":1}'),
        "refuses-fraction": ("A fraction.", b"1.5"),
        "refuses-whole-fraction": ("An integer written as a fraction.", b"1.0"),
        "refuses-exponent": ("An integer with an exponent.", b"1e3"),
        "refuses-minus-zero": ("Minus zero.", b"-0"),
        "refuses-leading-zero": ("A leading zero.", b"01"),
        "refuses-plus": ("A plus sign.", b"+1"),
        "refuses-integer-too-large": ("2^53.", b"9007199254740992"),
        "refuses-integer-too-small": ("-2^53.", b"-9007199254740992"),
        "refuses-thousands-of-digits": ("An integer of 5000 digits.", b"1" * 5000),
        "refuses-not-a-number": ("NaN.", b"NaN"),
        "refuses-infinity": ("Infinity.", b"Infinity"),
        "refuses-needless-escape": ("A letter that is escaped.", b'"\\u0061"'),
        "refuses-escaped-slash": ("A slash that is escaped.", b'"\\/"'),
        "refuses-upper-case-escape": ("An escape with capital digits.", b'"\\u001F"'),
        "refuses-long-escape-of-newline": ("A newline escaped with four digits.", b'"\\u000a"'),
        "refuses-raw-control": ("A raw tabulator in a string.", b'"\t"'),
        "refuses-escaped-surrogate-pair": ("A pair of escaped surrogates.", b'"\\ud83e\\uddec"'),
        "refuses-lone-surrogate-escape": ("An escaped surrogate alone.", b'"\\ud800"'),
        "refuses-surrogate-bytes": ("A surrogate in UTF-8.", b'"\xed\xa0\x80"'),
        "refuses-overlong-utf-8": ("An overlong slash.", b'"\xc0\xaf"'),
        "refuses-cut-utf-8": ("A character that is cut.", b'"\xf0\x9f\xa7"'),
        "refuses-byte-order-mark": ("A byte order mark.", b"\xef\xbb\xbf{}"),
        "refuses-utf-16": ("UTF-16.", '{"a":1}'.encode("utf-16-le")),
        "refuses-nesting-17": ("Seventeen levels.", b"[" * 17 + b"]" * 17),
        "refuses-nesting-100000": ("A hundred thousand levels.", b"[" * 100_000),
        "refuses-two-values": ("Two values.", b"{}{}"),
        "refuses-cut-object": ("An object that is cut.", b'{"a":1'),
        "refuses-trailing-comma": ("A comma at the end.", b"[1,]"),
        "refuses-single-quotes": ("Single quotes.", b"{'a':1}"),
        "refuses-comment": ("A comment.", b"{}/**/"),
        "refuses-capital-true": ("True with a capital.", b"True"),
    }
    for name, (description, data) in refused.items():
        given = {
            "bytes": b64(data) if len(data) < 50_000 else [b64(b"[" * 30_000)] * 3 + [b64(b"[" * 10_000)]
        }
        made.add(name, "canonical-json", description, "encoding", given)


def _texts(made: Chapter) -> None:
    texts = {
        "text-accepts-one": ("One code point.", "x", 1, 200, False, True),
        "text-accepts-longest": ("200 code points outside the basic plane.", "\U0001f9ec" * 200, 1, 200, False, True),
        "text-accepts-empty-where-0": ("Nothing, where that is allowed.", "", 0, 200, False, True),
        "text-accepts-lines": ("A newline where the field says lines.", "a\nb", 1, 200, True, True),
        "text-accepts-joiner": ("A zero-width joiner, as in emoji.", "\U0001f469\u200d\u2695", 1, 9, False, True),
        "text-accepts-arabic": ("Right-to-left letters.", "تقرير", 1, 200, False, True),
        "text-accepts-unassigned": ("A code point that is not assigned yet.", "\u0378", 1, 9, False, True),
        "text-refuses-empty": ("Nothing.", "", 1, 200, False, False),
        "text-refuses-too-long": ("201 code points.", "x" * 201, 1, 200, False, False),
        "text-refuses-newline": ("A newline where the field has no lines.", "a\nb", 1, 200, False, False),
        "text-refuses-carriage-return": ("A carriage return, also in lines.", "a\r\nb", 1, 200, True, False),
        "text-refuses-tabulator": ("A tabulator.", "a\tb", 1, 200, True, False),
        "text-refuses-zero": ("U+0000.", "a\x00", 1, 200, False, False),
        "text-refuses-delete": ("U+007F.", "a\x7f", 1, 200, False, False),
        "text-refuses-c1-control": ("U+0085.", "a\x85", 1, 200, False, False),
        "text-refuses-right-to-left-override": ("U+202E, which hides an extension.", "fdp\u202e.exe", 1, 200, False, False),
        "text-refuses-isolate": ("U+2066.", "a\u2066b", 1, 200, False, False),
        "text-refuses-private-use": ("U+E000.", "\ue000", 1, 200, False, False),
        "text-refuses-noncharacter": ("U+FDD0.", "\ufdd0", 1, 200, False, False),
        "text-refuses-last-of-a-plane": ("U+1FFFF.", "\U0001ffff", 1, 200, False, False),
        "text-refuses-lone-surrogate": ("An unpaired surrogate.", "\ud800", 1, 200, False, False),
        "text-refuses-decomposed": ("A letter and a combining accent.", "e\u0301", 1, 200, False, False),
    }  # fmt: skip
    for name, (description, value, minimum, maximum, lines, accepted) in texts.items():
        given = {"value": value, "minimum": minimum, "maximum": maximum, "lines": lines}
        expect = "success" if accepted else "encoding"
        made.add(name, "text", description, expect, given, {} if accepted else None)


def _encodings(made: Chapter) -> None:
    made.add("base64url-accepts-nothing", "base64url", "No bytes.", "success", {"text": ""}, {"hex": ""})
    given = {"text": "-_8A"}
    made.add("base64url-accepts-both-signs", "base64url", "- and _.", "success", given, {"hex": "fbff00"})
    refused = {
        "padding": ("Padding.", "AA=="),
        "unused-bits": ("Unused bits that are not zero.", "AB"),
        "one-character": ("A length that no bytes have.", "AAAAA"),
        "standard-alphabet": ("+ and /.", "+/8A"),
        "newline": ("A newline.", "AAAA\n"),
        "space": ("A space.", "AA AA"),
    }
    for name, (description, text) in refused.items():
        made.add(f"base64url-refuses-{name}", "base64url", description, "encoding", {"text": text})
    given_hex = {"text": "00ff", "length": 2}
    made.add("hex-accepts-two-bytes", "hex", "Two bytes.", "success", given_hex, {"base64url": "AP8"})
    for name, text in {
        "capitals": "00FF",
        "odd-length": "00f",
        "too-long": "00ff00",
        "prefix": "0x00",
    }.items():
        made.add(f"hex-refuses-{name}", "hex", f"Hex: {name}.", "encoding", {"text": text, "length": 2})
