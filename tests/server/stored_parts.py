"""What lies in a blob store, whichever it is, behind the relay's back."""

from __future__ import annotations

import shutil

import obstore

from server.store.blobs.blob_store import BlobStore
from server.store.blobs.local_folder import LocalFolder
from server.store.blobs.s3_bucket import CHECK_NAME, S3Bucket


def stored_parts(blobs: BlobStore) -> dict[str, bytes]:
    """All that has a name in the store: its name there, and its bytes."""
    match blobs:
        case LocalFolder():
            paths = [path for path in blobs.folder.rglob("*") if path.is_file()]
            return {str(path.relative_to(blobs.folder)): path.read_bytes() for path in paths}
        case S3Bucket():
            return {name: bytes(obstore.get(blobs.store, name).bytes()) for name in _names(blobs)}
        case _:
            raise TypeError


def empty_store(blobs: BlobStore) -> None:
    """Be as before the first part."""
    match blobs:
        case LocalFolder():
            shutil.rmtree(blobs.folder, ignore_errors=True)
            blobs.folder.mkdir()
        case S3Bucket():
            obstore.delete(blobs.store, _names(blobs))


def _names(blobs: S3Bucket) -> list[str]:
    names = [each["path"] for page in obstore.list(blobs.store) for each in page]
    return [name for name in names if name != CHECK_NAME]
