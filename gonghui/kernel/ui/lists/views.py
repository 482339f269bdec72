"""The list view: one class for every list, with filters, views, bulk actions, export and print."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View

from gonghui.kernel.lib.policy import decide, require
from gonghui.kernel.ui import actions, exporters
from gonghui.kernel.ui.context import PageAction, page_context
from gonghui.kernel.ui.lists.filters import MANY, UnionFilter, unions_like
from gonghui.kernel.ui.lists.table import BulkAction, Table
from gonghui.kernel.ui.models import SavedView

PRINT_ROWS = 2_000
BULK_ROWS = 500
VIEW_QUERY = 1_000
OWN_PARAMS = ("page", "count", "export", "print", "pick", "view")


class ListView(View):
    """Answers everything a list can be asked. Set ``table`` and ``permission``."""

    table: type[Table]
    permission = ""
    title = ""
    lead = ""
    crumbs: tuple[tuple[str, str], ...] = ()
    template_name = "ui/list.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask the policy before anything is read."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if self.permission:
            require(request.user, self.permission)
        return super().dispatch(request, *args, **kwargs)

    def get_table(self) -> Table:
        """The list for this request; override to hand it more."""
        return self.table(self.request.user, self.request.GET)

    def page_actions(self) -> Sequence[PageAction]:
        """Buttons in the head of the page."""
        return ()

    def extra_context(self) -> dict[str, Any]:
        """More for a template of one's own."""
        return {}

    @cached_property
    def views(self) -> list[SavedView]:
        """The views this account saved for this list."""
        rows = SavedView.objects.filter(user=self.request.user, list_key=self.table.key)
        return list(rows.order_by("name"))

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """The list, or one of the things it can become."""
        for name in ("export", "pick", "print"):
            if name in request.GET:
                return getattr(self, f"answer_{name}")()
        if request.htmx and "count" in request.GET:
            return render(request, "ui/list_total.html", {"table": self.get_table()})
        if not request.GET:
            wanted = next((view for view in self.views if view.is_default), None)
            if wanted:
                return HttpResponseRedirect(f"?{wanted.query}&view={wanted.pk}")
        return self.answer_list()

    def answer_list(self) -> HttpResponse:
        """The page, or only its region for htmx."""
        table, request = self.get_table(), self.request
        partial = request.htmx.target == "list"
        template = "ui/list_region.html" if partial else self.template_name
        response = render(request, template, self.context(table))
        if partial:
            response.headers["HX-Push-Url"] = f"{request.path}?{tidy(table).urlencode()}"
        patch_vary_headers(response, ("HX-Request",))
        return response

    def context(self, table: Table) -> dict[str, Any]:
        """Context of the page and of its region."""
        return page_context(
            self.title or table.label,
            lead=self.lead,
            crumbs=self.crumbs,
            actions=tuple(self.page_actions()),
            table=table,
            bulk=[action for action in table.bulk if self.may(action)],
            views=self.views,
            current_view=self.request.GET.get("view", ""),
            kept=kept(table),
            others=others(table),
            clear=cleared(table),
            more_filters=[item for item in table.bound if item.filter.more],
            more_open=any(item.value for item in table.bound if item.filter.more),
            query=tidy(table, page=False).urlencode(),
            exports=exporters.exporter() is not None,
            import_url=exporters.import_address(self.request.user, table.exchange),
            **self.extra_context(),
        )

    def may(self, action: BulkAction) -> bool:
        """Whether to offer a bulk action."""
        return not action.permission or bool(decide(self.request.user, action.permission))

    def answer_export(self) -> HttpResponse:
        """A workbook of everything that passes, by whoever writes workbooks."""
        export = exporters.exporter()
        if export is None:
            raise Http404(_("本系统未启用表格导出。"))
        return export(self.request, self.get_table())

    def answer_print(self) -> HttpResponse:
        """All columns on paper."""
        table = self.get_table()
        rows = list(table.queryset()[:PRINT_ROWS])
        context = page_context(
            self.title or table.label,
            table=table,
            lines=table.lines(rows),
            cut=table.total.more or table.total.count > len(rows),
            limit=PRINT_ROWS,
        )
        return render(self.request, "ui/list_print.html", context)

    def answer_pick(self) -> HttpResponse:
        """Unions that fit what is typed into a picker."""
        key, text = self.request.GET["pick"], self.request.GET.get("text", "").strip()
        known = [item for item in self.table.filters if item.key == key]
        if not known or not isinstance(known[0], UnionFilter):
            raise Http404(_("没有这个筛选条件。"))
        found = list(unions_like(text)[: MANY + 1]) if text else []
        context = {"found": found[:MANY], "more": len(found) > MANY, "text": text}
        return render(self.request, "ui/picker_options.html", context)

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """A bulk action, or something about saved views."""
        if "bulk" in request.POST:
            return self.answer_bulk(self.get_table())
        if "save_view" in request.POST:
            return self.answer_save_view()
        if request.POST.get("drop_view", "").isdigit():
            actions.drop_view(
                actor=request.user, table=self.table.key, pk=int(request.POST["drop_view"])
            )
            return HttpResponseRedirect(f"{request.path}?view=0")
        return HttpResponseRedirect(request.get_full_path())

    def answer_save_view(self) -> HttpResponse:
        """Keep filters, order and columns under a name."""
        request = self.request
        query = tidy(self.get_table(), page=False).urlencode()
        name = request.POST.get("name", "").strip()[:32]
        if not name or len(query) > VIEW_QUERY:
            messages.error(request, _("请给视图起个名字（32 字以内），条件不宜过多。"))
            return HttpResponseRedirect(request.get_full_path())
        view = actions.save_view(
            actor=request.user,
            table=self.table.key,
            name=name,
            query=query,
            default="default" in request.POST,
        )
        messages.success(request, _("视图“%(name)s”已保存。") % {"name": name})
        return HttpResponseRedirect(f"{request.path}?{view.query}&view={view.pk}")

    def answer_bulk(self, table: Table) -> HttpResponse:
        """Ask again, then do it."""
        request = self.request
        action = next((item for item in table.bulk if item.key == request.POST["bulk"]), None)
        if action is None:
            raise Http404(_("没有这项批量操作。"))
        if action.permission:
            require(request.user, action.permission)
        rows = self.chosen(table)
        if not rows:
            messages.warning(request, _("请先勾选要处理的行。"))
            return HttpResponseRedirect(request.get_full_path())
        confirmed = "confirmed" in request.POST
        form = action.form(request.POST if confirmed else None) if action.form else None
        if confirmed and (form is None or form.is_valid()):
            data = form.cleaned_data if form else {}
            messages.success(request, action.run(actor=request.user, rows=rows, data=data))
            return HttpResponseRedirect(request.get_full_path())
        return self.ask(table, action, rows, form)

    def chosen(self, table: Table) -> list[Any]:
        """The rows named in the form, as far as they are in scope."""
        keys = [int(key) for key in self.request.POST.getlist("ids") if key.isdigit()]
        return list(table.rows().filter(pk__in=keys[:BULK_ROWS]).order_by("pk"))

    def ask(self, table: Table, action: BulkAction, rows: list[Any], form: Any) -> HttpResponse:
        """The page that names what is about to happen."""
        context = page_context(
            action.label,
            crumbs=(*self.crumbs, (self.title or table.label, self.request.get_full_path())),
            action=action,
            form=form,
            rows=rows,
            names=[table.columns[0].text(row) for row in rows[:20]],
            back=self.request.get_full_path(),
        )
        return render(self.request, "ui/list_confirm.html", context)


def kept(table: Table) -> list[tuple[str, str]]:
    """Order and columns, which the filter form carries along unseen."""
    names = ("sort", "col")
    return [(name, value) for name in names for value in table.params.getlist(name)]


def others(table: Table) -> list[tuple[str, str]]:
    """Everything but the columns, which the column chooser carries along unseen."""
    params = tidy(table, page=False)
    return [(name, value) for name, values in params.lists() for value in values if name != "col"]


def cleared(table: Table) -> str:
    """The query that switches off every condition, defaults included."""
    off = {name: "" for item in table.filters if item.default for name in item.names}
    params = QueryDict(mutable=True)
    params.update(off or {"view": "0"})
    return f"?{params.urlencode()}"


def tidy(table: Table, *, page: bool = True) -> QueryDict:
    """The list's parameters without empty ones, except where empty means "not the default"."""
    matter = {name for item in table.filters if item.default for name in item.names}
    found = QueryDict(mutable=True)
    for name, values in table.params.lists():
        keep = [value for value in values if value or name in matter]
        if keep and name not in OWN_PARAMS:
            found.setlist(name, keep)
    number = table.params.get("page", "")
    if page and number.isdigit() and number != "1":
        found["page"] = number
    return found
