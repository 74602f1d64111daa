// Keys that decide (a, r, e, y, b, s, u …) and words taken by selecting them. Every form works without this.
"use strict";
(() => {
  const typing = (element) => element.closest("input, select, textarea, [contenteditable]") !== null;
  const items = () => [...document.querySelectorAll("article.review")];

  // The item somebody is at; where they are at none, the first. Pages with one thing on them are one item.
  function here() {
    const at = document.activeElement.closest("article.review");
    return at || items()[0] || document;
  }

  function skip() {
    const all = items();
    const next = all[all.indexOf(here()) + 1] || all[0];
    if (!next) return;
    next.focus();
    next.scrollIntoView({ block: "start" });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    if (event.key === "s" && items().length) {
      event.preventDefault();
      skip();
      return;
    }
    if (!/^[a-z]$/.test(event.key)) return;
    const scope = event.key === "u" ? document : here();
    const does = scope.querySelector(`[data-key="${event.key}"]`);
    if (!does) return;
    event.preventDefault();
    if (does.matches("input")) {
      does.focus();
      return;
    }
    does.click();
    if (does.matches("summary")) does.focus();
  });

  // After a decision, what took the place of the item that was decided is the item somebody is at.
  const place = /^#waits-\d+$/.test(location.hash) && document.querySelector(location.hash);
  if (place) place.focus();

  // A correction that is linked to is open.
  const fold = document.querySelector("details#correct");
  if (fold && location.hash === "#correct") fold.open = true;

  // The words last selected in the text, since pressing a button may take the selection away.
  let selected = "";
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    const node = selection && selection.anchorNode;
    const element = node && (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
    if (element && element.closest(".paper") && !selection.isCollapsed) selected = selection.toString().trim();
  });
  for (const button of document.querySelectorAll("[data-take]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      if (!selected) return;
      const field = button.form.elements[button.dataset.take];
      field.value = selected;
      field.focus();
    });
  }
})();
