"""Which characters no text may hold, wherever it comes from and wherever it goes."""

import re

#: what no XML file may hold: controls, halves of pairs, characters that stand for nothing
NOWHERE = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
#: what turns the direction of all that follows: embeddings, overrides, isolates
TURNING = "\u202a-\u202e\u2066-\u2069"
FORBIDDEN = re.compile(f"[{NOWHERE}{TURNING}]")
#: a cell is one line
FORBIDDEN_IN_CELL = re.compile(f"[\t\n\r\u2028\u2029{NOWHERE}{TURNING}]")
