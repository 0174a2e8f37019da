using Edge.Runtime.Model;
using Edge.Telemetry.Platforms;

namespace HostTrainer.Search.Evaluation;

/// <summary>Everything that decides the course of a search; kept in the archive, so that a search resumes as it began.</summary>
/// <param name="Preset">Name of the preset it started from.</param>
/// <param name="ModelPath">Path of the model file.</param>
/// <param name="CorpusPath">Directory of the corpus.</param>
/// <param name="ModelHash">SHA-256 of the model.</param>
/// <param name="Topology">The model's network.</param>
/// <param name="Platform">The cost table.</param>
/// <param name="Objectives">What is improved, at least two different ones.</param>
/// <param name="SramLimitMiB">Largest size, MiB; null for no limit.</param>
/// <param name="MaxError">Largest error of the worst subset, percent; null for that of all 16 bits plus <paramref name="ErrorRise"/>.</param>
/// <param name="ErrorRise">Percentage points above the error of all 16 bits that a feasible plan may have, above 0.</param>
/// <param name="Seed">Seed of every random decision.</param>
/// <param name="Evaluations">Budget: genomes to evaluate, at least 1.</param>
public sealed record SearchSettings(
    string Preset,
    string ModelPath,
    string CorpusPath,
    string ModelHash,
    SruTopology Topology,
    PlatformTable Platform,
    IReadOnlyList<ObjectiveKind> Objectives,
    double? SramLimitMiB,
    double? MaxError,
    double ErrorRise,
    uint Seed,
    int Evaluations);
