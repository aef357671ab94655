"""The base of every form: no validation by the browser, and sentences made of the label where a form gives none."""

from typing import Self

from django import forms
from django.forms.utils import ErrorDict

from kipp import sentences
from kipp.fields import DateField


class Worded:
    """Mix in before a form class of Django."""

    use_required_attribute = False

    def full_clean(self):
        # Here and not at the start: a form may add fields, or name them, after it was made.
        for field in self.fields.values():
            give_words(field)
        super().full_clean()

    def as_typed(self) -> Self:
        """Show what was typed and judge nothing of it: the page came back because of another form."""
        self._errors = ErrorDict()
        return self


class Form(Worded, forms.Form):
    pass


class ModelForm(Worded, forms.ModelForm):
    pass


def give_words(field: forms.Field) -> None:
    """Put our sentences where the field still has those of Django."""
    for code, sentence in words_of(field).items():
        given = field.error_messages.get(code)
        if given is None or given in _default(field, code):
            field.error_messages[code] = sentence


def words_of(field: forms.Field) -> dict[str, str]:
    """Return the sentence of each fault that this kind of field can have."""
    label = str(field.label or "")
    if field.widget.is_hidden:
        # Nobody types here: the page lacks what it brought itself.
        return dict.fromkeys(("required", "invalid"), sentences.FORM_GONE)
    match field:
        case DateField():
            return {}  # says everything itself
        case forms.FileField():
            return {"required": sentences.choose_file(label), **sentences.FILE}
        case forms.ChoiceField():
            choose = sentences.choose(label)
            return dict.fromkeys(("required", "invalid_choice", "invalid_list"), choose)
        case forms.IntegerField():
            return {
                "required": sentences.fill_in(label),
                "invalid": sentences.must_be_number(label),
                "min_value": sentences.at_least(label),
                "max_value": sentences.at_most(label),
            }
        case forms.EmailField():
            return {"required": sentences.fill_in(label), "invalid": sentences.EMAIL}
        case forms.CharField():
            return {"required": sentences.fill_in(label), "max_length": sentences.too_long(label)}
        case _:
            return {"required": sentences.choose(label)}


def _default(field: forms.Field, code: str) -> set[str]:
    """Return what Django would say, for this kind of field and those it is made from."""
    return {vars(kind).get("default_error_messages", {}).get(code) for kind in type(field).__mro__} - {None}
