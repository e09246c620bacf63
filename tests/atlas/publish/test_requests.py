"""What an editor hands in: folders, zips and JSON, with every fault told."""

import json
import zipfile
from pathlib import Path

import pytest

from atlas.publish import requests
from data.problems import BadData

ROW = "cluster_id,metric_id,value\nniro,members,100\n"


def faults(path: Path) -> list[str]:
    with pytest.raises(BadData) as told:
        requests.read(path)
    return [str(one) for one in told.value.problems]


def test_a_folder_a_zip_and_json_say_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    (folder / "withdrawn").mkdir(parents=True)
    files = {
        "observations.csv": ROW,
        "withdrawn/milestones.csv": "cluster_id,kind\nniro,founded\n",
        "ended.csv": "cluster_id,on\nniro,2026-05\n",
    }
    with zipfile.ZipFile(tmp_path / "tables.zip", "w") as packed:
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
            packed.writestr(name, text)
    document = {
        "rows": {"observation": [{"cluster_id": "niro", "metric_id": "members", "value": "100"}]},
        "withdrawn": {"milestone": [{"cluster_id": "niro", "kind": "founded"}]},
        "ended": [{"cluster_id": "niro", "on": "2026-05"}],
    }
    (tmp_path / "tables.json").write_text(json.dumps(document), encoding="utf-8")
    read = [requests.read(tmp_path / name) for name in ("tables", "tables.zip", "tables.json")]
    assert read[0] == read[1] == read[2]
    assert read[0].ended == (requests.Ended("niro", "2026-05"),)
    assert dict(read[0].rows) == document["rows"]


def test_tables_that_nobody_publishes_into_are_refused(tmp_path: Path) -> None:
    (tmp_path / "metrics.csv").write_text("id\nmembers\n", encoding="utf-8")
    (tmp_path / "regions.csv").write_text("region_id\nDE\n", encoding="utf-8")
    (tmp_path / "observations.csv").write_bytes(b"cluster_id,metric_id\nniro\nni\xe4ro,members\n")
    told = faults(tmp_path)
    assert [one.split(",")[0] for one in told] == ["metrics.csv", "observations.csv", "regions.csv"]
    assert "Save the file as UTF-8." in told[1]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"{", "no folder, no zip and no JSON"),
        (b"[1, 2]", "there are no rows"),
        (b'{"metric": []}', "nothing can be published into it"),
        (b'{"observation": {"a": 1}}', "these are no rows"),
        (b'{"observation": [{"value": 1}]}', "these are no rows"),
        (b'{"rows": {}, "ended": [{"cluster_id": "niro"}]}', "an ended cluster needs"),
        (b"[" * 100_000, "no folder, no zip and no JSON"),
        (b"PK\x05\x06" + b"\0" * 18, "there is no table in this archive"),
    ],
)
def test_other_files_are_told_what_they_should_be(
    tmp_path: Path, content: bytes, fault: str
) -> None:
    path = tmp_path / "rows.json"
    path.write_bytes(content)
    assert any(fault in one for one in faults(path))


def test_a_zip_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("observations.csv", b"0" * (requests.LARGEST + 1))
    assert path.stat().st_size < 1_000_000
    assert "200 MB" in faults(path)[0]
