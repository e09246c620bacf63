"""Slides as another program draws them: LibreOffice opens every chart and makes a page of each."""

import shutil
import subprocess
from pathlib import Path

import pytest
from pptx import Presentation

from atlas import gallery, i18n
from atlas.exports.pptx import slides
from atlas.model.view import View
from tests.atlas.charts.every_chart import PICKED

pytestmark = pytest.mark.slow

CHARTS = ("ranking", "map", "timeline", "lifelines", "scatter", "side-by-side")


@pytest.fixture(scope="module")
def soffice() -> str:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        pytest.skip("LibreOffice is not installed here, so nobody can draw the slides.")
    return found


def test_libreoffice_draws_every_slide(soffice: str, view: View, tmp_path: Path) -> None:
    i18n.use("de")
    figures = [
        gallery.draw(name, view.only(PICKED) if name.startswith("side-by-side") else view).figure
        for name in CHARTS
    ]
    deck = slides.deck([slides.Slide(one) for one in figures], title="Deck", sources=False)
    (tmp_path / "deck.pptx").write_bytes(deck)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "deck.pptx"]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, timeout=180, check=False, text=True
    )
    drawn = tmp_path / "deck.pdf"
    assert drawn.exists(), done.stderr
    pages = drawn.read_bytes().count(b"/Type/Page/") + drawn.read_bytes().count(b"/Type /Page ")
    assert pages == len(Presentation(str(tmp_path / "deck.pptx")).slides) >= len(CHARTS) + 2
