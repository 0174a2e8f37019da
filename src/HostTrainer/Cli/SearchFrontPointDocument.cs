using Edge.Runtime.Model;

using HostTrainer.Search;
using HostTrainer.Search.Genomes;

namespace HostTrainer.Cli;

/// <summary>One point of a front in JSON.</summary>
/// <param name="Genome">Bits in gene order, separated by blanks.</param>
/// <param name="Layers">Bits per layer in data-path order.</param>
/// <param name="Error">Phone error of the worst subset, percent.</param>
/// <param name="SubsetErrors">Phone error of every subset, percent.</param>
/// <param name="SizeMiB">Size, MiB.</param>
/// <param name="Compression">Size at 32 bits over size.</param>
/// <param name="Speedup">Over the 16 x 16 bit baseline, or null.</param>
/// <param name="EnergyMicrojoule">Modelled energy per step, uJ, or null.</param>
public sealed record SearchFrontPointDocument(
    string Genome,
    IReadOnlyList<LayerPrecision> Layers,
    double Error,
    IReadOnlyList<double> SubsetErrors,
    double SizeMiB,
    double Compression,
    double? Speedup,
    double? EnergyMicrojoule)
{
    /// <summary>The document of one point.</summary>
    public static SearchFrontPointDocument Of(FrontPoint point) => new(
        GenomeText.Format(point.Genome),
        point.Plan.Layers,
        point.Error,
        point.SubsetErrors,
        point.Cost.SizeMiB,
        point.Cost.Compression,
        point.Cost.Speedup,
        point.Cost.EnergyMicrojoule);
}
