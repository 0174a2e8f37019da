"""From the synthesisers' phone symbols to the 39 CMU phones (lower case), with `pau` for silence.

A segment is (start, end, symbol) in samples of the synthesiser's rate.
"""

CMU = frozenset(
    "aa ae ah ao aw ay b ch d dh eh er ey f g hh ih iy jh k l m n ng ow oy p r s sh t th uh uw v w y z zh".split())

PAUSE = "pau"

# espeak-ng mnemonics that are one phone in every accent. "" lengthens the phone before.
_COMMON = {
    "a": "ae", "E": "eh", "I": "ih", "I#": "ih", "I2": "ih", "i": "iy", "i:": "iy", "U": "uh", "u:": "uw", "u": "uw",
    "V": "ah", "@": "ah", "@2": "ah", "@-": "ah", "a#": "ah", "0": "aa", "O2": "ao", "A:": "aa", "O:": "ao", "o": "ao", "O": "ao",
    "3": "er", "3:": "er", "eI": "ey", "oU": "ow", "aI": "ay", "aU": "aw", "OI": "oy",
    "p": "p", "b": "b", "t": "t", "t#": "t", "t2": "t", "?": "t", "d": "d", "k": "k", "g": "g", "x": "k", "C": "k",
    "f": "f", "v": "v", "T": "th", "D": "dh", "s": "s", "z": "z", "S": "sh", "Z": "zh", "h": "hh", "tS": "ch", "dZ": "jh",
    "m": "m", "n": "n", "N": "ng", "l": "l", "l#": "l", "r": "r", "r-": "r", "w": "w", "j": "y", ";": "",
}

# Two phones in one event: (first, second, share of the first).
_COMMON_PAIRS = {"@L": ("ah", "l", 0.45), "n-": ("ah", "n", 0.35), "i@": ("iy", "ah", 0.6), "aI@": ("ay", "ah", 0.65)}

_ACCENT_SINGLE = {
    "us": {"aa": "ae"},
    # British: the bath vowel is long and open, r after a vowel is silent.
    "gb": {"aa": "aa", "A@": "aa", "O@": "ao", "o@": "ao", "e@": "eh"},
}

_ACCENT_PAIRS = {
    "us": {"A@": ("aa", "r", 0.55), "O@": ("ao", "r", 0.55), "o@": ("ao", "r", 0.55), "e@": ("eh", "r", 0.55),
           "i@3": ("ih", "r", 0.5), "U@": ("uh", "r", 0.5), "aI3": ("ay", "er", 0.6)},
    "gb": {"i@3": ("ih", "ah", 0.55), "U@": ("uh", "ah", 0.5), "aI3": ("ay", "ah", 0.65)},
}

# Before an r event these are the vowel alone: the r is its own event.
_BEFORE_R = {"A@": "aa", "O@": "ao", "o@": "ao", "e@": "eh", "i@3": "ih", "U@": "uh"}


class UnknownPhone(Exception):
    """The synthesiser used a symbol that has no CMU phone (foreign words): leave the utterance out."""


def from_flite(segments):
    """flite's radio phone set is CMU's, with the schwa written ax."""
    out = []
    for start, end, symbol in segments:
        phone = {"ax": "ah", "axr": "er", "h#": PAUSE, "ssil": PAUSE, "brth": PAUSE}.get(symbol, symbol)
        if phone not in CMU and phone != PAUSE:
            raise UnknownPhone(symbol)
        out.append((start, end, phone))
    return out


def from_espeak(segments, accent):
    """Maps phoneme events; accent is 'us' or 'gb'."""
    single = {**_COMMON, **_ACCENT_SINGLE[accent]}
    pairs = {**_COMMON_PAIRS, **_ACCENT_PAIRS[accent]}
    out = []
    for i, (start, end, symbol) in enumerate(segments):
        if end <= start:
            continue
        following = segments[i + 1][2] if i + 1 < len(segments) else "_"
        if symbol.startswith("_"):
            out.append((start, end, PAUSE))
        elif symbol in _BEFORE_R and following in ("r", "r-"):
            out.append((start, end, _BEFORE_R[symbol]))
        elif symbol in pairs:
            first, second, share = pairs[symbol]
            middle = start + round((end - start) * share)
            out += [(start, middle, first), (middle, end, second)]
        elif symbol in single:
            _append_single(out, start, end, single[symbol], symbol)
        else:
            raise UnknownPhone(symbol)
    return out


def _append_single(out, start, end, phone, symbol):
    # A glide between vowels belongs to the vowel before it, and so does the r that only ends an er (as in "hurry").
    joins = phone == "" or (symbol == "r" and out and out[-1][2] == "er")
    if not joins:
        out.append((start, end, phone))
    elif out:
        out[-1] = (out[-1][0], end, out[-1][2])
