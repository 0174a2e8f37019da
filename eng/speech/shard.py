"""Everything one voice says: synthesis, margins, level, noise floor, files."""
import os
import random
import subprocess
import tempfile

from . import espeak, flite, phones

RATE = 16_000
MIN_PAUSE_SECONDS = 0.040
MAX_SECONDS = 14.0


def make(job):
    """Speaks until the voice's share of seconds is reached; gives (speaker, utterances, seconds)."""
    outdir, voice, quota, seed, source = job
    rng = random.Random(f"{seed}/{voice.speaker}")
    folder = os.path.join(outdir, voice.speaker)
    os.makedirs(folder, exist_ok=True)
    engine = flite.open_voice(voice) if voice.engine == "flite" else espeak.Espeak(voice)
    count = seconds = 0
    with tempfile.TemporaryDirectory(prefix="synth-") as scratch:
        noise = _noise(scratch)
        while seconds < quota:
            text = source.sentence(rng)
            try:
                rate, samples, segments = engine.speak(text, rng)
            except phones.UnknownPhone:
                continue
            utterance = _cut(rate, samples, _tidy(segments, rate), rng)
            if utterance is None:
                continue
            name = f"{voice.speaker}-{count:04d}"
            length = _write(os.path.join(folder, name), utterance, text, noise, rng)
            count += 1
            seconds += length / RATE
    return voice.speaker, count, seconds


def _tidy(segments, rate):
    """Joins neighbouring pauses, and gives inner pauses under 40 ms to the phone before."""
    out = []
    for start, end, phone in segments:
        if out and phone == phones.PAUSE and out[-1][2] == phones.PAUSE:
            out[-1] = (out[-1][0], end, phone)
        else:
            out.append((start, end, phone))
    joined = []
    for i, (start, end, phone) in enumerate(out):
        inner = 0 < i < len(out) - 1
        if inner and phone == phones.PAUSE and end - start < MIN_PAUSE_SECONDS * rate:
            joined[-1] = (joined[-1][0], end, joined[-1][2])
        else:
            joined.append((start, end, phone))
    return joined


def _cut(rate, samples, segments, rng):
    """Margins of 80 to 350 ms around the speech. None where the synthesiser said nothing usable.

    The rate that is declared differs by up to 8 % from the real one: other vocal tracts at no cost in exactness.
    """
    spoken = [s for s in segments if s[2] != phones.PAUSE]
    if len(spoken) < 3:
        return None
    first, last = spoken[0][0], spoken[-1][1]
    before, after = (int(rng.uniform(0.08, 0.35) * rate) for _ in range(2))
    silence = type(samples)("h", bytes(2 * (before + after)))
    audio = silence[:before] + samples[first:last] + silence[:after]
    inner = [(s - first + before, e - first + before, p) for s, e, p in segments if s >= first and e <= last]
    labels = [(0, before, "h#"), *inner, (inner[-1][1], len(audio), "h#")]
    declared = rate * rng.uniform(0.93, 1.08)
    if len(audio) / declared > MAX_SECONDS:
        return None
    return round(declared), audio, labels


def _noise(scratch):
    """Two minutes of pink noise to lay under the speech: no recording is digitally silent."""
    path = os.path.join(scratch, "noise.wav")
    subprocess.run(["sox", "-R", "-n", "-r", str(RATE), "-b", "16", path, "synth", "120", "pinknoise"], check=True)
    return path


def _write(path, utterance, text, noise, rng):
    rate, audio, labels = utterance
    length = round(len(audio) * RATE / rate)
    gain = 10 ** (rng.uniform(-12, -1) / 20)
    floor = 10 ** (rng.uniform(-62, -42) / 20)
    background = f"|sox {noise} -p trim {rng.uniform(0, 100):.3f} {length / RATE + 0.1:.4f}"
    speech = path + ".raw"
    with open(speech, "wb") as file:
        audio.tofile(file)
    command = ["sox", "-R", "-m",
               "-v", f"{gain:.4f}", "-t", "sox", f"|sox -t raw -r {rate} -e signed -b 16 -c 1 {speech} -p gain -3 rate -h {RATE}",
               "-v", f"{gain * floor:.6f}", background,
               "-b", "16", path + ".flac", "trim", "0", f"{length}s"]
    subprocess.run(command, check=True)
    os.remove(speech)
    _write_labels(path, labels, rate, length, text)
    return length


def _write_labels(path, labels, rate, length, text):
    ends = [min(length, round(end * RATE / rate)) for _, end, _ in labels]
    ends[-1] = length
    with open(path + ".phn", "w", encoding="ascii") as file:
        for start, end, (_, _, phone) in zip([0, *ends], ends, labels):
            file.write(f"{start} {end} {phone}\n")
    with open(path + ".txt", "w", encoding="ascii") as file:
        file.write(f"0 {length} {text.replace(',', '').lower()}\n")
