// Lets charts shrink as one piece on paper, and dark ones be inverted: Plotly draws in pixels.
if (!window.atlasPaper) {
  window.atlasPaper = true;
  const luminance = (colour) =>
    (colour.match(/[\d.]+/g) ?? [255, 255, 255]).slice(0, 3).reduce((sum, one) => sum + +one, 0);
  addEventListener("beforeprint", () => {
    const app = document.querySelector(".stApp");
    const dark = app && luminance(getComputedStyle(app).backgroundColor) < 380;
    document.documentElement.classList.toggle("from-dark", Boolean(dark));
    for (const box of document.querySelectorAll(".js-plotly-plot .svg-container")) {
      const svg = box.querySelector(".main-svg");
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
