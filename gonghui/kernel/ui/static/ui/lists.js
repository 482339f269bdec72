// Lists: choosing rows, and the union picker. Both are plain form fields without this file.
(function () {
  "use strict";

  function bulk(root) {
    var form = root.querySelector ? root.querySelector("[data-bulk]") : null;
    if (!form) return;
    var region = form.closest(".list-region");
    var all = region.querySelector("[data-check-all]");
    var note = form.querySelector("[data-bulk-count]");

    function picks() { return Array.from(region.querySelectorAll(".list-pick")); }

    function show() {
      var chosen = picks().filter(function (box) { return box.checked; }).length;
      form.hidden = chosen === 0;
      note.textContent = "已选 " + chosen + " 条";
      if (all) {
        var box = all.querySelector("input");
        box.checked = chosen > 0 && chosen === picks().length;
        box.indeterminate = chosen > 0 && chosen < picks().length;
      }
    }

    if (all) {
      all.hidden = false;
      all.querySelector("input").addEventListener("change", function (event) {
        picks().forEach(function (box) { box.checked = event.target.checked; });
        show();
      });
    }
    region.addEventListener("change", show);
    show();
  }

  function picker(box) {
    if (box.dataset.ready) return;
    box.dataset.ready = "1";
    var input = box.querySelector("input");
    var list = document.createElement("ul");
    var timer = null;
    var asked = 0;
    list.className = "picker-list";
    list.id = input.id + "-list";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "匹配的工会");
    list.hidden = true;
    box.appendChild(list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-autocomplete", "list");

    function options() { return Array.from(list.querySelectorAll("[data-value]")); }
    function current() { return options().findIndex(function (o) { return o.getAttribute("aria-selected") === "true"; }); }

    function open(yes) {
      list.hidden = !yes;
      input.setAttribute("aria-expanded", yes ? "true" : "false");
      if (!yes) input.removeAttribute("aria-activedescendant");
    }

    function mark(index) {
      options().forEach(function (option, at) {
        option.setAttribute("aria-selected", at === index ? "true" : "false");
        if (at === index) {
          input.setAttribute("aria-activedescendant", option.id);
          option.scrollIntoView({ block: "nearest" });
        }
      });
    }

    function choose(option) {
      input.value = option.dataset.text;
      open(false);
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }

    function ask() {
      var mine = ++asked;
      var text = input.value.trim();
      if (!text) { open(false); return; }
      fetch(box.dataset.picker + "&text=" + encodeURIComponent(text), { headers: { "HX-Request": "true" } })
        .then(function (answer) { return answer.ok ? answer.text() : ""; })
        .then(function (html) {
          if (mine !== asked) return;
          list.innerHTML = html;
          open(Boolean(html) && document.activeElement === input);
        })
        .catch(function () { open(false); });
    }

    input.addEventListener("input", function (event) {
      event.stopPropagation();
      clearTimeout(timer);
      timer = setTimeout(ask, 250);
    });
    input.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) { ask(); return; }
        var step = event.key === "ArrowDown" ? 1 : -1;
        var size = options().length;
        if (size) mark((current() + step + size) % size);
      } else if (event.key === "Enter" && !list.hidden && current() >= 0) {
        event.preventDefault();
        choose(options()[current()]);
      } else if (event.key === "Escape") {
        open(false);
      }
    });
    input.addEventListener("blur", function () { setTimeout(function () { open(false); }, 150); });
    list.addEventListener("mousedown", function (event) {
      var option = event.target.closest("[data-value]");
      if (option) { event.preventDefault(); choose(option); }
    });
  }

  function fold(form) {
    var button = form.querySelector("[data-unfold]");
    if (!button || !form.querySelector(".list-filter") || !window.matchMedia("(max-width: 767.98px)").matches) return;
    button.hidden = false;
    button.setAttribute("aria-expanded", "false");
    form.classList.add("is-folded");
    button.addEventListener("click", function () {
      var folded = form.classList.toggle("is-folded");
      button.setAttribute("aria-expanded", folded ? "false" : "true");
    });
  }

  function named(box) {
    var panel = box.closest(".panel");
    var heading = panel && panel.querySelector("h2");
    return (heading ? heading.textContent.trim() + "：" : "") + "可左右滚动的表格";
  }

  function fit(box) {
    var wide = box.scrollWidth > box.clientWidth + 1 || box.firstElementChild.offsetWidth > box.clientWidth + 1;
    box.classList.remove("is-fit", "is-wide");
    if (box.classList.contains("list-scroll")) box.classList.add(wide ? "is-wide" : "is-fit");
    if (wide || box.classList.contains("table-responsive")) {
      box.tabIndex = 0;
      box.setAttribute("role", "region");
      if (!box.hasAttribute("aria-label")) box.setAttribute("aria-label", named(box));
    } else {
      box.removeAttribute("tabindex");
      box.removeAttribute("role");
    }
  }

  function fitAll() {
    document.querySelectorAll(".list-scroll, .table-responsive").forEach(function (box) { if (box.firstElementChild) fit(box); });
  }

  window.addEventListener("resize", fitAll);

  function prepare(root) {
    document.body.classList.add("is-live");
    fitAll();
    root.querySelectorAll(".list-top").forEach(fold);
    bulk(root.id === "list" ? root.parentNode : root);
    root.querySelectorAll("[data-picker]").forEach(picker);
  }

  document.addEventListener("DOMContentLoaded", function () { prepare(document); });
  document.addEventListener("htmx:load", function (event) { if (event.detail.elt !== document.body) prepare(event.detail.elt); });
})();
