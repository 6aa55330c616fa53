"""A real S3-compatible store for the length of a test run: OpenStack Swift, in a folder of its own.

It checks signatures, hashes and ranges, which the usual stand-ins do not. `make test` installs it into `.swift`.
"""

from __future__ import annotations

import contextlib
import getpass
import random
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

import obstore

from server.store.blobs.s3_bucket import S3Bucket
from tests.server.processes import die_with_parent

_PROGRAMS = Path(__file__).parents[2] / ".swift/bin"
_START_SECONDS = 60
_SERVERS = ("object", "container", "account", "proxy")
_MIDDLEWARE = (
    "catch_errors", "gatekeeper", "listing_formats", "s3api", "tempauth", "bulk", "slo", "dlo", "versioned_writes",
    "symlink",
)  # fmt: skip
_SWIFT = """
[swift-hash]
swift_hash_path_suffix = tests
[storage-policy:0]
name = one
default = yes
"""
_EVERY = """
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
workers = 0
user = {user}
swift_dir = {folder}
devices = {folder}/devices
mount_check = false
fallocate_reserve = 0
conn_timeout = 20
node_timeout = 60
container_update_timeout = 60
"""
_ACCESS = {"AWS_ACCESS_KEY_ID": "test:tester", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_REGION": "us-east-1"}


class ObjectStore:
    """`with ObjectStore() as store:`; whoever uses it needs `store.environment` in the environment."""

    def __enter__(self) -> Self:
        if not (_PROGRAMS / "swift-proxy-server").exists():
            raise RuntimeError("The relay's tests need an object store: run `make .swift/.installed`.")
        self._folder = Path(tempfile.mkdtemp(prefix="second-look-swift-"))
        self._processes: list[subprocess.Popen[bytes]] = []
        try:
            self._set_up()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def _set_up(self) -> None:
        (self._folder / "devices/d1").mkdir(parents=True)
        (self._folder / "swift.conf").write_text(_SWIFT)
        self._ports = dict(zip(_SERVERS, _free_ports(len(_SERVERS)), strict=True))
        for server, port in self._ports.items():
            self._configure(server, port)
        self.endpoint = f"http://127.0.0.1:{self._ports['proxy']}"
        self.environment = _ACCESS | {"AWS_ENDPOINT_URL": self.endpoint}
        self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        shutil.rmtree(self._folder)

    def start(self) -> None:
        """Start it, again if need be, with all that it has stored."""
        self._processes = [self._start(server) for server in _SERVERS]
        for port in self._ports.values():
            self._wait_for(port)

    def kill(self) -> None:
        """From now on nothing answers."""
        for process in self._processes:
            process.kill()
            process.wait()

    def make_bucket(self, name: str) -> None:
        """Make a bucket, as its operator does before the relay's first start."""
        address = obstore.sign(S3Bucket(f"s3://{name}").store, "PUT", "", timedelta(minutes=1))
        with urllib.request.urlopen(urllib.request.Request(address, method="PUT")):
            pass

    def _configure(self, server: str, port: int) -> None:
        lines = _EVERY.format(port=port, user=getpass.getuser(), folder=self._folder)
        if server == "proxy":
            pipeline = " ".join([*_MIDDLEWARE, "proxy-server"])
            lines += f"[pipeline:main]\npipeline = {pipeline}\n"
            lines += "[app:proxy-server]\nuse = egg:swift#proxy\naccount_autocreate = true\n"
            settings = {
                "s3api": f"location = {_ACCESS['AWS_REGION']}",
                "tempauth": "user_test_tester = testing .admin",
            }
            for name in _MIDDLEWARE:
                lines += f"[filter:{name}]\nuse = egg:swift#{name}\n{settings.get(name, '')}\n"
        else:
            lines += f"[pipeline:main]\npipeline = {server}-server\n"
            lines += f"[app:{server}-server]\nuse = egg:swift#{server}\n"
            ring = [str(_PROGRAMS / "swift-ring-builder"), str(self._folder / f"{server}.builder")]
            for step in (["create", "6", "1", "1"], ["add", f"r1z1-127.0.0.1:{port}/d1", "1"], ["rebalance"]):
                subprocess.run([*ring, *step], check=True, capture_output=True)
        (self._folder / f"{server}.conf").write_text(lines)

    def _start(self, server: str) -> subprocess.Popen[bytes]:
        with (self._folder / f"{server}.log").open("wb") as log:
            return subprocess.Popen(
                [_PROGRAMS / f"swift-{server}-server", self._folder / f"{server}.conf", "-v"],
                stdout=log,
                stderr=log,
                preexec_fn=die_with_parent,  # noqa: PLW1509  One system call, which takes no lock.
            )

    def _wait_for(self, port: int) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
            except OSError:
                if time.monotonic() > deadline or any(each.poll() is not None for each in self._processes):
                    logs = [
                        (self._folder / f"{server}.log").read_text(errors="replace") for server in _SERVERS
                    ]
                    raise RuntimeError("\n".join(logs)) from None
                time.sleep(0.02)
            else:
                return


def _free_ports(count: int) -> list[int]:
    """Ports that are free now; below those that the system gives to connections, so that they stay free."""
    free: list[int] = []
    for port in random.sample(range(20_000, 32_000), 100):
        with contextlib.suppress(OSError), closing(socket.create_server(("127.0.0.1", port))):
            free.append(port)
    return free[:count]
