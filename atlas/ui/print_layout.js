// Lets charts shrink as one piece on paper, and dark ones be inverted: Plotly draws in pixels.
if (!window.atlasPaper) {
  window.atlasPaper = true;
  const luminance = (colour) =>
    (colour.match(/[\d.]+/g) ?? [255, 255, 255]).slice(0, 3).reduce((sum, one) => sum + +one, 0);
  const LONGEST = 150;
  // what is shown, of which data, and where: at the foot of every sheet, with its number
  const foot = () => {
    const said = document.querySelector(".paper-foot")?.dataset.said ?? "";
    const whole = location.href;
    const where = whole.length > LONGEST ? `${whole.slice(0, LONGEST)} …` : whole;
    const quoted = (text) => `"${text.replace(/["\\]/g, "\\$&").replace(/[\n<]/g, " ")}"`;
    const style = document.querySelector("#atlas-foot") ?? document.createElement("style");
    style.id = "atlas-foot";
    style.textContent = `@page {
      @bottom-left { content: ${quoted(said)} "\\A" ${quoted(where)}; white-space: pre-wrap;
        width: 88%; font: 6.5pt sans-serif; color: var(--printed); vertical-align: top }
      @bottom-right { content: counter(page) " / " counter(pages); font: 6.5pt sans-serif;
        vertical-align: top } }`;
    document.head.append(style);
  };
  addEventListener("beforeprint", () => {
    foot();
    const app = document.querySelector(".stApp");
    const dark = app && luminance(getComputedStyle(app).backgroundColor) < 380;
    document.documentElement.classList.toggle("from-dark", Boolean(dark));
    for (const box of document.querySelectorAll(".js-plotly-plot .svg-container")) {
      const svg = box.querySelector(".main-svg");
      if (!svg) continue; // still being drawn
      const [wide, high] = ["width", "height"].map((side) => svg.getAttribute(side));
      box.style.aspectRatio = `${wide} / ${high}`;
      for (const one of box.querySelectorAll(".main-svg")) {
        one.setAttribute("viewBox", `0 0 ${wide} ${high}`);
      }
    }
  });
  addEventListener("afterprint", () => {
    for (const box of document.querySelectorAll(".js-plotly-plot .svg-container")) {
      box.style.aspectRatio = "";
      for (const one of box.querySelectorAll(".main-svg")) one.removeAttribute("viewBox");
    }
  });
}
