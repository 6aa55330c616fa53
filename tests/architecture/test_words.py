"""The words on the screens."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.project import ROOT, plant
from tests.architecture.words import (
    banned_words,
    bare_sentences,
    catalogue_faults,
    missing_messages,
    missing_on_a_page,
    sided_styles,
    unused_messages,
)

EN = "pwa/static/locales/en/common.ftl"
DE = "pwa/static/locales/de/common.ftl"


def test_all_catalogues_have_the_same_sentences_and_arguments() -> None:
    assert catalogue_faults(ROOT) == []


def test_every_sentence_that_the_code_asks_for_exists() -> None:
    assert missing_messages(ROOT) == []


def test_every_page_loads_the_sentences_that_it_asks_for() -> None:
    assert missing_on_a_page(ROOT) == []


def test_every_sentence_is_shown_somewhere() -> None:
    assert unused_messages(ROOT) == []


def test_no_sentence_uses_a_word_of_the_trade() -> None:
    assert banned_words(ROOT) == []


def test_no_sentence_stands_in_the_code() -> None:
    assert bare_sentences(ROOT) == []


def test_styles_name_no_sides() -> None:
    assert sided_styles(ROOT) == []


@pytest.mark.parametrize(
    ("english", "german", "fault"),
    [
        ("a = One\nb = Two\n", "a = Eins\n", "b is not in both"),
        ("a = One\n", "a = Eins\nb = Zwei\n", "b is not in both"),
        ("a = { $count } pages\n", "a = { $number } Seiten\n", "other arguments"),
        (
            "a = { $n ->\n    [one] { $x } page\n   *[other] pages\n}\n",
            "a = { $n } Seiten\n",
            "other arguments",
        ),
        ("a = One\n    .label = Label\n", "a = Eins\n", "a.label is not in both"),
        ("a = One\nb = { $open\nc = Three\n", "a = Eins\nb = Zwei\nc = Drei\n", "b can't be read"),
        ("a = One\na = Two\n", "a = Eins\n", "a is there twice"),
    ],
)
def test_catalogues_that_differ_are_found(tmp_path: Path, english: str, german: str, fault: str) -> None:
    assert fault in "; ".join(catalogue_faults(plant(tmp_path, {EN: english, DE: german})))


def test_a_language_that_lacks_a_file_is_found(tmp_path: Path) -> None:
    plant(tmp_path, {EN: "a = One\n", DE: "a = Eins\n", EN.replace("common", "patient"): "b = Two\n"})
    assert catalogue_faults(tmp_path) == ["de: patient.ftl is not in both languages"]


def test_catalogues_that_agree_are_left_alone(tmp_path: Path) -> None:
    english = "a = { $n ->\n    [one] One page\n   *[other] { $n } pages\n}\n    .label = { $n }\n"
    german = "a = { $n ->\n    [one] Eine Seite\n   *[other] { $n } Seiten\n}\n    .label = { $n }\n"
    assert catalogue_faults(plant(tmp_path, {EN: english, DE: german})) == []


@pytest.mark.parametrize(
    "line", ['t("gone")', "t('gone', { count })", 't("here.gone")', "t(`gone-${kind}`)", 't(\n  "gone",\n)']
)
def test_a_sentence_that_is_missing_is_found(tmp_path: Path, line: str) -> None:
    plant(tmp_path, {EN: "here = Here\n", "pwa/static/js/ui/welcome.js": f"const words = {line};\n"})
    assert len(missing_messages(tmp_path)) == 1


def test_a_failure_without_a_sentence_is_found(tmp_path: Path) -> None:
    errors = 'export const FAILURE_CLASSES = Object.freeze([\n  "encoding",\n  "version",\n]);\n'
    plant(tmp_path, {EN: "error-encoding = It could not be read.\n", "pwa/static/js/errors.js": errors})
    assert missing_messages(tmp_path) == ["en: error-version (errors.js) has no sentence"]


@pytest.mark.parametrize("line", ['throw new SecondLookError("gone");', 'refuse(\n  "gone", "why");'])
def test_an_error_that_is_named_on_the_spot_needs_a_sentence(tmp_path: Path, line: str) -> None:
    plant(tmp_path, {EN: "here = Here\n", "pwa/static/js/acts/send.js": line})
    assert missing_messages(tmp_path) == ["en: error-gone (send.js) has no sentence"]


PAGE = {
    EN: "here = Here\n",
    "pwa/static/locales/en/reviewer.ftl": "there = There\n",
    "pwa/static/js/main.js": 'import "./ui/home.js";\nstartLanguages(["common"]);',
    "pwa/static/js/ui/home.js": 't("here"); const more = () => import("./more.js");',
    "pwa/static/js/ui/more.js": 't("there");',
}


def test_a_sentence_of_another_page_is_not_enough(tmp_path: Path) -> None:
    assert missing_on_a_page(plant(tmp_path, PAGE)) == ["main.js: en: there (more.js) has no sentence"]
    plant(
        tmp_path, {"pwa/static/js/main.js": 'import "./ui/home.js";\nstartLanguages(["common", "reviewer"]);'}
    )
    assert missing_on_a_page(tmp_path) == []


def test_a_sentence_that_is_never_shown_is_found(tmp_path: Path) -> None:
    words = "old = Old\nhere = Here\nkind-other = Other\nerror-busy = Busy\nerror-old = Old\n"
    source = 't(wide ? "here" : "there"); t(`kind-${kind}`); refuse("busy");'
    plant(tmp_path, {EN: words, "pwa/static/js/ui/welcome.js": source})
    assert unused_messages(tmp_path) == [
        "en/common.ftl: error-old is never shown",
        "en/common.ftl: old is never shown",
    ]


def test_sentences_that_exist_are_left_alone(tmp_path: Path) -> None:
    source = '// t("gone")\nt("here"); t(`kind-${kind}`); format("gone"); t(id);\n'
    plant(tmp_path, {EN: "here = Here\nkind-other = Other\n", "pwa/static/js/ui/welcome.js": source})
    assert missing_messages(tmp_path) == []


@pytest.mark.parametrize(
    ("catalogue", "sentence"),
    [
        (EN, "Your key is safe."),
        (EN, "The Hash differs."),
        (EN, "Pages are encrypted here."),
        (EN, "Upload failed"),
        (EN, "{ $n ->\n    [one] One token\n   *[other] More\n}"),
        (DE, "Ihr Schlüssel ist sicher."),
        (DE, "Alles wird verschlüsselt."),
    ],
)
def test_a_word_of_the_trade_is_found(tmp_path: Path, catalogue: str, sentence: str) -> None:
    assert len(banned_words(plant(tmp_path, {catalogue: f"a = {sentence}\n"}))) == 1


def test_harmless_words_are_left_alone(tmp_path: Path) -> None:
    words = "a = Use the keyboard. The monkey is sealed.\nkey-hint = Twelve words\n"
    assert banned_words(plant(tmp_path, {EN: words})) == []


@pytest.mark.parametrize(
    "code",
    [
        "html`<h1>Welcome back</h1>`",
        "html`<p>\n  Take a photo.\n</p>`",
        'html`<button aria-label="Close" />`',
    ],
)
def test_a_sentence_in_the_code_is_found(tmp_path: Path, code: str) -> None:
    assert len(bare_sentences(plant(tmp_path, {"pwa/static/js/ui/welcome.js": code}))) == 1


def test_code_that_only_looks_like_a_sentence_is_left_alone(tmp_path: Path) -> None:
    code = 'const a = b > c && d < e;\nhtml`<p class="x">${t("a")}</p><${Close} title=${t("b")} />`; // <b>Word</b>\n'
    assert bare_sentences(plant(tmp_path, {"pwa/static/js/ui/welcome.js": code})) == []


@pytest.mark.parametrize(
    "style",
    [
        "margin-left: 1px",
        "left: 0",
        "text-align: right",
        "float: left",
        "border-top-left-radius: 1px",
        "padding-right:0",
    ],
)
def test_a_style_with_a_side_is_found(tmp_path: Path, style: str) -> None:
    assert len(sided_styles(plant(tmp_path, {"pwa/static/css/base.css": f"p {{ {style}; }}"}))) == 1


def test_styles_without_sides_are_left_alone(tmp_path: Path) -> None:
    style = "/* not left */ .copyright { margin-inline-start: 1px; text-align: start; }"
    assert sided_styles(plant(tmp_path, {"pwa/static/css/base.css": style})) == []
