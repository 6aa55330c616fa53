"""Headers of every answer (spec/relay-api.md section 9)."""

from __future__ import annotations

from flask import Flask, Response, request

from server.settings import Settings

_PAGE = (
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' blob:",
    "font-src 'self'",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "worker-src 'self'",
    "frame-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types app",
    "report-uri /csp-report",
)
PAGE_POLICY = "; ".join(_PAGE)
_FEATURES = (
    "camera=(self)",
    "publickey-credentials-create=(self)",
    "publickey-credentials-get=(self)",
    "screen-wake-lock=(self)",
    "microphone=()",
    "geolocation=()",
    "payment=()",
    "usb=()",
    "midi=()",
    "display-capture=()",
    "browsing-topics=()",
)
PERMISSIONS = ", ".join(_FEATURES)


def viewer_policy(origin: str) -> str:
    """The policy of the document frame: a sandbox on an opaque origin, which can reach nothing of the site.

    An opaque origin is never 'self', so the relay's origin is named; what the frame loads from there is
    public code, sent with permission for every origin and without cookies.
    """
    return "; ".join(
        (
            "sandbox allow-scripts",
            "default-src 'none'",
            f"script-src {origin}/static/ {origin}/viewer/ 'wasm-unsafe-eval'",
            f"style-src {origin}/static/ {origin}/viewer/",
            "img-src blob: data:",
            "font-src blob: data:",
            f"worker-src blob: {origin}/static/vendor/ {origin}/viewer/",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'self'",
        )
    )


def install(app: Flask, settings: Settings) -> None:
    """Add the headers to every answer, errors too; those that rule documents only are left off the app's files."""
    for_viewer = viewer_policy(settings.origin)

    @app.after_request
    def add_headers(response: Response) -> Response:
        headers = response.headers
        in_viewer = request.path.startswith("/viewer/")
        # Scripts, styles and pictures: no document is ever among them, and a first visit loads many small ones.
        is_part = request.path.startswith("/static/")
        public_code = in_viewer or is_part
        headers["Content-Security-Policy"] = for_viewer if in_viewer else PAGE_POLICY
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "cross-origin" if public_code else "same-origin"
        if not is_part:
            headers["Cross-Origin-Opener-Policy"] = "same-origin"
            headers["Permissions-Policy"] = PERMISSIONS
        if public_code:
            headers["Access-Control-Allow-Origin"] = "*"
        if settings.over_https:
            headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
        if request.path.startswith("/api/"):
            headers["Cache-Control"] = "no-store"
        return response
