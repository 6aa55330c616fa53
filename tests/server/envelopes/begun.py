"""Files that are sealed and announced, before the first part is sent."""

from __future__ import annotations

from scripts.vectors.author import SealedFile
from scripts.vectors.randomness import Random
from tests.server.browser import code_of
from tests.server.owned_case import OwnedCase, Upload


def seal(case: OwnedCase, data: bytes | int = b"a page") -> SealedFile:
    """A sealed file; a number stands for so many random bytes."""
    content = Random("content").bytes(data) if isinstance(data, int) else data
    return case.author.seal_file("a.jpg", "image/jpeg", content)


def begin(case: OwnedCase, file: SealedFile | None = None) -> Upload:
    """Announce a file."""
    chosen = file or seal(case)
    answer = case.open_envelope(chosen)
    assert code_of(answer) == "201", code_of(answer)
    return Upload(case.owner.browser, chosen, answer.get_json()["ticket"])
