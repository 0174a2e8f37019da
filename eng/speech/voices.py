"""Which voices speak, and for how long."""
from dataclasses import dataclass

FLITE = ("kal16", "awb", "rms", "slt")

# f5 and m4 are left out: they speak the synthetic test set.
ESPEAK_VARIANTS = (
    "f1", "f2", "f3", "f4", "m1", "m2", "m3", "m5", "m6", "m7",
    "Alicia", "Andrea", "Annie", "Gene", "Michael", "Mike", "belinda", "linda", "steph", "travis")

# Voice names as the library knows them; "en" is its British English.
ESPEAK_ACCENTS = (("us", "en-us"), ("gb", "en"))


@dataclass(frozen=True)
class Voice:
    """engine: 'flite' or 'espeak'; name: the engine's voice name; accent: 'us' or 'gb'; speaker: directory name."""
    engine: str
    name: str
    accent: str
    speaker: str


def plan(seconds):
    """(voice, seconds) pairs: half flite, a quarter American and a quarter British espeak-ng."""
    flite = [(Voice("flite", v, "us", f"fl-{v}"), seconds / 2 / len(FLITE)) for v in FLITE]
    share = seconds / 2 / len(ESPEAK_ACCENTS) / len(ESPEAK_VARIANTS)
    espeak = [(Voice("espeak", f"{voice}+{variant}", accent, f"es-{accent}-{variant.lower()}"), share)
              for accent, voice in ESPEAK_ACCENTS for variant in ESPEAK_VARIANTS]
    return flite + espeak
