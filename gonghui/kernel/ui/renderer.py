"""Draws every form in the one look: ``{{ form }}`` is enough."""

from django.forms.renderers import TemplatesSetting


class HouseRenderer(TemplatesSetting):
    """Django's widgets, our fields: one column, help in one line, errors beside and on top."""

    form_template_name = "ui/form.html"
    formset_template_name = "ui/formset.html"
    field_template_name = "ui/field.html"
