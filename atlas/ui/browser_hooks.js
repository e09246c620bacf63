// One step back a change, and the key that leads to the search.
if (!window.atlasBrowser) {
  window.atlasBrowser = true;

  // Streamlit adds a step to the history for each part of the address that it changes, and one for
  // the page. What follows one click without another act of the reader belongs together: the first
  // step takes it all in.
  let acted = false;
  for (const kind of ["pointerdown", "keydown", "click"]) {
    addEventListener(kind, () => (acted = true), true);
  }
  const push = history.pushState.bind(history);
  history.pushState = (state, unused, url) => {
    if (acted) push(state, unused, url);
    else history.replaceState(state, unused, url);
    acted = false;
  };

  // a map that was dragged was not clicked
  let from = null;
  addEventListener("pointerdown", ({ clientX, clientY }) => (from = [clientX, clientY]), true);
  addEventListener(
    "click",
    (event) => {
      const far = from && Math.hypot(event.clientX - from[0], event.clientY - from[1]) > 5;
      if (far && event.target.closest?.(".js-plotly-plot")) event.stopPropagation();
    },
    true
  );

  // where pages are folded away with the filters, the one that was chosen is shown
  addEventListener("click", ({ target }) => {
    if (innerWidth >= 768 || !target.closest?.("[data-testid=stSidebarNavLink]")) return;
    document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
  });

  const field = () => document.querySelector(".st-key-_q input");
  const shown = (input) => {
    const box = input?.getBoundingClientRect();
    return Boolean(box && box.width && box.right > 0);
  };
  const focus = (tries) => {
    const input = field();
    if (shown(input)) {
      input.focus();
      input.select();
    } else if (tries > 0) {
      setTimeout(focus, 50, tries - 1);
    }
  };
  addEventListener("keydown", (event) => {
    // with Ctrl or ⌘, so that it is never pressed by mistake while speaking or typing
    const held = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (event.key.toLowerCase() !== "k" || !held) return;
    event.preventDefault();
    // the filters may be folded away
    if (!shown(field())) document.querySelector("[data-testid=stExpandSidebarButton]")?.click();
    focus(20);
  });
}
