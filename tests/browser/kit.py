"""What browser stories are written with, in one place: `from tests.browser.kit import …`."""

from tests.browser.accessibility import accessibility_faults, scrolls_sideways, small_targets
from tests.browser.browsers import DESK_SIZE, PHONE_SIZE, SLOW_4G, desk, launch, phone, slow_down
from tests.browser.guard import Guard
from tests.browser.live_server import LiveServer
from tests.browser.passkeys import PasskeyDevice, add_passkey_device
from tests.browser.traffic import all_traffic, sent_by_relay, sent_to_relay
from tests.fixtures.canaries import Finding, byte_samples, files_under, find_canaries
from tests.fixtures.photographs import approach, motion_jpeg, photograph, scan
from tests.fixtures.report_pages import (
    ReportFacts,
    ct_report,
    german_laboratory_report,
    laboratory_report,
    pathology_report,
)

__all__ = [
    "DESK_SIZE",
    "PHONE_SIZE",
    "SLOW_4G",
    "Finding",
    "Guard",
    "LiveServer",
    "PasskeyDevice",
    "ReportFacts",
    "accessibility_faults",
    "add_passkey_device",
    "all_traffic",
    "approach",
    "byte_samples",
    "ct_report",
    "desk",
    "files_under",
    "find_canaries",
    "german_laboratory_report",
    "laboratory_report",
    "launch",
    "motion_jpeg",
    "pathology_report",
    "phone",
    "photograph",
    "scan",
    "scrolls_sideways",
    "sent_by_relay",
    "sent_to_relay",
    "slow_down",
    "small_targets",
]
