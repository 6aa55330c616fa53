"""nginx as a WebDAV store, the plainest way to put a file on a disk over HTTP: it neither hashes nor syncs."""

from __future__ import annotations

import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from bench.processes import of_session

ROOT = Path(__file__).resolve().parent.parent
_START_SECONDS = 10
_SETTINGS = """
daemon off;
worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_max_body_size 9m;
    keepalive_requests 100000;
    client_body_temp_path {folder}/arriving;
    proxy_temp_path {folder}/unused;
    fastcgi_temp_path {folder}/unused;
    uwsgi_temp_path {folder}/unused;
    scgi_temp_path {folder}/unused;
    server {{
        listen 127.0.0.1:{port};
        root {folder}/files;
        location / {{ dav_methods PUT DELETE; }}
    }}
}}
"""


class Nginx:
    """`with Nginx(folder) as nginx: … nginx.port`. Debian's package is installed where it is missing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        subprocess.run(["bash", ROOT / "scripts" / "system-packages.sh", "nginx-light"], check=True)
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = probe.getsockname()[1]
        (self.folder / "files").mkdir(parents=True)
        settings = self.folder / "nginx.conf"
        # Where nginx is started by root its workers change to another user, who may not write here.
        as_root = "user root;\n" if self.folder.owner() == "root" else ""
        settings.write_text(as_root + _SETTINGS.format(folder=self.folder, port=self.port))
        command = [
            "/usr/sbin/nginx",
            "-p",
            str(self.folder),
            "-c",
            str(settings),
            "-e",
            str(self.folder / "start.log"),
        ]
        self.process = subprocess.Popen(command, start_new_session=True)
        end = time.monotonic() + _START_SECONDS
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return self
            except OSError:
                if self.process.poll() is not None or time.monotonic() > end:
                    raise RuntimeError("nginx did not start") from None
                time.sleep(0.05)

    def processes(self) -> list[int]:
        """All of its processes."""
        return of_session(self.process.pid) if self.process else []

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait()
