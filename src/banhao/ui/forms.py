"""Forms in two languages: labels that speak the page's language, errors that say what to do."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django import forms
from django.utils.functional import lazystr

from banhao.core.errors import NotFound, Refusal
from banhao.ui.messages import render
from banhao.ui.words import both, language

T = TypeVar("T")


class _Said:
    """Words in both languages, chosen when they are shown (a form class is made only once)."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en

    def __str__(self) -> str:
        return both(self.zh, self.en)


def said(zh: str, en: str) -> Any:
    """Return words for labels, hints and choices that are spoken in the language of the page."""
    return lazystr(_Said(zh, en))


class PlainForm(forms.Form):
    """A form whose empty fields say "填写…" and which takes the refusal of an operation."""

    stands_for: Mapping[str, str] = {}  # field of the operation → field of the form
    use_required_attribute = False  # our words, at the field and at the top, not the browser's

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            choose = isinstance(field.widget, (forms.Select, forms.RadioSelect))
            verb = both("选择", "Choose") if choose else both("填写", "Fill in")
            label = str(field.label)
            field.error_messages["required"] = both(f"{verb}{label}", f"{verb}: {label}")
            for code, words in _WRONG.items():
                if field.error_messages.get(code) is _of_django(field, code):
                    field.error_messages[code] = str(words)

    def run(self, operation: Callable[..., T], **arguments: Any) -> T | None:
        """Call an operation once; its refusal stands beside the field it names. None: refused."""
        try:
            return operation(**arguments)
        except Refusal as refusal:
            if not refusal.field or isinstance(refusal, NotFound):
                raise
            name = self.stands_for.get(refusal.field, refusal.field)
            self.add_error(
                name if name in self.fields else None, render(refusal.message, language())
            )
            return None

    def written(self) -> list[str]:
        """Return the longer texts as they were typed, to be shown where the form no longer is."""
        boxes = [box for box in self if isinstance(box.field.widget, forms.Textarea)]
        return [str(box.value()) for box in boxes if self.is_bound and box.value()]

    def values(self) -> Mapping[str, Any]:
        """Return the cleaned values of a valid form."""
        return self.cleaned_data


def _of_django(field: forms.Field, code: str) -> object:
    """Return Django's own words for an error of this kind of field; ours may stand instead."""
    found = (vars(kind).get("default_error_messages", {}).get(code) for kind in type(field).__mro__)
    return next((words for words in found if words), "")


_WRONG = {
    "invalid": said("写法不对，按提示的例子填写", "Not in the form of the example"),
    "invalid_choice": said("从列出的选项里选一个", "Choose one of those listed"),
}
