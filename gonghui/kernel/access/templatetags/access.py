"""``{% load access %}``: the name of a role."""

from django import template

from gonghui.kernel.access.roles import role_label

register = template.Library()
register.filter("role_label", role_label)
