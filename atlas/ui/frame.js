// The language of the page, and what a screen reader needs where Streamlit leaves it out.
// `window.atlasPage.speak(language, words)`: `words` are Streamlit's own English names -> ours.
window.atlasPage ??= (() => {
  let words = {};
  let waiting = false;

  const translated = (said) => {
    if (said in words) return words[said];
    for (const [english, own] of Object.entries(words)) {
      const [before, after] = english.split("{}");
      if (after === undefined || !said.startsWith(before) || !said.endsWith(after)) continue;
      return own.replace("{}", said.slice(before.length, said.length - after.length));
    }
    return said;
  };

  // each mark keeps the name that Streamlit gave, so that it can be said in another language
  const name = (one, attribute) => {
    const now = one.getAttribute(attribute);
    const kept = one.atlasNames ?? (one.atlasNames = {});
    if (kept[attribute]?.said !== now) kept[attribute] = { english: now };
    const said = translated(kept[attribute].english);
    kept[attribute].said = said;
    if (said !== now) one.setAttribute(attribute, said);
  };

  // a piece of text likewise; the piece itself stays, because Streamlit goes on writing into it
  const word = (text) => {
    const now = text.nodeValue;
    if (text.atlasSaid !== now) text.atlasEnglish = now;
    text.atlasSaid = translated(text.atlasEnglish);
    if (text.atlasSaid !== now) text.nodeValue = text.atlasSaid;
  };

  const mend = () => {
    waiting = false;
    for (const one of document.querySelectorAll(
      "[data-testid=stSidebar], [data-testid=stTopNav], [data-testid=stTooltipIcon] button,"
        + "[role=group] > button, [data-testid=stMultiSelect] [aria-label], header [aria-label],"
        + "[data-testid=stSidebarHeader] [aria-label], [data-testid=stFileUploader] [aria-label]"
    )) {
      if (one.hasAttribute("aria-label")) name(one, "aria-label");
    }
    // Plotly leaves a map that was dragged one step behind what it then finds under the pointer
    for (const one of document.querySelectorAll(".js-plotly-plot:has(.geolayer .geo)")) {
      if (one.atlasRedraws || !one.on) continue;
      one.atlasRedraws = true;
      const redraw = () => one._fullLayout?.geo?._subplot?.render();
      one.on("plotly_relayout", redraw);
      one.addEventListener("touchcancel", redraw); // the finger went on to move the page
    }
    for (const one of document.querySelectorAll(".modebar-btn")) {
      name(one, "data-title");
      if (one.getAttribute("aria-label") !== one.dataset.title) {
        one.setAttribute("aria-label", one.dataset.title);
      }
    }
    for (const one of document.querySelectorAll(
      "[data-testid=stSkipToContent], [data-testid=stTopNavSection] p, [role=option][data-key^=__] *,"
        + "[role=listbox]:not(:has([role=option][data-key])) *,"
        + "[data-testid=stFileUploaderDropzone] :is(p, span, div)"
    )) {
      for (const text of one.childNodes) if (text.nodeType === Node.TEXT_NODE) word(text);
    }
    // the figure around a drawing tells its message; its loose words would only repeat it
    for (const one of document.querySelectorAll(
      "[data-testid=stPlotlyChart] .main-svg:not([aria-hidden])"
    )) {
      one.setAttribute("aria-hidden", "true");
    }
    // a table that is wider or higher than its frame scrolls with the keyboard, too
    for (const one of document.querySelectorAll(".rows")) {
      const scrolls = one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
      if (scrolls !== (one.getAttribute("tabindex") === "0")) {
        if (scrolls) one.setAttribute("tabindex", "0");
        else one.removeAttribute("tabindex");
      }
    }
  };

  const soon = () => {
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(mend);
    }
  };
  new MutationObserver(soon).observe(document.body, {
    childList: true,
    subtree: true,
    characterData: true,
  });
  addEventListener("resize", soon);

  return {
    speak(language, own) {
      document.documentElement.lang = language;
      words = own;
      soon();
    },
  };
})();
