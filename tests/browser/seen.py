"""What a visitor sees: `python -m tests.browser.seen HOME PATH…` prints it as JSON, path by path.

A process of its own, because Playwright lets a process watch one browser at a time.
"""

import json
import sys

from playwright.sync_api import sync_playwright

from tests import suite
from tests.browser.conftest import FLAGS, settled


def main() -> None:
    """Open each path and print the words on its page, in its fields and in its charts."""
    home, *paths = sys.argv[1:]
    texts = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=suite.chromium(), args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        for path in paths:
            page.goto(home + path)
            settled(page)
            drawn = page.locator(".js-plotly-plot text").all_text_contents()
            typed = page.locator("input").evaluate_all("every => every.map(box => box.value)")
            texts[path] = "\n".join([page.locator("body").inner_text(), *typed, *drawn])
        browser.close()
    print(json.dumps(texts))


if __name__ == "__main__":
    main()
