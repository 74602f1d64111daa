// Draws the graph of relations out of the data that stands in the page. The table below it says the same.
"use strict";
(() => {
  const figure = document.querySelector("figure[data-graph]");
  if (!figure || typeof cytoscape === "undefined") return;
  const data = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
  const place = figure.querySelector(".net");
  const colour = (name) => getComputedStyle(figure).getPropertyValue(name).trim();
  const probe = document.createElement("i");
  figure.append(probe);
  // Colours are told as light-dark(…); what is drawn on a canvas needs the one that holds now.
  const now = (name) => {
    probe.style.color = colour(name);
    return getComputedStyle(probe).color;
  };
  const most = Math.max(...data.edges.map((edge) => edge.acts));
  const heaviest = Math.max(...data.nodes.map((node) => node.acts));
  const elements = [
    ...data.nodes.map((node) => ({ data: { ...node, size: 12 + 28 * Math.sqrt(node.acts / heaviest) } })),
    ...data.edges.map((edge) => ({ data: { ...edge, width: 1 + 5 * Math.sqrt(edge.acts / most) } })),
  ];
  const tone = (edge) => {
    const weight = edge.data("goldstein");
    return now(weight === null ? "--quiet" : weight < -0.5 ? "--call" : weight > 0.5 ? "--commitment" : "--quiet");
  };

  const graph = cytoscape({
    container: place,
    elements,
    layout: { name: "cose", animate: false, randomize: false, padding: 34, componentSpacing: 30, nodeRepulsion: () => 60000, idealEdgeLength: () => 60, gravity: 1.2, numIter: 800 },
    minZoom: 0.3,
    maxZoom: 3,
    userZoomingEnabled: false,
    style: [],
  });
  const paint = () => graph.style([
    { selector: "node", style: { "background-color": now("--accent"), width: "data(size)", height: "data(size)", label: "data(label)", color: now("--ink"), "font-size": 13, "text-wrap": "ellipsis", "text-max-width": "9em", "text-valign": "bottom", "text-margin-y": 3, "text-background-color": now("--paper"), "text-background-opacity": 0.75 } },
    { selector: "edge", style: { width: "data(width)", "line-color": tone, "target-arrow-color": tone, "target-arrow-shape": "triangle", "curve-style": "bezier", opacity: 0.65 } },
  ]);
  paint();
  probe.hidden = true;
  figure.classList.add("drawn");
  graph.on("tap", "node, edge", (event) => location.assign(event.target.data("href")));
  graph.on("mouseover", "node, edge", () => place.classList.add("leads"));
  graph.on("mouseout", "node, edge", () => place.classList.remove("leads"));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
})();
