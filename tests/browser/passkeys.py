"""Virtual passkey devices, with and without PRF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import CDPSession, Page


@dataclass(frozen=True)
class PasskeyDevice:
    """A passkey device of one tab. It lives as long as the session does, and survives reloads.

    Another tab of the same context needs a device of its own, or its ceremonies hang.
    """

    session: CDPSession
    authenticator_id: str

    def credentials(self) -> list[dict[str, Any]]:
        """The passkeys on the device."""
        answer = self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.authenticator_id})
        return list(answer["credentials"])

    def forget(self, credential_id: str) -> None:
        """Delete one passkey, as a person does in the settings of a phone."""
        self.session.send(
            "WebAuthn.removeCredential",
            {"authenticatorId": self.authenticator_id, "credentialId": credential_id},
        )

    def copy_to(self, other: PasskeyDevice) -> None:
        """Copy all passkeys. Chromium copies them without their PRF secret: a manager that syncs without PRF."""
        for credential in self.credentials():
            other.session.send(
                "WebAuthn.addCredential",
                {"authenticatorId": other.authenticator_id, "credential": credential},
            )

    def wait_for_the_person(self, wait: bool) -> None:
        """Whether a ceremony waits for a finger, as on a real phone, or is answered at once."""
        self.session.send(
            "WebAuthn.setAutomaticPresenceSimulation",
            {"authenticatorId": self.authenticator_id, "enabled": not wait},
        )

    def remove(self) -> None:
        """Take the device away: the lost phone."""
        self.session.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": self.authenticator_id})


def add_passkey_device(page: Page, *, prf: bool = True, transport: str = "internal") -> PasskeyDevice:
    """Give this tab a passkey device which verifies its person at once."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable", {"enableUI": False})
    options = {
        "protocol": "ctap2",
        "ctap2Version": "ctap2_1",
        "transport": transport,
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "hasPrf": prf,
        "automaticPresenceSimulation": True,
        "defaultBackupEligibility": True,
        "defaultBackupState": True,
    }
    answer = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return PasskeyDevice(session, str(answer["authenticatorId"]))
