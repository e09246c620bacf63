// Saves a figure as PNG or SVG, in this browser: Plotly (from this server) draws it off screen,
// heading and evidence are set around it, and the browser's own download takes the file.
const SVG = "http://www.w3.org/2000/svg";
const SCALE = 2;

const plotly = (address) => window.atlasPlotly ??= new Promise((done, failed) => {
  const script = document.createElement("script");
  script.src = new URL(address, document.baseURI).href;
  script.onload = () => done(window.Plotly);
  script.onerror = () => { window.atlasPlotly = undefined; failed(new Error(script.src)); };
  document.head.append(script);
});

const drawn = async ({ figure, topology, address }) => {
  const Plotly = await plotly(address);
  const { width, height } = figure.layout;
  const div = document.createElement("div");
  div.style.cssText = `position:fixed;left:-9999px;width:${width}px;height:${height}px`;
  document.body.append(div);
  try {
    await Plotly.newPlot(div, figure.data, figure.layout, { topojsonURL: topology, staticPlot: true });
    const url = await Plotly.toImage(div, { format: "svg", width, height });
    const markup = decodeURIComponent(url.slice(url.indexOf(",") + 1));
    return new DOMParser().parseFromString(markup, "image/svg+xml").documentElement;
  } finally {
    Plotly.purge(div);
    div.remove();
  }
};

const element = (name, attributes, text = "") => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
};

const framed = async (data) => {
  const frame = JSON.parse(data.frame);
  const { width, height } = frame;
  const picture = element("svg", { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` });
  picture.append(element("title", {}, frame.title), element("desc", {}, frame.alt));
  picture.append(element("rect", { width, height, fill: frame.paper }));
  const plot = await drawn({ figure: frame.figure, topology: data.topology, address: data.plotly });
  plot.setAttribute("x", frame.left);
  plot.setAttribute("y", frame.top);
  picture.append(plot);
  for (const { text, ...attributes } of frame.lines)
    picture.append(element("text", { "font-family": frame.font, ...attributes }, text));
  return { markup: new XMLSerializer().serializeToString(picture), width, height };
};

const png = async ({ markup, width, height }) => {
  const image = new Image();
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(markup);
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) =>
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("png"))), "image/png"));
};

const save = async (data, format) => {
  const picture = await framed(data);
  const file = format === "png" ? await png(picture)
    : new Blob([picture.markup], { type: "image/svg+xml" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${data.file}.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};

export default function ({ data, parentElement }) {
  const alert = parentElement.querySelector("p");
  for (const button of parentElement.querySelectorAll("button")) {
    const format = button.dataset.format;
    button.textContent = data[format];
    button.onclick = async () => {
      button.disabled = true;
      alert.hidden = true;
      try {
        await save(data, format);
      } catch (error) {
        alert.textContent = data.failed;
        alert.hidden = false;
      } finally {
        button.disabled = false;
      }
    };
  }
}
