// Forms: drafts come back, leaving warns, a click counts once, files show what they are.
(function () {
  "use strict";

  var dirty = null;

  window.addEventListener("beforeunload", function (event) {
    if (dirty && document.contains(dirty)) { event.preventDefault(); event.returnValue = ""; }
  });

  document.addEventListener("input", function (event) {
    var form = event.target.closest && event.target.closest("form[data-guard]");
    if (form) dirty = form;
  });

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    dirty = null;
    setTimeout(function () { delete form.dataset.sent; }, 4000);
  });

  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });

  function restore(notice) {
    var button = notice.querySelector("[data-draft-restore]");
    button.hidden = false;
    button.addEventListener("click", function () {
      fetch(notice.dataset.draftNotice, { credentials: "same-origin" })
        .then(function (answer) { return answer.json(); })
        .then(function (data) {
          var form = notice.closest("form");
          Object.keys(data).forEach(function (name) {
            Array.from(form.elements).filter(function (field) { return field.name === name; }).forEach(function (field, at) {
              if (field.type === "file" || field.type === "hidden") return;
              if (field.type === "checkbox" || field.type === "radio") field.checked = data[name].includes(field.value);
              else if (field.multiple) Array.from(field.options).forEach(function (o) { o.selected = data[name].includes(o.value); });
              else field.value = data[name][at] === undefined ? data[name][0] : data[name][at];
            });
          });
          dirty = form;
          notice.remove();
        });
    });
  }

  function size(bytes) {
    return bytes < 1048576 ? Math.ceil(bytes / 1024) + " KB" : (bytes / 1048576).toFixed(1) + " MB";
  }

  function files(box) {
    var input = box.querySelector("input[type=file]");
    var chosen = box.querySelector("[data-file-chosen]");
    if (!input || !chosen || box.dataset.ready) return;
    box.dataset.ready = "1";
    input.addEventListener("change", function () {
      chosen.textContent = "";
      Array.from(input.files).forEach(function (file) {
        var line = document.createElement("div");
        line.className = "file-chosen";
        if (/^image\/(png|jpeg|webp|gif)$/.test(file.type) && file.size < 8388608) {
          var picture = document.createElement("img");
          picture.alt = "";
          var reader = new FileReader();
          reader.onload = function () { picture.src = reader.result; };
          reader.readAsDataURL(file);
          line.appendChild(picture);
        }
        line.appendChild(document.createTextNode(file.name + "（" + size(file.size) + "）"));
        chosen.appendChild(line);
      });
    });
    ["dragenter", "dragover"].forEach(function (name) { box.addEventListener(name, function () { box.classList.add("is-over"); }); });
    ["dragleave", "drop"].forEach(function (name) { box.addEventListener(name, function () { box.classList.remove("is-over"); }); });
  }

  document.addEventListener("htmx:xhr:progress", function (event) {
    var form = event.target.closest && event.target.closest("form[data-upload]");
    var bar = form && form.querySelector("[data-upload-progress]");
    if (!bar || !event.detail.lengthComputable) return;
    bar.hidden = false;
    bar.value = 100 * event.detail.loaded / event.detail.total;
  });

  function prepare(root) {
    root.querySelectorAll("[data-draft-notice]").forEach(restore);
    root.querySelectorAll("[data-file]").forEach(files);
    var summary = root.querySelector("[data-focus]");
    if (summary) summary.focus();
  }

  document.addEventListener("DOMContentLoaded", function () { prepare(document); });
  document.addEventListener("htmx:load", function (event) { if (event.detail.elt !== document.body) prepare(event.detail.elt); });
})();
