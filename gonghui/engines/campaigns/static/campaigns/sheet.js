// A score sheet that survives a lost connection: every change is kept on the tablet first, then sent
// until the server has it. A sending that is repeated carries the same key and changes nothing.
(function () {
  "use strict";

  var form = document.querySelector("form[data-sheet]");
  if (!form) return;
  var slot = "sheet:" + form.dataset.sheetKey;
  var state = form.querySelector("[data-sheet-state]");
  var sum = document.querySelector("[data-sheet-total]");
  var timer = null;
  var sending = false;
  var waiting = null; // the button that was pressed while a saving was under way

  function say(text, offline) {
    state.textContent = text;
    state.classList.toggle("is-offline", Boolean(offline));
  }

  function numbers() {
    return Array.from(form.querySelectorAll("input[type=number]"));
  }

  function total() {
    var found = numbers().reduce(function (all, field) { return all + Math.round((Number(field.value) || 0) * 100); }, 0);
    sum.textContent = "合计 " + (found / 100) + " 分";
  }

  function values() {
    var data = {};
    new FormData(form).forEach(function (value, name) { if (name !== "csrfmiddlewaretoken") data[name] = value; });
    return data;
  }

  function keep(fresh) {
    var data = values();
    if (fresh) data.client_key = Date.now().toString(36) + Math.random().toString(36).slice(2);
    localStorage.setItem(slot, JSON.stringify(data));
    return data;
  }

  function send() {
    var kept = localStorage.getItem(slot);
    if (!kept || sending) return;
    sending = true;
    var body = new URLSearchParams(JSON.parse(kept));
    body.set("expected_version", form.elements.expected_version.value || "0");
    fetch(form.dataset.sheet, {
      method: "POST", body: body, credentials: "same-origin",
      headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value }
    }).then(function (answer) {
      return answer.json().then(function (said) { received(answer.ok, said, kept); });
    }).catch(function () {
      say("网络中断，评分已存在本机，连上后自动上传。", true);
      plan(5000);
    }).finally(function () {
      sending = false;
      var button = waiting;
      waiting = null;
      if (button) form.requestSubmit(button);
    });
  }

  function received(ok, said, kept) {
    if (!ok) { say(said.errors.join("；"), true); return; }
    form.elements.expected_version.value = said.version;
    if (localStorage.getItem(slot) === kept) { localStorage.removeItem(slot); say("已保存，尚未提交。"); }
    else plan(0);
  }

  function plan(wait) {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  }

  function restore() {
    var kept = localStorage.getItem(slot);
    if (!kept) return;
    var data = JSON.parse(kept);
    Object.keys(data).forEach(function (name) {
      var field = form.elements[name];
      if (field && field.type !== "hidden") field.value = data[name];
    });
    say("已恢复本机上还没有上传的评分。");
    plan(0);
  }

  form.addEventListener("input", function () { keep(true); total(); plan(1200); });
  form.addEventListener("submit", function (event) {
    clearTimeout(timer);
    if (sending) {
      event.preventDefault();
      waiting = event.submitter;
      return;
    }
    if (!navigator.onLine) {
      event.preventDefault();
      keep(true);
      say("网络中断，评分已存在本机；连上后再提交。", true);
      return;
    }
    form.elements.client_key.value = "";
    localStorage.removeItem(slot);
  });
  window.addEventListener("online", function () { plan(0); });

  restore();
  total();
})();
