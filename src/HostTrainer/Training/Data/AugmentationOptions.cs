namespace HostTrainer.Training.Data;

/// <summary>How training features are varied. Ranges are symmetric around no change unless stated otherwise.</summary>
/// <param name="SpeedsPercent">Speeds every utterance is kept at; the first is 100.</param>
/// <param name="SlowestPercent">Lowest tempo, per cent; tempo changes keep the spectrum, unlike speeds. Equal to the highest for none.</param>
/// <param name="FastestPercent">Highest tempo, per cent.</param>
/// <param name="WarpPercent">Largest stretch of the mel axis, per cent (a crude vocal-tract length change).</param>
/// <param name="GainOctaves">Largest change of level, log2 units of energy (1 is 3 dB).</param>
/// <param name="TiltOctaves">Largest change of level from the lowest to the highest band, log2 units of energy.</param>
/// <param name="NoiseProbability">Share of utterances that get noise, 0 to 1.</param>
/// <param name="FrequencyMasks">Frequency masks per utterance.</param>
/// <param name="FrequencyMaskBands">Widest frequency mask, bands.</param>
/// <param name="TimeMasksPerSecond">Time masks per second of speech.</param>
/// <param name="TimeMaskFrames">Longest time mask, 10 ms frames.</param>
public sealed record AugmentationOptions(
    IReadOnlyList<int> SpeedsPercent,
    float SlowestPercent = 90,
    float FastestPercent = 145,
    float WarpPercent = 5,
    float GainOctaves = 2,
    float TiltOctaves = 1.5f,
    float NoiseProbability = 0.15f,
    int FrequencyMasks = 2,
    int FrequencyMaskBands = 6,
    float TimeMasksPerSecond = 0.7f,
    int TimeMaskFrames = 12);
