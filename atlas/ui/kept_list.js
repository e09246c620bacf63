// Keeps a text, such as the list of the presentation, in this browser's own storage, and hands it to
// a session that does not know it yet: after a reload, in a new tab, or when the server was started
// anew. `atlasKeeps`: under each name the session that knows it.
export default function ({ data, setTriggerValue }) {
  const sessions = (window.atlasKeeps ??= {});
  let kept = "";
  try {
    kept = localStorage.getItem(data.name) ?? "";
    if (sessions[data.name] === data.session) {
      if (data.list) localStorage.setItem(data.name, data.list);
      else localStorage.removeItem(data.name);
    }
  } catch {
    if (data.list && !data.refused) setTriggerValue("refused", true);
    return;
  }
  if (sessions[data.name] !== data.session) {
    sessions[data.name] = data.session;
    if (kept) setTriggerValue("kept", kept);
    else if (data.list) localStorage.setItem(data.name, data.list);
  }
}
