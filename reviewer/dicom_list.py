"""What a DICOM file says of patient and study, and what is wrong with it."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path

import pydicom

MEDIA_TYPE = "application/dicom"
_PREAMBLE_BYTES = 128
_LONGEST_VALUE = 200
_KEYWORDS = {
    "patient_name": "PatientName",
    "patient_id": "PatientID",
    "birth_date": "PatientBirthDate",
    "study_date": "StudyDate",
    "study": "StudyDescription",
    "study_uid": "StudyInstanceUID",
    "series": "SeriesDescription",
    "series_uid": "SeriesInstanceUID",
    "modality": "Modality",
    "instance_number": "InstanceNumber",
    "instance_uid": "SOPInstanceUID",
}


@dataclass(frozen=True)
class DicomFile:
    """One DICOM file: its plain values as text, and problems as sentences."""

    path: str
    values: dict[str, str]
    problems: tuple[str, ...]


def is_dicom(file: Path, media_type: str) -> bool:
    """Whether the file says that it is DICOM, by its type or by its first bytes."""
    if media_type == MEDIA_TYPE:
        return True
    with file.open("rb") as source:
        return source.read(_PREAMBLE_BYTES + 4)[_PREAMBLE_BYTES:] == b"DICM"


def read_dicom(file: Path, path: str) -> DicomFile:
    """Read everything but the pixels; a file that can't be read is listed with its problem."""
    values: dict[str, str] = {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            dataset = pydicom.dcmread(file, stop_before_pixels=True)
            for name, keyword in _KEYWORDS.items():
                text = "".join(
                    character for character in str(dataset.get(keyword, "")) if character.isprintable()
                )
                values[name] = text[:_LONGEST_VALUE]
    except Exception:  # noqa: BLE001 - parsers raise anything at hostile files.
        return DicomFile(path, {}, ("This DICOM file is damaged and can't be read.",))
    problems = []
    if not values["patient_name"] and not values["patient_id"]:
        problems.append("It names no patient.")
    if not values["study_uid"]:
        problems.append("It belongs to no study.")
    if not values["instance_uid"]:
        problems.append("It has no number of its own.")
    return DicomFile(path, values, tuple(problems))


def problems_among(files: list[DicomFile]) -> list[str]:
    """What is wrong between the DICOM files of one record."""
    problems = []
    patients = {(file.values["patient_name"], file.values["patient_id"]) for file in files if file.values}
    if len(patients) > 1:
        problems.append("The DICOM files name different patients.")
    instances = [file.values["instance_uid"] for file in files if file.values.get("instance_uid")]
    if len(set(instances)) < len(instances):
        problems.append("The same DICOM picture is there twice.")
    return problems
