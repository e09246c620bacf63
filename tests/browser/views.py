"""Every view of every page, by its address, for the tests that walk them all."""

ONE = "cluster=silicon-saxony"
#: page -> its views; what stands before "?" is the page
VIEWS = {
    "overview": [
        "/",
        "/?metric=founding_year&as=table&country=DE",
        "/?q=nosuchcluster",
        "/?cluster=niro&year=2019",
    ],
    "clusters": [
        "/clusters",
        "/clusters?sort=-members&missing=staff&country=AT",
        "/clusters?cluster=niro",
        "/clusters?q=nosuchcluster",
    ],
    "map": ["/map", "/map?as=table", "/map?area=europe&metric=staff&at=covered"],
    "timeline": [
        "/timeline",
        "/timeline?by=sector",
        "/timeline?axis=age&cluster=niro",
        "/timeline?timeline=foundings",
        "/timeline?timeline=lives&part=2",
    ],
    "compare": [
        "/compare",
        "/compare?compare=scatter&size=events_per_year",
        "/compare?compare=distribution&by=region",
        "/compare?compare=picked&pick=niro,silicon-saxony,hamburg-aviation",
        "/compare?compare=picked&pick=niro,foodregio&show=members,region_employees",
    ],
    "sectors": [
        "/sectors",
        "/sectors?metric=clusters&by=country",
        "/sectors?sectors=multiples&by=region",
        "/sectors?sectors=specialisation&of=DE-SN",
        "/sectors?sectors=cohorts",
        "/sectors?sectors=portrait&of=automotive",
    ],
    "profile": [f"/profile?{ONE}", "/profile?cluster=cfk-valley-stade", "/profile"],
    "peers": [
        f"/peers?{ONE}",
        "/peers?cluster=niro&weights=age:2,sector:0&peers=acod,biolago",
        "/peers",
    ],
    "labels": [
        f"/labels?{ONE}&scheme=eccp-listing",
        "/labels?labels=criteria&scheme=ecei-gold-2013",
        "/labels?labels=time",
    ],
    "sources": [
        "/sources?find=niro&metric=members",
        "/sources?sources=conflicts",
        "/sources?sources=coverage&by=sector",
        "/sources?sources=staleness",
        "/sources?sources=list",
        "/sources?sources=versions",
    ],
    "add_data": ["/add_data"],
    "presentation": ["/presentation"],
}


def in_language(path: str, language: str) -> str:
    """Return the address of a view in `language`."""
    return f"{path}{'&' if '?' in path else '?'}lang={language}"
