"""Everything that can be pressed is pressed once: buttons, switches, lists, popovers, downloads."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Download, Locator, Page

from atlas.exports import formats
from tests.browser.conftest import Opener, move, settled
from tests.browser.views import VIEWS

#: what can be pressed now, each with a number to find it by
PRESSABLE = """() => {
  const parts = 'button, summary, [role=button], [role=tab], [role=radio], [role=switch]';
  const within = [...document.querySelectorAll('[data-testid=stPopoverBody]')];
  const hosts = [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')];
  const every = [document, ...hosts.map((host) => host.shadowRoot).filter(Boolean)]
    .flatMap((root) => [...root.querySelectorAll(parts)]);
  return every.map((part, number) => {
    const target = part.matches('input') ? part.closest('label') ?? part : part;
    target.dataset.number = number;
    const icons = [...part.querySelectorAll('[data-testid=stIconMaterial]')];
    let name = part.getAttribute('aria-label') || part.innerText || '';
    for (const icon of icons) name = name.replace(icon.innerText, '');
    const box = part.getRootNode().host ?? part;
    const edges = part.getBoundingClientRect();
    const keyed = box.closest('[class*=st-key-]')?.className;
    return {
      number, name: name.replace(/[\\d,.–]+/g, '#').replace(/\\s+/g, ' ').trim(),
      key: keyed?.match(/st-key-([\\w-]+?)(-[0-9a-f]{10})?\\b/)?.[1] ?? '',
      kind: part.closest('[data-testid]')?.dataset.testid ?? '',
      open: within.some((body) => body.contains(box)),
      able: part.checkVisibility({visibilityProperty: true})
        && edges.right > 0 && edges.left < innerWidth
        && !part.disabled && part.getAttribute('aria-disabled') !== 'true',
    }; }).filter((part) => part.able && part.name); }"""
FAULTY = "[data-testid=stException], [data-testid=stAlertContentError]"
#: views on which something can be pressed that no first view of a page has
FURTHER = {
    "overview": ["/?country=DE&year=2020", "/?q=nosuchcluster"],
    "compare": ["/compare?compare=picked&pick=niro,silicon-saxony,hamburg-aviation"],
    "sectors": ["/sectors?sectors=portrait&of=automotive"],
    "labels": ["/labels?labels=time"],
    "sources": ["/sources?sources=versions"],
}
#: how the menu calls the pictures, which the browser makes
PICTURES = {"Picture (PNG)", "Vector picture (SVG)"}


def find(page: Page, part: dict[str, Any]) -> Locator:
    return page.locator(f"[data-number='{part['number']}']")


def press(page: Page, part: dict[str, Any], saves: bool) -> Download | None:
    """Press a part and wait until the page rests; return what was saved."""
    if saves:
        with page.expect_download(timeout=60_000) as waiting:
            find(page, part).click()
        return waiting.value
    find(page, part).click()
    if part["kind"] != "stTooltipHoverTarget":
        page.wait_for_timeout(250)  # what opens and closes takes so long
        settled(page)
    return None


def close(page: Page) -> None:
    """Close what lies over the page."""
    for _open in range(3):
        if not page.locator("[data-testid=stPopoverBody], [role=listbox]").count():
            return
        page.keyboard.press("Escape")
        page.wait_for_timeout(150)
        settled(page)


def test_everything_can_be_pressed(visit: Opener, tmp_path: Path) -> None:
    saving = {form.say_label() for form in formats.FORMATS.values() if form.made_for_menu != "not"}
    assert saving >= PICTURES
    page = visit("/")
    files: list[str] = []
    page.on("download", lambda download: files.append(download.suggested_filename))
    pressed: set[tuple[str, ...]] = set()
    wrong: list[str] = []
    for script, views in VIEWS.items():
        for path in views[:1] + FURTHER.get(script, []):
            wrong += press_all(page, path, pressed, saving, tmp_path)
    assert not wrong, "\n".join(wrong)
    names = {name for *_place, name in pressed}
    usual = {"Add to presentation", "How to read this", "Table", "Deutsch"}
    assert saving | usual <= names, sorted(names)
    assert len(pressed) > 80
    endings = {Path(name).suffix for name in files}
    assert {".pptx", ".xlsx", ".csv", ".png", ".svg", ".json"} <= endings


def press_all(
    page: Page, path: str, pressed: set[tuple[str, ...]], saving: set[str], folder: Path
) -> list[str]:
    """Press what was not pressed yet; return what went wrong. Files are kept in `folder`."""
    wrong: list[str] = []
    move(page, path)
    address = page.url
    while part := next_part(page, pressed):
        where = f"{path}: {part['name']}"
        saved = press(page, part, part["name"] in saving and part["open"])
        if saved:
            file = folder / saved.suggested_filename
            saved.save_as(file)
            wrong += [] if file.stat().st_size > 50 else [f"{where}: {file.name} is empty"]
        wrong += [f"{where}: {fault}" for fault in page.locator(FAULTY).all_inner_texts()]
        if part["kind"] != "stPopoverButton" and not part["open"]:
            close(page)
        if page.url != address:
            move(page, path)
    close(page)
    return wrong


def next_part(page: Page, pressed: set[tuple[str, ...]]) -> dict[str, Any] | None:
    """Return the next part to press, what lies over the page first, and note it as pressed.

    What has one name on all pages and at all charts is pressed once.
    """
    parts = page.evaluate(PRESSABLE)
    covered = any(part["open"] for part in parts)
    for part in sorted(parts, key=lambda part: not part["open"]):
        is_list = part["kind"] in ("stSelectbox", "stMultiSelect")
        mark = (part["key"], part["name"]) if is_list else (part["name"],)
        if mark in pressed:
            continue
        if covered and not part["open"]:
            close(page)
            return next_part(page, pressed)
        pressed.add(mark)
        return dict(part)
    return None
