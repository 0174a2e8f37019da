using Edge.Runtime.Model;
using Edge.Telemetry.Platforms;

using HostTrainer.Search.Beacons;

namespace HostTrainer.Search.Evaluation;

/// <summary>Everything that decides the course of a search; kept in the archive, so that a search resumes as it began.</summary>
/// <param name="Preset">Name of the preset it started from, or <c>custom</c>.</param>
/// <param name="Sources">Model and speech.</param>
/// <param name="ModelHash">SHA-256 of the model.</param>
/// <param name="CorpusHash">SHA-256 over the speech the errors are measured on.</param>
/// <param name="Topology">The model's network.</param>
/// <param name="Platform">The platform.</param>
/// <param name="Objectives">What is improved, at least two different ones.</param>
/// <param name="Limits">What a plan must keep.</param>
/// <param name="DeltaGenes">Whether delta thresholds are searched for too.</param>
/// <param name="Strategy">How the next genomes are chosen.</param>
/// <param name="Seed">Seed of every random decision.</param>
/// <param name="Evaluations">Budget: genomes to evaluate, at least 1.</param>
/// <param name="Beacons">Retrains on the way; null for a search with the model as it is.</param>
/// <param name="FixedLayers">Bits of every layer in data-path order when only delta thresholds are searched for; null to search for bits too.</param>
/// <param name="DeltaValues">Thresholds to search among, in codes of any width, ascending from 0; null for the papers' of each width.</param>
/// <param name="Skip">Gated networks: candidates' recurrent paths that stay at 16 bits (0 none, 1 all, 2 the first half of the layers), the others having the bits of the gates' path; null to search for bits of their own.</param>
public sealed record SearchSettings(
    string Preset,
    SearchSources Sources,
    string ModelHash,
    string CorpusHash,
    NetworkTopology Topology,
    PlatformDescription Platform,
    IReadOnlyList<ObjectiveKind> Objectives,
    SearchLimits Limits,
    bool DeltaGenes,
    SearchStrategy Strategy,
    uint Seed,
    int Evaluations,
    BeaconSettings? Beacons = null,
    IReadOnlyList<LayerPrecision>? FixedLayers = null,
    IReadOnlyList<int>? DeltaValues = null,
    int? Skip = null);
