"""The page of a form: show it, hand what was typed to one action, say what happened or what is wrong."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from gonghui.kernel.ui.context import page_context


def ask(
    request: HttpRequest,
    form: forms.Form,
    title: str,
    run: Callable[[dict[str, Any]], str],
    *,
    done: str,
    **context: Any,
) -> HttpResponse:
    """Show ``form``; once it is filled, ``run(cleaned)`` acts and returns the sentence to show.

    Args:
        request: GET shows, POST submits.
        form: bound to the request by the caller.
        title: of the page.
        run: calls one action; its ValidationError comes back beside the fields.
        done: the address to go to afterwards, and where 返回 leads.
        **context: more for the template: lead, crumbs, submit, danger, consequence.
    """
    if request.method == "POST" and form.is_valid():
        try:
            sentence = run(form.cleaned_data)
        except ValidationError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, sentence)
            return redirect(done)
    context.setdefault("cancel", done)
    template = context.pop("template", "ui/confirm.html")
    return render(request, template, page_context(title, form=form, **context))


def press(request: HttpRequest, run: Callable[[], str], done: str) -> HttpResponse:
    """A button without a form: act, say what happened or why not, go back."""
    try:
        messages.success(request, run())
    except ValidationError as refusal:
        for sentence in refusal.messages:
            messages.error(request, sentence)
    return redirect(done)


def add_refusal(form: Any, refusal: ValidationError) -> None:
    """Say beside the fields of ``form`` what an action refused; what fits no field goes on top."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for name, errors in refusal.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)
