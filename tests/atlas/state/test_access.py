"""Who may do what: decided from the login and the settings of now, and from nothing else."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from streamlit import config

from atlas.state import access
from atlas.state.access import Action, BadSettings, Decision, Role, decide, parse

NOW = 1_800_000_000.0
HOUR = 3600.0
AUTH = {"auth": {"client_id": "x"}}
NAMED = {
    "claim": "groups",
    "groups": {"editor": ["atlas-editors"], "admin": ["atlas-admins"]},
    "people": {"editor": ["Ann@Example.org", "subject-7"]},
}


def login(**claims: Any) -> dict[str, Any]:
    begun = {"is_logged_in": True, "iss": "https://idp", "sub": "subject-1", "iat": NOW - HOUR}
    return begun | {"name": "Ann"} | claims


def role(user: Mapping[str, Any], stated: Mapping[str, Any] | None = None, **more: Any) -> Role:
    return decide(
        user, parse(AUTH | {"access": NAMED if stated is None else stated}), NOW, **more
    ).role


def test_reading_is_open_and_writing_is_not_without_a_login() -> None:
    for settings in (parse({}), parse(AUTH | {"access": NAMED})):
        decision = decide({}, settings, NOW)
        assert decision == Decision(Role.VIEWER)
        assert decision.may(Action.READ)
        assert not any(decision.may(one) for one in Action if one.least > Role.VIEWER)
    # without a provider, no claim counts: it can only be made up
    made_up = login(groups=["atlas-admins"])
    assert decide(made_up, parse({"access": NAMED}), NOW) == Decision(Role.VIEWER)
    assert role({"is_logged_in": "yes", "sub": "subject-7", "iat": NOW}) is Role.VIEWER


def test_an_installation_may_require_a_login_to_read() -> None:
    closed = {"require_login": True}
    assert role({}, closed) is Role.NOBODY
    assert not decide({}, parse(AUTH | {"access": closed}), NOW).may(Action.READ)
    assert role(login(), closed) is Role.VIEWER
    named = closed | {"people": {"viewer": ["subject-2"]}}
    assert role(login(), named) is Role.NOBODY
    assert role(login(sub="subject-2"), named) is Role.VIEWER


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ({}, Role.VIEWER),
        ({"groups": ["atlas-editors"]}, Role.EDITOR),
        ({"groups": "atlas-editors"}, Role.EDITOR),
        ({"groups": ["other", "atlas-admins", "atlas-editors"]}, Role.ADMIN),
        ({"groups": "atlas-editors atlas-admins"}, Role.VIEWER),
        ({"groups": ["ATLAS-EDITORS"]}, Role.VIEWER),
        ({"groups": {"atlas-editors": 1}}, Role.VIEWER),
        ({"groups": [["atlas-editors"]]}, Role.VIEWER),
        ({"roles": ["atlas-editors"]}, Role.VIEWER),
        ({"email": "ann@example.org", "email_verified": True}, Role.EDITOR),
        ({"email": "ann@example.org"}, Role.VIEWER),
        ({"email": "ann@example.org", "email_verified": "true"}, Role.VIEWER),
        ({"name": "ann@example.org"}, Role.VIEWER),
        ({"sub": "subject-7"}, Role.EDITOR),
        ({"sub": ""}, Role.VIEWER),
    ],
)
def test_a_role_comes_from_a_claim_or_a_list(claims: dict[str, Any], expected: Role) -> None:
    assert role(login(**claims)) is expected


@pytest.mark.parametrize("begun", [NOW - 12.1 * HOUR, NOW + HOUR, None, "today", True, 0])
def test_a_login_counts_for_so_long_and_no_longer(begun: object) -> None:
    editor = login(groups=["atlas-editors"], iat=begun)
    settings = parse(AUTH | {"access": NAMED})
    assert decide(editor, settings, NOW) == Decision(Role.VIEWER, is_expired=True)
    closed = parse(AUTH | {"access": NAMED | {"require_login": True}})
    assert decide(editor, closed, NOW).role is Role.NOBODY


def test_logging_out_ends_every_login_from_before() -> None:
    editor = login(groups=["atlas-editors"])
    settings = parse(AUTH | {"access": NAMED})
    account = decide(editor, settings, NOW).account
    assert account == "https://idp#subject-1"
    assert role(editor, logged_out={account: NOW - 1}).name == "VIEWER"
    assert role(editor | {"iat": NOW}, logged_out={account: NOW - 1}) is Role.EDITOR
    assert role(editor, logged_out={"https://idp#subject-2": NOW - 1}) is Role.EDITOR


@pytest.mark.parametrize(
    ("stated", "place"),
    [
        ({"require_login": "yes"}, "access.require_login"),
        ({"require_logn": True}, "access.require_logn"),
        ({"max_age_hours": 0}, "access.max_age_hours"),
        ({"max_age_hours": True}, "access.max_age_hours"),
        ({"groups": {"editor": ["a"]}}, "access.groups"),
        ({"people": {"editors": ["a"]}}, "access.people.editors"),
        ({"people": {"editor": "ann@example.org"}}, "access.people.editor"),
        ({"people": {"editor": [""]}}, "access.people.editor"),
        ("open", "access"),
    ],
)
def test_settings_that_are_not_clear_open_nothing(stated: Any, place: str) -> None:
    with pytest.raises(BadSettings, match=place):
        parse(AUTH | {"access": stated})


def test_a_login_can_only_be_required_where_there_is_one() -> None:
    with pytest.raises(BadSettings, match="require_login"):
        parse({"access": {"require_login": True}})


def test_roles_are_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = tmp_path / "secrets.toml"
    monkeypatch.setattr(config, "get_option", lambda name: [str(secrets)])
    assert access.read_settings() == access.Settings()
    secrets.write_text('[auth]\nclient_id = "x"\n[access.people]\neditor = ["subject-1"]\n')
    assert decide(login(), access.read_settings(), NOW).role is Role.EDITOR
    secrets.write_text('[auth]\nclient_id = "x"\n')
    assert decide(login(), access.read_settings(), NOW).role is Role.VIEWER
    secrets.write_text('[auth]\ncookie_secret = "very secret\n')
    with pytest.raises(BadSettings) as told:
        access.read_settings()
    assert "very secret" not in str(told.value)
