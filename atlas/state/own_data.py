"""The reader's own data that this session looks at: on every page, in every export, only there."""

from streamlit.runtime.scriptrunner import get_script_run_ctx

from atlas.db.private import PrivateDatabase
from atlas.publish.own_data import OwnData
from atlas.state import session


def get() -> OwnData | None:
    """Return the own data that are shown."""
    return session.OWN_DATA.get()


def show(own: OwnData) -> None:
    """Show own data from now on, in place of any before."""
    remove()
    session.OWN_DATA.put(own)


def remove() -> None:
    """Show the published data alone again, and forget the others."""
    own = session.OWN_DATA.pop()
    if own:
        own.close()


def of_session() -> PrivateDatabase | None:
    """Return the database with the own data of the session at work; None where it has none."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return None
    own = session.OWN_DATA.get()
    return own.database() if own else None
