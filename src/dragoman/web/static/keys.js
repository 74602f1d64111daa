// Keys for those who read without a mouse: j and k go from one line of a list to the next, / to the search field.
"use strict";
(() => {
  const LINES = "article.claim, .hit, tbody tr";
  const typing = (element) => element.closest("input, select, textarea, [contenteditable]") !== null;
  const lines = () => [...document.querySelectorAll(LINES)].filter((line) => line.querySelector("a[href]"));

  function go(step) {
    const all = lines();
    const at = all.findIndex((line) => line.contains(document.activeElement));
    const to = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step];
    if (!to) return;
    (to.querySelector(".words a[href]") || to.querySelector("a[href]")).focus();
    to.scrollIntoView({ block: "nearest" });
  }

  function follow(selector) {
    const link = document.querySelector(selector);
    if (link) link.click();
  }

  // The keys of a page that lists them, else the page of all.
  function help() {
    const fold = document.querySelector("details.keys");
    if (!fold) return follow("a[href^='/help']");
    fold.open = !fold.open;
    fold.querySelector("summary").focus();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    const doing = {
      j: () => go(1),
      k: () => go(-1),
      n: () => follow("a[rel=next]"),
      "/": () => document.querySelector(".find input").focus(),
      "?": help,
    }[event.key];
    if (!doing) return;
    event.preventDefault();
    doing();
  });

  // A fold that is open closes when somebody looks elsewhere.
  document.addEventListener("click", (event) => {
    for (const fold of document.querySelectorAll("details.more[open]")) {
      if (!fold.contains(event.target)) fold.open = false;
    }
  });
})();
