// The timekeeper's clock: counts down, warns, goes on beyond the end, and hands the time to the form.
// Its beginning is kept on the tablet, so that a page loaded again goes on counting.
(function () {
  "use strict";

  var box = document.querySelector("[data-clock]");
  if (!box) return;
  var allowed = Number(box.dataset.allowed);
  var warning = Number(box.dataset.warning);
  var slot = "clock:" + box.dataset.key;
  var left = box.querySelector("[data-clock-left]");
  var state = box.querySelector("[data-clock-state]");
  var start = box.querySelector("[data-clock-start]");
  var stop = box.querySelector("[data-clock-stop]");
  var form = document.querySelector("[data-clock-form]");
  var told = "";

  function shown(seconds) {
    return Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
  }

  function begun() {
    return Number(localStorage.getItem(slot) || 0);
  }

  function used() {
    return Math.max(0, Math.floor((Date.now() - begun()) / 1000));
  }

  function say(text) {
    if (text === told) return;
    told = text;
    state.textContent = text;
    const touched = navigator.userActivation && navigator.userActivation.hasBeenActive;
    if (text && touched && navigator.vibrate) navigator.vibrate(400);
  }

  function draw() {
    var running = begun() > 0;
    start.hidden = running;
    stop.hidden = !running;
    var rest = running ? allowed - used() : allowed;
    left.textContent = rest < 0 ? "+" + shown(-rest) : shown(rest);
    left.classList.toggle("is-warning", running && rest <= warning && rest > 0);
    left.classList.toggle("is-over", running && rest <= 0);
    if (!running) return;
    if (rest <= 0) say("时间到，请选手停止");
    else if (rest <= warning) say("还剩 " + Math.round(warning / 60) + " 分钟，请举牌提醒");
    else say("正在计时");
  }

  start.addEventListener("click", function () {
    localStorage.setItem(slot, String(Date.now()));
    draw();
  });
  stop.addEventListener("click", function () {
    var seconds = used();
    localStorage.removeItem(slot);
    form.elements.minutes.value = Math.floor(seconds / 60);
    form.elements.seconds_left.value = seconds % 60;
    form.submit();
  });

  box.hidden = false;
  draw();
  setInterval(draw, 250);
})();
