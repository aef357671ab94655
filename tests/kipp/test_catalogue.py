"""Our corrections of the libraries' Indonesian: compiled as they stand, none stale, and nothing left to correct."""

import inspect
import re
import shutil
from pathlib import Path

import django
import django_filters
import polib
import pytest
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django import forms
from django.contrib.auth import password_validation
from django.core import validators
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext, ngettext

from kipp import catalogue
from kipp.accounts.adapter import InvitationOnly, SecondFactor
from kipp.accounts.models import User

SOURCE = catalogue.FOLDER / "id" / "LC_MESSAGES" / "django.po"
ENTRIES = list(polib.pofile(str(SOURCE)))
SITE = Path(django.__file__).parent.parent
# Where the sentences of the libraries are listed; django-filter has no Indonesian, so any language will do.
LISTS = [
    SITE / "django/conf/locale/id/LC_MESSAGES/django.po",
    SITE / "django/contrib/auth/locale/id/LC_MESSAGES/django.po",
    SITE / "allauth/locale/id/LC_MESSAGES/django.po",
    Path(django_filters.__file__).parent / "locale/de/LC_MESSAGES/django.po",
]
# Words that our tone forbids, and what English leaves behind in a half-translated sentence.
BAD = re.compile(
    r"\b(valid|sila(h)?kan|mohon|maaf|harap|klik|e-?mail|login|submit|dashboard|field|bidang|null|blank|"
    r"the|this|value|enter|select|please|must|required|invalid|yang anda)\b|!|masukan ",
    re.IGNORECASE,
)
ROWS = ("Please submit at most %(num)d form.", "Please submit at most %(num)d forms.")
PLACES = re.compile(r"%\(\w+\)[a-z]|%[sd]|{\w*}")
# Sentences that no page can show: they speak to developers, about columns or formats.
UNSEEN = re.compile(r"“%\(value\)s” |True|UUID|JSON|slug|zona waktu")


def bad(sentence):
    return BAD.search(PLACES.sub("", sentence)) is not None


def test_compiled_catalogue_is_that_of_the_source():
    assert catalogue.build() == [], "run: python -m kipp.catalogue"


def test_catalogue_is_compiled_once_and_again_when_a_text_changes(tmp_path):
    source, target = tmp_path / "id" / "django.po", tmp_path / "id" / "django.mo"
    source.parent.mkdir()
    shutil.copy(SOURCE, source)
    made = [catalogue.build(tmp_path), catalogue.build(tmp_path)]
    source.write_text(source.read_text().replace("Isi dengan angka.", "Isi angka."))

    assert (*made, catalogue.build(tmp_path)) == ([target], [], [target])
    assert {entry.msgid: entry.msgstr for entry in polib.mofile(str(target))}["Enter a number."] == "Isi angka."
    assert list(tmp_path.rglob("*.part")) == []


@pytest.mark.parametrize(
    ("said", "ours"),
    [
        (gettext("%(model_name)s with this %(field_labels)s already exists."), "{} dengan {} ini sudah ada."),
        (
            gettext("Please either submit a file or check the clear checkbox, not both."),
            "Unggah berkas baru atau hapus berkas lama, jangan keduanya sekaligus.",
        ),
        (ngettext(*ROWS, 1), "Paling banyak {} baris."),
        (ngettext(*ROWS, 3), "Paling banyak {} baris."),
        (gettext("All"), "Semua"),
    ],
)
def test_libraries_speak_our_words(said, ours):
    assert re.sub(r"%\(\w+\)[sd]", "{}", said) == ours


def texts(entry):
    return [entry.msgstr, *entry.msgstr_plural.values()]


def test_no_correction_is_empty_doubled_or_about_a_sentence_that_is_gone():
    listed = {entry.msgid for file in LISTS for entry in polib.pofile(str(file)) if not entry.obsolete}
    ours = [entry.msgid for entry in ENTRIES]

    assert set(ours) - listed == set()
    assert len(set(ours)) == len(ours) > 100
    assert [entry.msgid for entry in ENTRIES if not any(texts(entry))] == []


def test_every_correction_fills_in_what_the_sentence_fills_in():
    """One that names a value the library does not give fails when it is shown; one may be left out."""
    wrong = {
        entry.msgid: text
        for entry in ENTRIES
        for text in texts(entry)
        if set(PLACES.findall(text)) - set(PLACES.findall(entry.msgid + entry.msgid_plural))
    }

    assert wrong == {}


def test_no_correction_uses_a_word_that_our_tone_forbids():
    assert {text for entry in ENTRIES for text in texts(entry) if bad(text)} == set()


def sentences_of_libraries():
    """Every sentence that a form, a model or the login library can show."""
    classes = [
        owner
        for module in (forms.fields, forms.models, models, models.fields, models.fields.files)
        for _, owner in inspect.getmembers(module, inspect.isclass)
    ]
    for owner in [*classes, BaseFormSet]:
        yield from getattr(owner, "default_error_messages", {}).values()
    for _, validator in inspect.getmembers(validators, inspect.isclass):
        messages = getattr(validator, "messages", None) or getattr(validator, "message", "")
        yield from messages.values() if isinstance(messages, dict) else [messages]
    for adapter in (DefaultAccountAdapter, DefaultMFAAdapter, InvitationOnly, SecondFactor):
        yield from adapter.error_messages.values()
    yield from validators_of_passwords()


def validators_of_passwords():
    for validator in password_validation.get_default_password_validators():
        yield validator.get_help_text()
        for password in ("kata", "12345678", "password", "hendra.wibowo"):
            try:
                validator.validate(password, User(email="hendra.wibowo@contoh.id", name="Hendra"))
            except ValidationError as error:
                yield from error.messages


def test_no_sentence_that_a_form_can_show_breaks_our_tone():
    said = {str(sentence) for sentence in sentences_of_libraries()} - {""}

    assert {sentence for sentence in said if bad(sentence) and not UNSEEN.search(sentence)} == set()
    assert len(said) > 60


@pytest.mark.parametrize(
    "sentence", ["Masukkan nilai yang valid.", "This field is required.", "Silahkan coba kembali.", "Masukan tanggal."]
)
def test_the_look_for_bad_words_finds_what_it_is_for(sentence):
    assert bad(sentence)
