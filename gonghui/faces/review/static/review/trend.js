// Draws each trend table as a line. Without this file, or without a canvas, the table says it all.
(function () {
  "use strict";

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function draw(chart) {
    const data = JSON.parse(chart.dataset.series);
    const accent = colour("--red") || "#c8000a";
    const picture = echarts.init(chart, null, { renderer: "svg" });
    picture.setOption({
      animation: false,
      color: [accent],
      grid: { left: 16, right: 24, top: 40, bottom: 8, containLabel: true },
      tooltip: { trigger: "axis" },
      xAxis: { type: "category", data: data.days, boundaryGap: false, axisLabel: { alignMinLabel: "left", alignMaxLabel: "right" } },
      yAxis: { type: "value", scale: true, name: chart.dataset.unit },
      series: [{ type: "line", data: data.values, symbolSize: 8, areaStyle: { opacity: 0.08 } }],
    });
    new ResizeObserver(function () { picture.resize(); }).observe(chart);
    chart.dataset.drawn = "yes";
  }

  function drawAll(root) {
    if (typeof echarts === "undefined") { return; }
    root.querySelectorAll(".trend-chart:not([data-drawn])").forEach(draw);
  }

  document.addEventListener("DOMContentLoaded", function () { drawAll(document); });
  document.addEventListener("htmx:afterSettle", function () { drawAll(document); });
})();
