// The composer: parts of a list can be dragged to another place; the buttons do the same without.
(function () {
  "use strict";

  function token() {
    var field = document.querySelector("input[name=csrfmiddlewaretoken]");
    return field ? field.value : "";
  }

  function sortable(list) {
    var dragged = null;
    list.querySelectorAll("[data-move]").forEach(function (card) {
      card.draggable = true;
      card.addEventListener("dragstart", function (event) {
        dragged = card;
        card.classList.add("is-dragged");
        event.dataTransfer.effectAllowed = "move";
      });
      card.addEventListener("dragend", function () {
        card.classList.remove("is-dragged");
        dragged = null;
      });
      card.addEventListener("dragover", function (event) {
        if (!dragged || dragged === card) return;
        event.preventDefault();
        card.classList.add("is-target");
      });
      card.addEventListener("dragleave", function () { card.classList.remove("is-target"); });
      card.addEventListener("drop", function (event) {
        card.classList.remove("is-target");
        if (!dragged || dragged === card) return;
        event.preventDefault();
        var form = document.createElement("form");
        form.method = "post";
        form.action = dragged.dataset.move;
        [["csrfmiddlewaretoken", token()], ["to", card.dataset.at]].forEach(function (pair) {
          var input = document.createElement("input");
          input.type = "hidden";
          input.name = pair[0];
          input.value = pair[1];
          form.appendChild(input);
        });
        document.body.appendChild(form);
        form.submit();
      });
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("[data-sortable]").forEach(sortable);
  });
})();
