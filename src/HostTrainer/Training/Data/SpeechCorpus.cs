using Edge.Runtime.Audio;
using Edge.Runtime.Errors;
using Edge.Runtime.Features;
using Edge.Runtime.Scoring;

namespace HostTrainer.Training.Data;

/// <summary>A labelled corpus in memory.</summary>
/// <param name="Directory">Where it was read.</param>
/// <param name="Utterances">In ordinal order of their paths.</param>
public sealed record SpeechCorpus(string Directory, IReadOnlyList<SpeechUtterance> Utterances)
{
    /// <summary>10 ms frames at original speed.</summary>
    /// <param name="bands">Bands of the front end.</param>
    public long Frames(int bands) => Utterances.Sum(u => (long)u.Variants[0].LogMel.Length / bands);

    /// <summary>The folded phone symbols that occur in some directories' labels, in ordinal order.</summary>
    /// <exception cref="EdgeException">A directory holds no labelled recordings, or a label file is malformed.</exception>
    public static IReadOnlyList<string> PhonesOf(IEnumerable<string> directories) =>
    [
        .. directories.SelectMany(d => TimitCorpus.Open(d)).AsParallel()
            .SelectMany(u => Labels(u).Select(l => l.Phone)).Distinct().Append(PhoneFolding.Silence).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads every labelled recording of a directory and computes its features at some speeds.</summary>
    /// <param name="directory">A corpus in TIMIT layout.</param>
    /// <param name="options">The front end.</param>
    /// <param name="phones">Classes; a symbol outside is an error.</param>
    /// <param name="speeds">Speeds in per cent; the first one should be 100.</param>
    /// <exception cref="EdgeException">A file is unreadable, or a phone is not among the classes.</exception>
    public static SpeechCorpus Load(string directory, FeatureOptions options, IReadOnlyList<string> phones, IReadOnlyList<int> speeds)
    {
        IReadOnlyList<CorpusUtterance> sources = TimitCorpus.Open(directory);
        SpeechUtterance?[] loaded = new SpeechUtterance?[sources.Count];
        Dictionary<string, int> classes = phones.Index().ToDictionary(p => p.Item, p => p.Index);
        try
        {
            Parallel.For(
                0,
                sources.Count,
                () => new LogMelFilterbank(options),
                (i, _, filterbank) =>
                {
                    loaded[i] = LoadOne(sources[i], options, filterbank, classes, speeds);
                    return filterbank;
                },
                _ => { });
        }
        catch (AggregateException e) when (e.InnerException is EdgeException first)
        {
            throw new EdgeException(first.ExitCode, first.What, first.Where, first.Remedy, first);
        }

        SpeechUtterance[] usable = [.. loaded.OfType<SpeechUtterance>()];
        return usable.Length > 0
            ? new SpeechCorpus(directory, usable)
            : throw EdgeException.BadInput("every recording is shorter than one output frame", directory, "check the corpus");
    }

    /// <summary>Null for a recording too short for a single output frame.</summary>
    private static SpeechUtterance? LoadOne(
        CorpusUtterance source, FeatureOptions options, LogMelFilterbank filterbank, Dictionary<string, int> classes, IReadOnlyList<int> speeds)
    {
        short[] pcm = AudioFile.ReadMono16k(source.AudioPath);
        LabelledSegment[] segments = [.. Labels(source).Select(l => new LabelledSegment(l.EndSample, ClassOf(l, classes, source)))];
        SpeechVariant[] variants =
        [
            .. speeds.Select(s => new SpeechVariant(s, FeatureExtractor.LogMel(filterbank, options.MelBands, SpeedPerturbation.Apply(pcm, s)))),
        ];
        int shortest = variants.Min(v => v.LogMel.Length / options.MelBands);
        return shortest < 2 * options.Stride || segments.Length == 0 ? null : new SpeechUtterance(source, segments, variants);
    }

    private static IReadOnlyList<PhoneLabel> Labels(CorpusUtterance source) =>
        PhoneFolding.To39(PhoneFile.Read(source.PhonePath), source.PhonePath);

    private static int ClassOf(PhoneLabel label, Dictionary<string, int> classes, CorpusUtterance source) =>
        classes.TryGetValue(label.Phone, out int index)
            ? index
            : throw EdgeException.BadInput(
                $"phone '{label.Phone}' is not among the network's {classes.Count} classes", source.PhonePath, "train with a corpus that has it");
}
