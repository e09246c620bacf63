"""Words of the collected facts, made fit for our tables: ids, locators, notes and languages."""

import re
import unicodedata

NOTE_LENGTH = 160
LOCATOR_LENGTH = 60
LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "ł": "l", "æ": "ae"})
PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."})

#: what collectors write for each other -> what a reader of the tables understands
WORDING = (
    (r"^CONFLICT by definition: ", "Differs by definition: "),
    (r"^CONFLICT inside the page: ", "Conflicts within the page: "),
    (r"CONFLICT in character with", "Differs in character from"),
    (r"CONFLICT with", "Conflicts with"),
    (r"CONFLICT:", "Conflicts with another source:"),
    (r"\bCONFLICT\b", "Conflicts with another source"),
    (r"\bTRAP: ", ""),
    (r"\bsee the row with ([\w,]+)", r"another source says \1"),
    (r"\bsee the (?:derived )?([\w,]+(?: July)?) row", r"another source says \1"),
    (r"\bthan the (\w+) row", r"than the figure \1"),
    (r"\b[Ss]ee above\.?", ""),
    (r"\ba(nother)? stored page", r"a\1 page"),
    (r"\bstored (text|page)", r"\1"),
    (r"; sentence cut in the excerpt|, which may be cut by the excerpt", ""),
    (r"; exact number of signatories cut off in the stored text", ""),
    (r"; award date not in the stored text", ""),
    (r"; (Conflicts)", "; conflicts"),
    (
        r"Conflicts with another source: another source (says|gives)",
        r"Conflicts with another source, which \1",
    ),
    (r"Conflicts with another source: an(other)? ", r"Conflicts with another source: an\1 "),
    (r"\bthe seed brochure", "the brochure of 2020"),
    (r"[Cc]onfirms the derived seed row", "Confirms a value derived from the brochure of 2020"),
    (r"\bconfirms the seed", "confirms the brochure of 2020"),
    (r"\bthe 12th of the seed", "the 12th"),
    (r"\bseed and a", "the profile text and a"),
)

#: small words that tell a language apart; a word of several languages counts less for each
SMALL_WORDS = {
    "de": "der die das und für mit von im zum zur neue neuer jahre rund über mehr als ein eine "
    "mitglieder unternehmen beschäftigte gegründet veranstaltungen seit wurde teilnehmer den auf "
    "in aus wird erstes nach bei sich was feiert",
    "en": "the of and for with in to more than about members companies employees founded since "
    "participants years over new cluster was established profile works joins launched "
    "industry",
    "fr": "le la les des et du pour dans une un plus de adhérents membres entreprises salariés "
    "créé ans projets au aux est sur pôle compétitivité fusion président",
    "es": "el los las del para con una de empresas socios más trabajadores empleo años fundada",
    "ca": "el els les amb de empreses anys membres seu celebra aniversari",
    "it": "il di della dei per con imprese soci aziende addetti nato anni gli nel",
    "nl": "het een en van voor met leden bedrijven meer dan jaar partners deelnemers",
    "da": "og af til med medlemmer virksomheder ansatte år er på stiftet klynge",
    "sv": "och av till med medlemmar företag anställda år är på som ska",
    "no": "og av til med medlemmer bedrifter ansatte år er på klyngen",
    "pl": "na firm członków pracowników oraz lat ponad się jest klaster",
    "pt": "os do da para com de empresas associados mais trabalhadores anos",
    "ro": "în membri firme cu pentru din care clusterul",
    "cs": "na členů firem pro let zaměstnanců klastr",
    "sk": "na členov firiem pre rokov klaster",
    "sl": "za podjetij članov zaposlenih",
    "hu": "az és tag vállalat éve klaszter",
}
LANGUAGES_OF_WORD: dict[str, list[str]] = {}
for _language, _words in SMALL_WORDS.items():
    for _word in _words.split():
        LANGUAGES_OF_WORD.setdefault(_word, []).append(_language)

#: letters that hardly any other language here has
LETTERS_OF = {"de": "äöüß", "fr": "èêëçœ", "es": "ñ¿", "da": "æø", "pt": "ãõ", "pl": "łąęż"}

LANGUAGE_OF_DOMAIN = {
    "at": "de", "cat": "ca", "ch": "de", "cz": "cs", "de": "de", "dk": "da", "es": "es",
    "eus": "es", "fr": "fr", "hu": "hu", "it": "it", "nl": "nl", "no": "no", "pl": "pl",
    "pt": "pt", "ro": "ro", "se": "sv", "si": "sl", "sk": "sk", "uk": "en", "eu": "en",
    "com": "en", "org": "en",
}  # fmt: skip


def slug(words: str, length: int = 80) -> str:
    """Return `words` as lower-case letters, digits and hyphens, cut between words at `length`."""
    plain = unicodedata.normalize("NFKD", words.lower().translate(LETTERS))
    ascii_only = plain.encode("ascii", "ignore").decode()
    whole = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    if len(whole) <= length:
        return whole
    cut = whole[: length + 1]
    return (cut.rsplit("-", 1)[0] if "-" in cut else cut[:length]).strip("-")


def locator(collected: str) -> str:
    """Return where on the page the value stands: `near "..."`, or `Page text`."""
    quote = re.search(r'near "(.*)"', collected.translate(PLAIN))
    if not quote:
        return "Page text"
    words = quote[1]
    while len(words) > LOCATOR_LENGTH - len('near ""'):
        words = words.rsplit(" ", 1)[0] if " " in words else words[:-1]
    return f'near "{words}"'


def note(*sentences: str) -> str:
    """Return the sentences as one note in plain words, no longer than NOTE_LENGTH."""
    parts = [sentence for part in sentences if (sentence := _sentence(part))]
    told = [
        part
        for place, part in enumerate(parts)
        if not any(part[:-1].lower() in later.lower() for later in parts[place + 1 :])
    ]
    return _shortened(" ".join(told))


def _sentence(words: str) -> str:
    plain = words.translate(PLAIN).strip()
    for pattern, replacement in WORDING:
        plain = re.sub(pattern, replacement, plain, flags=re.IGNORECASE if "see" in pattern else 0)
    plain = re.sub(r"\s+", " ", plain).strip()
    if not plain:
        return ""
    plain = plain[0].upper() + plain[1:]
    return plain if plain[-1] in ".!?" else plain + "."


def _shortened(words: str) -> str:
    if len(words) <= NOTE_LENGTH:
        return words
    ends = [match.start() for match in re.finditer(r"[.;:,](?= )", words[:NOTE_LENGTH])]
    strong = [end for end in ends if words[end] in ".;" and end > NOTE_LENGTH // 3]
    cut = (strong or ends or [NOTE_LENGTH - 1])[-1]
    return words[:cut].rstrip() + "."


def language(texts: str, url: str) -> str:
    """Return the ISO 639-1 code of the language that `texts` most likely are in, or nothing."""
    votes: dict[str, float] = {}
    lower = texts.lower()
    for word in re.findall(r"[^\W\d_]+", lower):
        for found in LANGUAGES_OF_WORD.get(word, ()):
            votes[found] = votes.get(found, 0) + 1 / len(LANGUAGES_OF_WORD[word])
    for found, letters in LETTERS_OF.items():
        if re.search(f"[{letters}]", lower):
            votes[found] = votes.get(found, 0) + 0.5
    by_domain = _language_of_address(url.lower())
    if by_domain:
        national = by_domain != "en" or "/en/" in url.lower()
        votes[by_domain] = votes.get(by_domain, 0) + (1.2 if national else 0.2)
    return max(sorted(votes), key=lambda code: votes[code]) if votes else ""


def _language_of_address(url: str) -> str:
    if re.search(r"[/.=](en|english)([/.&-]|$)", url):
        return "en"
    domain = re.search(r"https?://[^/]*\.([a-z]+)(?:[:/]|$)", url)
    return LANGUAGE_OF_DOMAIN.get(domain[1], "") if domain else ""
