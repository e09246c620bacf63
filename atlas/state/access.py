"""Who may do what: roles from a login, read anew each time something is to be written.

Reading is open unless the installation requires a login. Nobody publishes over the web without one.
`secrets.toml` says who has which role, by a claim of the login or by name:

    [access]
    require_login = true        # to read as well; false if left out
    max_age_hours = 12          # how long a login counts; 12 if left out
    claim = "groups"            # the claim that holds the groups of a person

    [access.groups]             # its values, by role
    editor = ["atlas-editors"]
    admin = ["atlas-admins"]

    [access.people]             # addresses that the provider has verified, or subjects
    editor = ["ann@example.org"]
    viewer = ["ben@example.org"]    # if viewers are named, nobody else reads after a login
"""

import enum
import threading
import time
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit import config

from atlas.i18n import _

DEFAULT_HOURS = 12.0
#: seconds that the provider's clock may be ahead of ours
CLOCKS_APART = 300


class Role(enum.IntEnum):
    """What somebody may do; each role may do what those below it may."""

    NOBODY = 0
    VIEWER = 1
    EDITOR = 2
    ADMIN = 3


class Action(enum.Enum):
    """What can be asked for."""

    READ = "read"
    LOOK_PRIVATELY = "look_privately"
    PUBLISH = "publish"
    RESTORE = "restore"
    SETTLE = "settle"
    READ_AUDIT = "read_audit"

    @property
    def least(self) -> Role:
        """Return the least role that may do this."""
        is_open = self in (Action.READ, Action.LOOK_PRIVATELY)
        return Role.VIEWER if is_open else Role.EDITOR


class BadSettings(Exception):
    """`secrets.toml` does not say clearly who may do what. The message says where."""


class Denied(Exception):
    """Somebody may not do what was asked for. The message says so to the reader."""


@dataclass(frozen=True)
class Settings:
    """What `secrets.toml` says of access. `groups`, `people`: by role, whose it is."""

    has_login: bool = False
    require_login: bool = False
    max_age_hours: float = DEFAULT_HOURS
    claim: str = ""
    groups: Mapping[Role, frozenset[str]] = field(default_factory=dict)
    people: Mapping[Role, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Decision:
    """Who somebody is, as far as it is known, and the role that follows from it.

    `account`: what the provider calls the person, for the audit list. `is_expired`: there is a
    login, but it counts no longer.
    """

    role: Role
    name: str = ""
    account: str = ""
    is_logged_in: bool = False
    is_expired: bool = False

    def may(self, action: Action) -> bool:
        """Return whether the role allows `action`."""
        return self.role >= action.least


def decide(
    user: Mapping[str, Any],
    settings: Settings,
    now: float,
    logged_out: Mapping[str, float] | None = None,
) -> Decision:
    """Return the role of somebody.

    `user`: what the login says, as `st.user` has it. `now`: seconds since 1970. `logged_out`: by
    account, when it was last logged out: logins from before count no longer, in whatever tab.
    """
    stranger = Role.NOBODY if settings.require_login else Role.VIEWER
    if not settings.has_login or user.get("is_logged_in") is not True:
        return Decision(stranger)
    account = f"{user.get('iss', '')}#{user.get('sub', '')}"
    name = str(user.get("name") or user.get("email") or user.get("sub") or "")
    begun = user.get("iat")
    is_number = isinstance(begun, int | float) and not isinstance(begun, bool)
    if not user.get("sub") or not is_number or not _counts(float(begun or 0), settings, now):
        return Decision(stranger, is_expired=True)
    if float(begun or 0) <= (logged_out or {}).get(account, -1.0):
        return Decision(stranger, is_expired=True)
    role = max(_roles(user, settings), default=Role.NOBODY)
    viewers_are_named = any(
        Role.VIEWER in named and named[Role.VIEWER] for named in (settings.groups, settings.people)
    )
    if role is Role.NOBODY and not (settings.require_login and viewers_are_named):
        role = Role.VIEWER
    return Decision(role, name, account, is_logged_in=True)


def parse(document: Mapping[str, Any]) -> Settings:
    """Return what a parsed `secrets.toml` says of access. Raises BadSettings."""
    stated = document.get("access", {})
    has_login = bool(document.get("auth"))
    if not isinstance(stated, Mapping):
        raise BadSettings("access: write it as a table, [access].")
    known = {"require_login", "max_age_hours", "claim", "groups", "people"}
    for name in stated.keys() - known:
        raise BadSettings(f"access.{name}: unknown; there are {', '.join(sorted(known))}.")
    require_login = stated.get("require_login", False)
    hours, claim = stated.get("max_age_hours", DEFAULT_HOURS), stated.get("claim", "")
    if not isinstance(require_login, bool):
        raise BadSettings("access.require_login: write true or false.")
    if isinstance(hours, bool) or not isinstance(hours, int | float) or not 0 < hours <= 24 * 30:
        raise BadSettings("access.max_age_hours: write a number of hours up to 720.")
    if not isinstance(claim, str):
        raise BadSettings("access.claim: write the name of a claim.")
    if require_login and not has_login:
        raise BadSettings("access.require_login: there is no login; fill [auth].")
    groups, people = (_parse_named(stated, part) for part in ("groups", "people"))
    if groups and not claim:
        raise BadSettings("access.groups: name the claim that holds them in access.claim.")
    return Settings(has_login, require_login, float(hours), claim, groups, people)


def read_settings() -> Settings:
    """Return what `secrets.toml` says now; not what it said when the server started.

    Raises BadSettings; nobody may do anything until it is mended.
    """
    document: dict[str, Any] = {}
    for name in config.get_option("secrets.files"):
        path = Path(name)
        if not path.is_file():
            continue
        try:
            document |= tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            # its text may quote a secret
            raise BadSettings(f"{path.name} cannot be read ({type(error).__name__}).") from None
    return parse(document)


class _LogOuts:
    """When which account was last logged out, for all sessions of this server."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._moments: dict[str, float] = {}

    def add(self, account: str, moment: float) -> None:
        with self._lock:
            self._moments[account] = moment

    def copy(self) -> dict[str, float]:
        with self._lock:
            return dict(self._moments)


_log_outs = _LogOuts()


def who() -> Decision:
    """Return who has opened this session, and the role that holds now. Raises BadSettings."""
    return decide(st.user.to_dict(), read_settings(), time.time(), _log_outs.copy())


def require(action: Action) -> Decision:
    """Return who asks for `action`. Raises Denied when that person may not do it."""
    decision = who()
    if decision.may(action):
        return decision
    if decision.is_expired:
        raise Denied(_("Your login has expired. Log in again."))
    if not decision.is_logged_in:
        raise Denied(_("Log in first."))
    raise Denied(_("Your account may not do this. Ask whoever runs this installation."))


def log_out() -> None:
    """Log this person out, in every open tab and on every machine."""
    decision = who()
    if decision.account:
        _log_outs.add(decision.account, time.time())
    st.logout()


def _counts(begun: float, settings: Settings, now: float) -> bool:
    return -CLOCKS_APART <= now - begun <= settings.max_age_hours * 3600


def _roles(user: Mapping[str, Any], settings: Settings) -> set[Role]:
    """Return every role that the login has."""
    held = user.get(settings.claim) if settings.claim else None
    groups = {held} if isinstance(held, str) else _texts(held)
    names = {str(user["sub"])}
    # an address that nobody verified may be anybody's
    if user.get("email_verified") is True and user.get("email"):
        names.add(str(user["email"]).casefold())
    in_groups = {role for role, named in settings.groups.items() if groups & named}
    return in_groups | {role for role, named in settings.people.items() if names & named}


def _texts(held: object) -> set[str]:
    return {one for one in held if isinstance(one, str)} if isinstance(held, list) else set()


def _parse_named(stated: Mapping[str, Any], part: str) -> dict[Role, frozenset[str]]:
    roles = {role.name.lower(): role for role in Role if role is not Role.NOBODY}
    named = stated.get(part, {})
    if not isinstance(named, Mapping):
        raise BadSettings(f"access.{part}: write it as a table, [access.{part}].")
    result: dict[Role, frozenset[str]] = {}
    for name, listed in named.items():
        if name not in roles:
            raise BadSettings(f"access.{part}.{name}: unknown; there are {', '.join(roles)}.")
        if not isinstance(listed, list) or not all(isinstance(one, str) and one for one in listed):
            raise BadSettings(f"access.{part}.{name}: write a list of texts.")
        texts = (one.casefold() if part == "people" and "@" in one else one for one in listed)
        result[roles[name]] = frozenset(texts)
    return result
