// The keyboard where Streamlit leaves it out: into popovers and back, on to the content of a new
// page, and no command on a single letter.
if (!window.atlasKeys) {
  window.atlasKeys = true;
  const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]";

  // what the tabulator reaches inside `root`, in its order, custom elements included
  const reached = (root) =>
    [...root.querySelectorAll("*")].flatMap((one) => [
      ...(one.matches(FOCUSABLE) && !one.disabled && one.tabIndex >= 0 && one.getClientRects().length
        ? [one]
        : []),
      ...(one.shadowRoot ? reached(one.shadowRoot) : []),
    ]);

  // a popover stands at the end of the document: from its button into it, and from its ends back
  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Tab" || event.ctrlKey || event.altKey || event.metaKey) return;
      const body = document.querySelector("[data-testid=stPopoverBody]");
      const button = document.querySelector("[data-testid=stPopoverButton][aria-expanded=true]");
      if (!body || !button) return;
      const inside = reached(body);
      const now = event.composedPath()[0];
      if (now === button && !event.shiftKey) {
        event.preventDefault();
        if (!inside.length) body.tabIndex = -1;
        (inside[0] ?? body).focus();
        return;
      }
      const end = event.shiftKey ? inside[0] : inside.at(-1);
      if (now !== body && now !== end) return;
      // closed behind the reader, so that it hides nothing; then on from its button, or to it
      button.focus();
      button.click();
      if (event.shiftKey) event.preventDefault();
    },
    true
  );

  // single letters are commands to Streamlit ("r" runs again, "c" offers to forget all that is
  // kept); to who speaks to the computer, or slips on a key, they would be accidents
  addEventListener(
    "keydown",
    (event) => {
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      const writes = event.composedPath()[0].closest?.(
        "input, textarea, select, [contenteditable], [role=listbox], [role=grid], canvas"
      );
      if (plain && !writes && /^[rc]$/i.test(event.key)) event.stopPropagation();
    },
    true
  );

  // what had the focus is gone with the page before: go on at the content, not at the very top
  let known = "";
  new MutationObserver(() => {
    const main = document.querySelector("[data-testid=stMain]");
    const title = main?.querySelector("h1.spoken")?.textContent;
    if (!title || title === known) return;
    const lost = known && document.activeElement === document.body;
    known = title;
    if (lost) main.focus({ preventScroll: true });
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
}
