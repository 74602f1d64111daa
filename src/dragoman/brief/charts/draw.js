// Draws the charts of a page: every <figure data-chart> has a .plot and its Vega-Lite spec as JSON.
// A chart that cannot be drawn leaves its table open, which says the same.
(() => {
  "use strict";

  // Charts hold their data; whatever else a spec might name is not fetched.
  const loader = Object.assign(vega.loader(), { load: () => Promise.reject(new Error("nothing is fetched")) });
  const drawn = new Map();

  async function draw(figure) {
    const place = figure.querySelector(".plot");
    const spec = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
    const width = Math.max(160, place.clientWidth - (spec.usermeta?.margin ?? 0));
    if (drawn.get(figure)?.width === width) return;
    (spec.spec ?? spec).width = width;
    drawn.get(figure)?.view.finalize();
    const runtime = vega.parse(vegaLite.compile(spec, { logger: vega.logger(vega.Error) }).spec, null, { ast: true });
    const view = new vega.View(runtime, { expr: vega.expressionInterpreter, loader, renderer: "svg", container: place });
    view.logLevel(vega.Error);
    await view.runAsync();
    // Words and a table beside it say the same: to those who hear the page, each mark would be a figure without a name.
    place.querySelector("svg")?.setAttribute("aria-hidden", "true");
    const first = !drawn.has(figure);
    drawn.set(figure, { view, width });
    figure.classList.add("drawn");
    if (first) for (const table of figure.querySelectorAll("details")) table.open = false;
  }

  const figures = [...document.querySelectorAll("figure[data-chart]")];
  const drawAll = () => figures.forEach((figure) => draw(figure).catch((fault) => console.error(fault)));
  let waiting;
  window.addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(drawAll, 150);
  });
  // On paper nobody can point at a chart: its figures are printed with it.
  window.addEventListener("beforeprint", () => figures.forEach((f) => f.querySelectorAll("details").forEach((d) => { d.open = true; })));
  drawAll();
})();
