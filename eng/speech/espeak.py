"""espeak-ng through its shared library: phoneme events carry the sample at which every phone starts."""
import array
import ctypes

from . import phones

_SYNCHRONOUS = 2
_PHONEME_EVENTS = 1
_EVENT_END, _EVENT_PHONEME = 0, 7
_UTF8_PHONEMES = 0x1001
_RATE, _PITCH, _RANGE = 1, 3, 4


class _Id(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("unique_identifier", ctypes.c_uint), ("text_position", ctypes.c_int),
                ("length", ctypes.c_int), ("audio_position", ctypes.c_int), ("sample", ctypes.c_int),
                ("user_data", ctypes.c_void_p), ("id", _Id)]


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class Espeak:
    """One espeak-ng voice; a process holds at most one. speak() gives (rate, samples, segments)."""

    def __init__(self, voice):
        self._library = ctypes.CDLL("libespeak-ng.so.1")
        self._rate = self._library.espeak_Initialize(_SYNCHRONOUS, 0, None, _PHONEME_EVENTS)
        self._accent = voice.accent
        self._samples = array.array("h")
        self._events = []
        self._callback = _Callback(self._receive)
        self._library.espeak_SetSynthCallback(self._callback)
        if self._library.espeak_SetVoiceByName(voice.name.encode()) != 0:
            raise SystemExit(f"synth-speech: espeak-ng has no voice {voice.name}; install espeak-ng-data")

    def _receive(self, wave, count, events):
        if wave and count > 0:
            self._samples.frombytes(ctypes.string_at(wave, 2 * count))
        i = 0
        while events[i].type != _EVENT_END:
            if events[i].type == _EVENT_PHONEME:
                self._events.append((events[i].sample, events[i].id.string.decode()))
            i += 1
        return 0

    def speak(self, text, rng):
        self._library.espeak_SetParameter(_RATE, rng.randint(115, 200), 0)
        self._library.espeak_SetParameter(_PITCH, rng.randint(30, 70), 0)
        self._library.espeak_SetParameter(_RANGE, rng.randint(25, 75), 0)
        self._samples = array.array("h")
        self._events = []
        data = text.encode()
        self._library.espeak_Synth(data, len(data) + 1, 0, 0, 0, _UTF8_PHONEMES, None, None)
        ends = [s for s, _ in self._events[1:]] + [len(self._samples)]
        segments = [(s, e, name) for (s, name), e in zip(self._events, ends)]
        return self._rate, self._samples, phones.from_espeak(segments, self._accent)
