// Tells the server when the look of the system changes: figures are drawn there, light or dark.
export default function ({ setTriggerValue }) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const tell = () => setTriggerValue("changed", dark.matches);
  dark.addEventListener("change", tell);
  return () => dark.removeEventListener("change", tell);
}
