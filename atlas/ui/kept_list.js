// Keeps the list of the presentation in this browser's own storage, and hands it to a session that
// does not know it yet: after a reload, in a new tab, or when the server was started anew.
export default function ({ data, setTriggerValue }) {
  let kept = "";
  try {
    kept = localStorage.getItem(data.name) ?? "";
    if (window.atlasListOf === data.session) {
      if (data.list) localStorage.setItem(data.name, data.list);
      else localStorage.removeItem(data.name);
    }
  } catch {
    if (data.list && !data.refused) setTriggerValue("refused", true);
    return;
  }
  if (window.atlasListOf !== data.session) {
    window.atlasListOf = data.session;
    if (kept) setTriggerValue("kept", kept);
    else if (data.list) localStorage.setItem(data.name, data.list);
  }
}
