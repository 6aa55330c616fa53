"""What an operator can set, and what is refused with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.settings import SettingsError, load_settings


def test_without_any_setting_the_relay_is_at_localhost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load_settings({})
    assert (settings.origin, settings.port, settings.relying_party_id) == (
        "http://localhost:8000",
        8000,
        "localhost",
    )
    assert settings.database_url == f"sqlite:///{tmp_path}/var/second-look.sqlite3"
    assert settings.clinic_key_path == tmp_path / "var/keys/clinic.key"
    assert not settings.over_https


def test_the_port_moves_the_address() -> None:
    assert load_settings({"PORT": "9000"}).origin == "http://localhost:9000"


@pytest.mark.parametrize(
    ("given", "origin"),
    [
        ("https://relay.example.org", "https://relay.example.org"),
        ("HTTPS://Relay.Example.org:443/", "https://relay.example.org"),
        ("http://localhost:80", "http://localhost"),
        ("https://relay.example.org:8443", "https://relay.example.org:8443"),
    ],
)
def test_the_address_is_written_as_browsers_write_it(given: str, origin: str) -> None:
    assert load_settings({"SECOND_LOOK_ORIGIN": given}).origin == origin


@pytest.mark.parametrize(
    "given",
    [
        "relay.example.org",
        "ftp://relay.example.org",
        "https://",
        "https://relay.example.org/app",
        "https://relay.example.org?x=1",
        "https://relay.example.org/#x",
        "https://me@relay.example.org",
        "https://relay.example.org:99999",
        "https://kliník.example.org",
        "https://[::1]",
    ],
)
def test_an_address_that_passkeys_cannot_have_is_refused(given: str) -> None:
    with pytest.raises(SettingsError, match="SECOND_LOOK_ORIGIN"):
        load_settings({"SECOND_LOOK_ORIGIN": given})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "eight"),
        ("PORT", "８０００"),
        ("SECOND_LOOK_TRUSTED_PROXIES", "6"),
        ("SECOND_LOOK_RETENTION_DAYS", "0"),
        ("SECOND_LOOK_RETENTION_DAYS", "3651"),
        ("SECOND_LOOK_RATE_LIMIT_FACTOR", "-1"),
        ("SECOND_LOOK_DATABASE_URL", "mysql://localhost/x"),
        ("SECOND_LOOK_BLOBS_URL", "bucket"),
        ("SECOND_LOOK_BLOBS_URL", "https://store.example.org/bucket"),
        ("SECOND_LOOK_BLOBS_URL", "s3://"),
        ("SECOND_LOOK_BLOBS_URL", "s3://Bucket"),
        ("SECOND_LOOK_BLOBS_URL", "s3://bucket/../other"),
        ("SECOND_LOOK_BLOBS_URL", "s3://bucket?endpoint=x"),
        ("AWS_ENDPOINT_URL", "store.example.org"),
        ("AWS_ENDPOINT_URL", "ftp://store.example.org"),
        ("AWS_ENDPOINT_URL", "https://store.example.org?x"),
        ("SECOND_LOOK_CLINIC_NAME", "x" * 201),
        ("SECOND_LOOK_CLINIC_NAME", "two\nlines"),
        ("SECOND_LOOK_CLINIC_ADDRESS", "x" * 501),
        ("SECOND_LOOK_CLINIC_ADDRESS", "a bell \x07"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        load_settings(
            {
                "SECOND_LOOK_DATABASE_URL": "postgresql://h/n",
                "SECOND_LOOK_BLOBS_URL": "s3://bucket",
                name: value,
            }
        )


@pytest.mark.parametrize("url", ["s3://sealed", "s3://second-look.example/harbour_clinic/2026"])
def test_sealed_files_go_into_a_bucket_where_the_database_is_postgresql(url: str) -> None:
    settings = {"SECOND_LOOK_BLOBS_URL": url, "SECOND_LOOK_DATABASE_URL": "postgresql://h/n"}
    assert load_settings(settings).blobs_url == url
    with pytest.raises(SettingsError, match="needs PostgreSQL"):
        load_settings({"SECOND_LOOK_BLOBS_URL": url})


def test_largest_values_are_taken() -> None:
    settings = load_settings(
        {
            "PORT": "65535",
            "SECOND_LOOK_CLINIC_NAME": "x" * 200,
            "SECOND_LOOK_CLINIC_ADDRESS": "1 Harbour Street\nLeith",
            "SECOND_LOOK_RETENTION_DAYS": "3650",
        }
    )
    assert (settings.port, len(settings.clinic_name), settings.retention_days) == (65535, 200, 3650)
    assert settings.clinic_address == "1 Harbour Street\nLeith"


@pytest.mark.parametrize("given", ["postgres://h/n", "postgresql://h/n", "postgresql+psycopg://h/n"])
def test_addresses_of_postgresql_name_the_driver(given: str) -> None:
    assert load_settings({"SECOND_LOOK_DATABASE_URL": given}).database_url == "postgresql+psycopg://h/n"
