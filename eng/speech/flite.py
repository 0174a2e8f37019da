"""flite: the command line prints where every phone ends."""
import array
import os
import subprocess
import tempfile
import wave

from . import phones


class Flite:
    """One flite voice. speak() gives (rate, samples, segments)."""

    def __init__(self, voice, directory):
        self._voice = voice
        self._path = os.path.join(directory, "flite.wav")

    def speak(self, text, rng):
        stretch = rng.uniform(0.85, 1.3)
        command = ["flite", "-voice", self._voice, "--setf", f"duration_stretch={stretch:.3f}",
                   "-t", text, "-psdur", "-o", self._path]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        with wave.open(self._path) as file:
            rate = file.getframerate()
            samples = array.array("h", file.readframes(file.getnframes()))
        return rate, samples, phones.from_flite(_segments(printed, rate, len(samples)))


def _segments(printed, rate, length):
    start = 0
    segments = []
    for item in printed.split():
        symbol, _, seconds = item.rpartition(":")
        end = min(round(float(seconds) * rate), length)
        if end > start:
            segments.append((start, end, symbol))
        start = end
    return segments


def open_voice(voice):
    """A ready voice."""
    return Flite(voice.name, tempfile.mkdtemp(prefix="synth-"))
