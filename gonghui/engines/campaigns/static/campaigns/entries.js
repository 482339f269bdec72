// The entry form: characters counted while typing, and how long the form was open.
(function () {
  "use strict";

  var opened = Date.now();

  function characters(text) {
    return Array.from(text.normalize("NFC").replace(/[\s\p{Mn}\p{Me}\p{Cf}\p{Cc}]/gu, "")).length;
  }

  function show(line) {
    var field = document.getElementById(line.dataset.counted);
    if (!field) return;
    var limit = Number(field.dataset.count);
    var count = characters(field.value);
    line.textContent = "已写 " + count + " / " + limit + " 字";
    line.classList.toggle("is-over", count > limit);
  }

  document.addEventListener("input", function (event) {
    var line = event.target.id && document.querySelector('[data-counted="' + event.target.id + '"]');
    if (line) show(line);
  });

  function addUp() {
    var sum = document.querySelector("[data-own-sum]");
    var fields = document.querySelectorAll("[data-own] [data-points]");
    if (!sum || !fields.length) return;
    var own = 0;
    var full = 0;
    fields.forEach(function (field) {
      if (field.value.trim() === "") return;
      own += Math.round((Number(field.value) || 0) * 100);
      full += Math.round((Number(field.closest("tr").querySelectorAll("input[type=hidden]")[1].value) || 0) * 100);
    });
    sum.textContent = "自评合计 " + own / 100 + " 分，所评各项满分 " + full / 100 + " 分";
  }

  document.addEventListener("input", addUp);

  document.addEventListener("submit", function (event) {
    var field = event.target.elements && event.target.elements.namedItem("seconds");
    if (field) field.value = Math.round((Date.now() - opened) / 1000);
  });

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("[data-counted]").forEach(show);
  });
})();
