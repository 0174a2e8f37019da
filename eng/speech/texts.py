"""Sentences to speak: a public-domain text, a public word list, templates, and texts the caller names."""
import os
import re
import subprocess
from dataclasses import dataclass

WORD_LIST = "/usr/share/dict/american-english"

_NOUNS = """water father teacher garden window yesterday village engine river picture university bridge coffee morning
    machine market question kitchen mountain orchestra newspaper hospital football treasure measure vision garage
    pleasure judge voyage butterfly thunder shoulder weather thousand language toy boy joy noise point choice oil
    house mouse cloud hour towel power book foot wood child church jungle major badge orange yacht year youth museum
    computer music future human cup onion uncle ear beard chair bear air door floor car heart guard bird nurse earth
    king ring song tongue finger hunger bank thing path tooth bath author""".split()
_ADJECTIVES = """green yellow heavy quiet awful early foolish gentle huge joyful kind loud modern narrow ordinary pure
    quick rough smooth thick unusual violent weak young lazy brave cheap dirty easy famous good hungry important
    loyal merry nice old poor rich sharp tall ugly useful warm wrong""".split()
_VERBS = """watched pushed carried bought thought about showed enjoyed measured changed found followed gathered heard
    imagined joined kept loved moved needed opened painted questioned reached shook taught understood visited washed
    wanted gave chose judged voiced avoided bothered breathed""".split()
_PLACES = """beside the|under the|near their|over our|behind this|through that|around your|without a|above the|
    toward the|beyond his|against her""".split("|")
_SUBJECTS = """the|a|this|that|my|your|his|her|our|their|every|no|another|each|which""".split("|")
_NUMBERS = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand""".split()
_COMMANDS = """turn on|turn off|switch on|switch off|play|stop|open|close|start|call|show me|set|go to|bring me|tell me about|
    what is|where is|how far is|remind me about|look for""".split("|")
_TAILS = """please|now|yesterday|again|if you would|as usual|in the evening|at noon|before Thursday|with pleasure|together|of course""".split("|")


@dataclass(frozen=True)
class TextSource:
    """Draws sentences. words: dictionary words; clauses: running text; given: the caller's texts (may be empty)."""
    words: tuple
    clauses: tuple
    given: tuple

    @classmethod
    def load(cls, directories):
        """Reads the system's texts and every .txt below the directories."""
        return cls(_dictionary(), _scripture(), _given(directories))

    def sentence(self, rng):
        """One sentence of letters, spaces, apostrophes and commas."""
        kind = rng.random()
        if kind < 0.35:
            return rng.choice(self.clauses)
        if kind < 0.55:
            return _joined([rng.choice(self.words) for _ in range(rng.randint(3, 7))], rng)
        if kind < 0.75 and self.given:
            return rng.choice(self.given)
        return " ".join(self._template(rng).split())

    def _template(self, rng):
        def noun():
            return rng.choice(_NOUNS) if rng.random() < 0.6 else rng.choice(self.words)

        phrase = f"{rng.choice(_SUBJECTS)} {rng.choice(_ADJECTIVES)} {noun()}"
        form = rng.randrange(4)
        if form == 0:
            return f"{phrase} {rng.choice(_VERBS)} {rng.choice(_PLACES)} {rng.choice(_ADJECTIVES)} {noun()}"
        if form == 1:
            return f"{rng.choice(_COMMANDS)} the {noun()} {rng.choice(_PLACES)} {noun()}, {rng.choice(_TAILS)}"
        if form == 2:
            return " ".join(rng.choice(_NUMBERS) for _ in range(rng.randint(3, 8)))
        return f"{rng.choice(_NUMBERS)} {noun()} and {phrase} {rng.choice(_VERBS)} us, {rng.choice(_TAILS)}"


def _joined(words, rng):
    if len(words) > 4 and rng.random() < 0.4:
        words[rng.randint(1, len(words) - 2)] += ","
    return " ".join(words)


def _dictionary():
    with open(WORD_LIST, encoding="utf-8") as file:
        words = [line.strip() for line in file]
    return tuple(w for w in words if re.fullmatch("[a-z]{3,14}|[A-Z][a-z]{3,10}", w))


def _scripture():
    """Clauses of 4 to 16 words of the King James Bible."""
    text = subprocess.run(["bible", "-f", "gen1:1-rev22:21"], check=True, capture_output=True, text=True).stdout
    clauses = []
    for line in text.splitlines():
        verse = line.partition(" ")[2]
        for clause in re.split(r"[;:.?!()]", verse):
            clause = " ".join(re.sub("[^A-Za-z', ]", " ", clause).split()).strip(" ,'")
            if 4 <= len(clause.split()) <= 16:
                clauses.append(clause)
    return tuple(clauses)


def _given(directories):
    texts = set()
    for directory in directories:
        for folder, _, files in os.walk(directory):
            for name in files:
                if name.lower().endswith(".txt"):
                    texts.add(_spoken(os.path.join(folder, name)))
    return tuple(sorted(texts - {""}))


def _spoken(path):
    """The words of a TIMIT text file, `0 end text`."""
    with open(path, encoding="utf-8", errors="replace") as file:
        words = file.read().split(None, 2)[2:]
    return " ".join(re.sub("[^A-Za-z' ]", " ", words[0]).split()) if words else ""
