"""Which clusters, regions and sectors the names in the reader's file mean, with what is unclear."""

from collections.abc import Callable, Mapping

import streamlit as st

from atlas import i18n
from atlas.i18n import _, ngettext
from atlas.intake import places
from atlas.intake.clusters import ClusterMatch
from atlas.intake.rows import Gap, Prepared
from atlas.publish import own_data
from atlas.state import session, upload
from atlas.text import markdown

#: more names of a kind are not asked one by one
MOST_ASKED = 40
NEW = ""
SURE = ("same", "website", "chosen")


def show(prepared: Prepared) -> None:
    """Show how names were matched, and ask what is unclear."""
    unclear = [match for match in prepared.clusters if _is_unclear(match)]
    asked = bool(unclear or prepared.gaps or _unknown_sectors(prepared))
    names = {
        str(row["cluster_id"]): str(row["name"])
        for row in own_data.read_base().whole.tables["cluster"]
    }
    with st.expander(
        markdown.escape(_describe(prepared, len(unclear))),
        icon=":material/join_inner:",
        expanded=asked,
        key=f"upload-matches-{session.UPLOAD_NUMBER.get()}",
    ):
        _ask_clusters(unclear, names)
        _ask_regions(prepared.gaps)
        _ask_sectors(prepared)
        _list_matched(prepared, names)


def _describe(prepared: Prepared, unclear: int) -> str:
    """Return how many organisations are known, unclear, new and unusable."""
    gaps = {gap.organisation for gap in prepared.gaps}
    matched = sum(match.how in SURE for match in prepared.clusters)
    new = sum(match.how == "new" and match.organisation not in gaps for match in prepared.clusters)
    counted = [
        (matched, ngettext("{count} known cluster", "{count} known clusters", matched)),
        (new, ngettext("{count} new cluster", "{count} new clusters", new)),
        (unclear, ngettext("{count} perhaps known", "{count} perhaps known", unclear)),
        (len(gaps), ngettext("{count} to be completed", "{count} to be completed", len(gaps))),
    ]
    words = ", ".join(text.format(count=i18n.number(count)) for count, text in counted if count)
    return _("Names: {words}").format(words=words or "–")


def _is_unclear(match: ClusterMatch) -> bool:
    """Return whether a name may be that of a cluster, and nobody said yet whether it is."""
    decided = upload.decisions(upload.CLUSTERS)
    return bool(match.near) and (match.how == "new" or match.organisation in decided)


def _ask_clusters(unclear: list[ClusterMatch], names: Mapping[str, str]) -> None:
    if not unclear:
        return
    st.markdown(_("**Is that one of these clusters?** Until you say so, each counts as a new one."))
    listed = sorted(names, key=lambda cluster_id: names[cluster_id].casefold())
    with st.container(horizontal=True, key="ask-clusters"):
        for match in unclear[:MOST_ASKED]:
            near = [cluster_id for cluster_id in match.near if cluster_id in names]
            _ask(
                upload.CLUSTERS,
                match.organisation,
                [NEW, *near, *(other for other in listed if other not in near)],
                lambda cluster_id: names[cluster_id] if cluster_id else _("a new cluster"),
                default=NEW,
            )
    _count_others(len(unclear))


def _ask_regions(gaps: list[Gap]) -> None:
    decided = upload.decisions(upload.REGIONS)
    lacking = [gap.organisation for gap in gaps if gap.kind == "no_region"]
    asked = list(dict.fromkeys([*decided, *lacking]))
    if not asked:
        return
    st.markdown(_("**In which region is it?** Without one, a new cluster cannot be shown."))
    listed = sorted(places.regions(), key=_region)
    with st.container(horizontal=True, key="ask-regions"):
        for organisation in asked[:MOST_ASKED]:
            _ask(upload.REGIONS, organisation, listed, _region)
    _count_others(len(asked))


def _region(region_id: str) -> str:
    region = places.regions()[region_id]
    return i18n.name({"name_en": region.name_en, "name_de": region.name_de})


def _unknown_sectors(prepared: Prepared) -> list[str]:
    return [match.text for match in prepared.sectors if not match.sector_id]


def _ask_sectors(prepared: Prepared) -> None:
    names = {
        str(row["sector_id"]): i18n.name(row.cells)
        for row in own_data.read_base().whole.tables["sector"]
    }
    listed = sorted(names, key=names.__getitem__)
    decided = upload.decisions(upload.SECTORS)
    unknown = [match for match in prepared.sectors if not match.sector_id or match.text in decided]
    lacking = any(gap.kind == "no_sector" for gap in prepared.gaps) or upload.ANY in decided
    if not unknown and not lacking:
        return
    st.markdown(_("**Which sector is meant?**"))
    with st.container(horizontal=True, key="ask-sectors"):
        for match in unknown[:MOST_ASKED]:
            near = [sector_id for sector_id in match.near if sector_id in names]
            options = [*near, *(other for other in listed if other not in near)]
            _ask(upload.SECTORS, match.text, options, names.__getitem__)
        if lacking:
            _ask(upload.SECTORS, upload.ANY, listed, names.__getitem__)
    _count_others(len(unknown))


def _ask(
    kind: str,
    name: str,
    options: list[str],
    words: Callable[[str], str],
    default: str | None = None,
) -> None:
    """Ask what a name means; `default`: what it means until somebody says so."""
    key = session.file_decision(f"{kind}-{name}")
    chosen = upload.decisions(kind).get(name, default)

    def write() -> None:
        upload.decide(kind, name, key.get())

    st.selectbox(
        markdown.escape(_cut(name)) if name else _("All new clusters that name none"),
        options,
        index=options.index(chosen) if chosen in options else None,
        format_func=words,
        key=key.name,
        on_change=write,
        placeholder=_("Choose"),
        width=300,
    )


def _cut(name: str) -> str:
    return name if len(name) <= 60 else name[:59] + "…"


def _count_others(count: int) -> None:
    more = count - MOST_ASKED
    if more > 0:
        words = ngettext("{count} more is not asked.", "{count} more are not asked.", more)
        st.caption(words.format(count=i18n.number(more)))


def _list_matched(prepared: Prepared, names: Mapping[str, str]) -> None:
    """List which names were taken for which clusters, where they are spelled otherwise."""
    other = [
        f"{markdown.escape(_cut(match.organisation))} → {markdown.escape(names[match.cluster_id])}"
        for match in prepared.clusters
        if match.how in SURE
        and match.cluster_id in names
        and names[match.cluster_id].casefold() != match.organisation.casefold()
    ]
    if other:
        st.caption(_("Spelled otherwise:") + " " + "; ".join(other[:MOST_ASKED]))
        _count_others(len(other))
