// Copies the address of the view; where the browser does not let it, shows the address selected.
export default function ({ parentElement, data }) {
  const button = parentElement.querySelector("button");
  const field = parentElement.querySelector("input");
  const said = parentElement.querySelector("[role=status]");
  button.querySelector("span").textContent = data.label;
  button.title = data.help;
  button.hidden = false;
  field.setAttribute("aria-label", data.field);

  const selected = (address) => {
    field.value = address;
    field.hidden = false;
    field.focus();
    field.select();
    try {
      return document.execCommand("copy");
    } catch {
      return false;
    }
  };
  let wait;
  button.onclick = async () => {
    const address = location.href;
    field.hidden = true;
    said.textContent = "";
    let copied = true;
    try {
      await navigator.clipboard.writeText(address);
    } catch {
      copied = selected(address);
    }
    said.textContent = copied ? data.copied : data.by_hand;
    clearTimeout(wait);
    if (copied && field.hidden) wait = setTimeout(() => (said.textContent = ""), 6000);
  };
  field.onkeydown = (event) => {
    if (event.key !== "Escape") return;
    field.hidden = true;
    said.textContent = "";
    button.focus();
  };
}
