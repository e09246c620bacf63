"""What can be measured of a page's accessibility, in the browser, and where."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

#: what axe calls these must not be there at all
GRAVE = ("serious", "critical")
#: frames that may be wider than the window, because they scroll by themselves
FRAMES = ".rows, .js-plotly-plot"
#: counts how often the page begins or ends to be drawn anew
COUNT = """() => {
    window.drawn = 0;
    window.counting?.disconnect();
    window.counting = new MutationObserver(() => { window.drawn += 1 });
    window.counting.observe(document.querySelector('[data-testid=stApp]'),
        {attributes: true, attributeFilter: ['data-test-script-state']}); }"""
#: whether nothing on the page is being drawn anew
STILL = """document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-stale=true]')"""
_AXE = Axe()


def violations(page: Page, *rules: str) -> list[str]:
    """Return what axe finds serious or critical, target sizes of WCAG 2.2 included.

    `rules`: only these, by their names in axe.
    """
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    options |= {"runOnly": list(rules)} if rules else {"rules": {"target-size": {"enabled": True}}}
    grave: list[dict[str, Any]] = []
    for _attempt in range(3):
        page.evaluate(COUNT)
        found = _AXE.run(page, options=options).response["violations"]
        grave = [one for one in found if one["impact"] in GRAVE]
        # what is drawn anew fades meanwhile, so its contrast would say nothing
        if not grave and page.evaluate(f"window.drawn === 0 && {STILL}"):
            break
        page.wait_for_timeout(1000)
        page.wait_for_function(STILL)
    return [
        f"{one['id']}: {node['target']} {node['html'][:160]}"
        for one in grave
        for node in one["nodes"]
    ]


def headings(page: Page) -> list[int]:
    """Return the levels of the headings, in their order."""
    script = "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((one) => +one.tagName[1])"
    return list(page.evaluate(script))


def gaps(levels: list[int]) -> list[int]:
    """Return the levels that come after a jump of more than one."""
    return [now for before, now in zip([0, *levels], levels, strict=False) if now > before + 1]


def lost(page: Page, width: int, height: int) -> list[str]:
    """Return what a window of this size cuts off or lets stand outside."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(300)
    script = """(frames) => {
      const bad = new Set();
      for (const one of document.querySelectorAll('.stApp *')) {
        if (one.closest('[data-testid=stSidebar]')) continue;
        if (one.closest(frames) && !one.matches(frames)) continue;
        // what a closed expander hides keeps the box that it had in a wider window
        if (!one.checkVisibility()) continue;
        const box = one.getBoundingClientRect();
        if (box.width < 2 || box.height < 2) continue;
        const words = (one.innerText || '').slice(0, 40);
        const where = one.closest('[data-testid]')?.dataset.testid;
        if (box.right > innerWidth + 1 || box.left < -1) bad.add(`outside: ${where} ${words}`);
        const cut = !one.childElementCount && words && one.scrollWidth > one.clientWidth + 1;
        const style = getComputedStyle(one);
        if (cut && style.overflowX !== 'visible' && style.display !== 'inline') {
          bad.add(`cut: ${where} ${words}`);
        }
      }
      if (document.documentElement.scrollWidth > innerWidth) bad.add('the page scrolls sideways');
      return [...bad].slice(0, 5); }"""
    return list(page.evaluate(script, FRAMES))


def untold(page: Page) -> list[str]:
    """Return the names of figures that say no more than the title of their chart."""
    script = """() => [...document.querySelectorAll('[data-testid=stPlotlyChart]')].map((one) => [
        one.closest('[class*=st-key-chart-]').querySelector('h3').innerText,
        (one.closest('[role=figure]') ?? one.querySelector('[role=figure]') ?? one)
          .getAttribute('aria-label') ?? ''])"""
    told = page.evaluate(script)
    return [f"no message: {alt}" for title, alt in told if len(alt) < len(title) + 12]


def words(page: Page) -> list[str]:
    """Return every text on the page and in its names for screen readers, hints among them.

    Links abroad carry titles of sources, and what is marked as of another language is meant to be.
    """
    script = """() => {
      const found = [];
      const apart = 'a[href^=http], [data-testid=stApp] [lang], script, style, [role=img]';
      const walk = document.createTreeWalker(
        document.querySelector('[data-testid=stApp]'), NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        const one = walk.currentNode;
        // an icon is a word in a font of signs
        const sign = getComputedStyle(one.parentElement).fontFamily.includes('Material');
        const seen = !sign && one.parentElement.checkVisibility({visibilityProperty: true});
        if (seen && !one.parentElement.closest(apart) && one.data.trim()) found.push(one.data);
      }
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
        for (const one of document.querySelectorAll(`[data-testid=stApp] [${name}]`)) {
          if (one.checkVisibility() && !one.closest(apart)) found.push(one.getAttribute(name));
        }
      }
      return found; }"""
    return list(page.evaluate(script))


def focused(page: Page) -> str:
    """Return the name of what has the focus."""
    script = """() => { let one = document.activeElement;
      while (one.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
      return one.getAttribute('aria-label') || (one.innerText || one.tagName).slice(0, 60) }"""
    return str(page.evaluate(script)).replace("\n", " ").strip()


def ringed(page: Page) -> bool:
    """Return whether what has the focus shows it: by a ring of its own or one close around it."""
    script = """() => { let one = document.activeElement;
      while (one.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
      for (let steps = 0; one && steps < 5; steps += 1, one = one.parentElement) {
        const style = getComputedStyle(one);
        if (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) return true;
      }
      return false; }"""
    return bool(page.evaluate(script))


def tab_to(page: Page, name: str, most: int = 80) -> None:
    """Press the tabulator until what has the focus is called `name`, or begins so."""
    for _step in range(most):
        page.keyboard.press("Tab")
        if name in focused(page):
            return
    raise AssertionError(f"the tabulator does not reach {name!r}")
