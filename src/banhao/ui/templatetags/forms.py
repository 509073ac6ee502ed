"""Django forms as the components of look.md: error summary first, then label, hint, error, control.

`{% load forms %}{% form_errors form %}{% field form.name %}`
"""

from django import forms, template
from django.forms.boundfield import BoundField, BoundWidget

register = template.Library()
_GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


@register.inclusion_tag("ui/parts/errors.html")
def form_errors(form: forms.BaseForm) -> dict[str, object]:
    """Return what the summary shows: each line links to its field."""
    own = [("", error) for error in form.non_field_errors()]
    return {"problems": own + [(f.id_for_label or f.auto_id, e) for f in form for e in f.errors]}


@register.inclusion_tag("ui/parts/field.html")
def field(bound: BoundField) -> dict[str, object]:
    """Return one field with the classes and the descriptions that its control needs."""
    widget = bound.field.widget
    ident = bound.id_for_label or bound.auto_id
    group = isinstance(widget, _GROUPS)
    return {
        "id": ident,
        "label": bound.label,
        "hint": bound.help_text,
        "errors": bound.errors,
        "optional": not bound.field.required and not isinstance(widget, forms.CheckboxInput),
        "group": group,
        "options": _options(bound) if group else (),
        "box": isinstance(widget, forms.CheckboxInput),
        "control": "" if group else bound.as_widget(attrs=_attributes(bound, ident)),
    }


def _options(bound: BoundField) -> list[BoundWidget]:
    """Return the boxes of a group one by one: the class is for each box, not its holder."""
    widget = bound.field.widget
    attributes = {"id": bound.auto_id, "class": _css(widget)}
    found = widget.subwidgets(bound.html_name, bound.value(), attrs=attributes)
    return [BoundWidget(widget, data, bound.form.renderer) for data in found]


def _attributes(bound: BoundField, ident: str) -> dict[str, str | bool]:
    """Return class and ARIA attributes of the control; what the widget brings itself stays."""
    said = [f"{ident}-h"] if bound.help_text else []
    said += [f"{ident}-e{n}" for n, _ in enumerate(bound.errors, start=1)]
    found: dict[str, str | bool] = {"class": _css(bound.field.widget)}
    if said:
        found["aria-describedby"] = " ".join(said)
    if bound.errors:
        found["aria-invalid"] = "true"
    return {**found, **{k: v for k, v in bound.field.widget.attrs.items() if k != "class"}}


def _css(widget: forms.Widget) -> str:
    own = str(widget.attrs.get("class", ""))
    if isinstance(widget, (*_GROUPS, forms.CheckboxInput)):
        return f"form-check-input {own}".strip()
    if isinstance(widget, forms.Select):
        return f"form-select {own}".strip()
    return f"form-control {own}".strip()
