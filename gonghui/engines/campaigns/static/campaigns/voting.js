// Counts the chosen names while one chooses; ticks a whole page at the desk. Without it everything still works.
(() => {
  const form = document.querySelector(".vote-form");
  if (form) {
    const told = form.querySelector(".vote-count");
    const least = Number(form.dataset.least), most = Number(form.dataset.most);
    const count = () => {
      const chosen = form.querySelectorAll("[name=choice]:checked").length;
      told.textContent = least === most ? `已选 ${chosen} / ${most} 名` : `已选 ${chosen} 名`;
      told.classList.toggle("is-wrong", chosen > most || (chosen > 0 && chosen < least));
    };
    form.addEventListener("change", count);
    window.addEventListener("pageshow", count);
    count();
  }
  document.querySelector("[data-all]")?.addEventListener("change", (event) => {
    const boxes = event.target.form.querySelectorAll(`[name=${event.target.dataset.all}]`);
    boxes.forEach((box) => { box.checked = event.target.checked; });
  });
})();
