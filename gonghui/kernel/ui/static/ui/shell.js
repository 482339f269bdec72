// Menus close as people expect, the side navigation opens on a phone, messages can be put away.
(function () {
  "use strict";

  function drops() {
    return document.querySelectorAll("details.drop[open]");
  }

  document.addEventListener("click", function (event) {
    drops().forEach(function (drop) {
      if (!drop.contains(event.target)) drop.open = false;
    });
    var toggle = event.target.closest("[data-toggle-side]");
    if (toggle) {
      event.preventDefault();
      var side = document.getElementById("side");
      var open = side.classList.toggle("open");
      toggle.setAttribute("aria-expanded", open ? "true" : "false");
      if (open) (side.querySelector("[aria-current], a") || side).focus();
    }
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    drops().forEach(function (drop) {
      drop.open = false;
      drop.querySelector("summary").focus();
    });
    var side = document.getElementById("side");
    if (side && side.classList.contains("open")) {
      side.classList.remove("open");
      var toggle = document.querySelector("[data-toggle-side]");
      toggle.setAttribute("aria-expanded", "false");
      toggle.focus();
    }
  });

  function dismissible(note) {
    if (note.querySelector(".dismiss")) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "dismiss";
    button.setAttribute("aria-label", "关闭提示");
    button.textContent = "×";
    button.addEventListener("click", function () { note.remove(); });
    note.appendChild(button);
  }

  function prepare(root) {
    root.querySelectorAll("[data-dismissible]").forEach(dismissible);
    root.querySelectorAll("[data-print]").forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", function () { window.print(); });
    });
  }

  // On a phone the tabs of a page are wider than the window: the present one comes into view.
  function showTab() {
    var tab = document.querySelector(".tabs [aria-current]");
    var row = tab && tab.closest(".tabs");
    if (row) row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
  }

  document.addEventListener("DOMContentLoaded", function () { prepare(document); showTab(); });
  document.addEventListener("htmx:load", function (event) { if (event.detail.elt !== document.body) prepare(event.detail.elt); });
  function told(request) {
    var plain = (request.getResponseHeader("Content-Type") || "").indexOf("text/plain") === 0;
    return request.status === 403 && plain ? request.responseText : "";
  }

  document.addEventListener("htmx:responseError", function (event) {
    var box = document.getElementById("messages");
    if (!box) return;
    var note = document.createElement("div");
    note.className = "toast-note is-error";
    note.innerHTML = "<div></div>";
    note.firstChild.textContent = told(event.detail.xhr) || "没有连上服务器或服务器没有答复，内容没有改动，请稍后再试。";
    box.appendChild(note);
    dismissible(note);
  });
})();
