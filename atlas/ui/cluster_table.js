// Lets the headings of the list of clusters sort it, and the name of a cluster open its profile in
// this session: the link itself would begin a new one.
export default function ({ data, setTriggerValue }) {
  const listens = (event) => {
    const table = event.target.closest?.(`.st-key-table-${data.table}`);
    if (!table) return;
    const heading = event.target.closest("button[data-sort]");
    if (heading) {
      window.atlasSortedBy = heading.dataset.sort;
      setTriggerValue("sorted", heading.dataset.sort);
    }
    const name = event.target.closest("tbody th a");
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.button;
    if (!name || elsewhere) return;
    event.preventDefault();
    setTriggerValue("opened", new URL(name.href).searchParams.get("cluster"));
  };
  document.addEventListener("click", listens);

  // the table is written anew, and the heading that was pressed keeps the focus
  const focuses = () => {
    const pressed = window.atlasSortedBy;
    if (!pressed || (document.activeElement && document.activeElement !== document.body)) return;
    document
      .querySelector(`.st-key-table-${data.table} button[data-sort="${CSS.escape(pressed)}"]`)
      ?.focus({ preventScroll: true });
  };
  const watch = new MutationObserver(focuses);
  watch.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener("click", listens);
    watch.disconnect();
  };
}
