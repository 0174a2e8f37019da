using Edge.Runtime.Model;

using HostTrainer.Choosing;
using HostTrainer.Search;
using HostTrainer.Search.Genomes;

namespace HostTrainer.Cli;

/// <summary>One point of a front in JSON.</summary>
/// <param name="Number">Number of the point in its front, from 1.</param>
/// <param name="KneeDistance">Distance from the chord of the front, positive toward the ideal; the knee has the largest.</param>
/// <param name="Genome">Values in gene order, separated by blanks.</param>
/// <param name="Layers">Bits per layer in data-path order.</param>
/// <param name="Error">Phone error of the worst subset, percent.</param>
/// <param name="SubsetErrors">Phone error of every subset, percent.</param>
/// <param name="SizeMiB">Size, MiB.</param>
/// <param name="Compression">Size at 32 bits over size.</param>
/// <param name="Speedup">Over the 16 x 16 bit baseline, or null.</param>
/// <param name="EnergyMicrojoule">Modelled energy per step, uJ, or null.</param>
/// <param name="Work">Operations made, weighted by their weight bits, as a share of all at 16 bits, 0 to 1.</param>
/// <param name="UpdatedFractions">Share of transmitted inputs per layer in data-path order; empty without delta thresholds.</param>
/// <param name="BaseErrors">Errors with the weights the search began with, percent, when a retrained model took part; else null.</param>
/// <param name="Beacon">The retrained model that was tried, or null.</param>
public sealed record SearchFrontPointDocument(
    int Number,
    double KneeDistance,
    string Genome,
    IReadOnlyList<LayerPrecision> Layers,
    double Error,
    IReadOnlyList<double> SubsetErrors,
    double SizeMiB,
    double Compression,
    double? Speedup,
    double? EnergyMicrojoule,
    double Work,
    IReadOnlyList<double> UpdatedFractions,
    IReadOnlyList<double>? BaseErrors,
    string? Beacon)
{
    /// <summary>The document of one point.</summary>
    public static SearchFrontPointDocument Of(SearchFront front, int number)
    {
        FrontPoint point = front.Point(number);
        return new(
            number,
            front.KneeDistances[number - 1],
            GenomeText.Format(point.Genome),
            point.Plan.Layers,
            point.Error,
            point.SubsetErrors,
            point.Cost.SizeMiB,
            point.Cost.Compression,
            point.Cost.Speedup,
            point.Cost.EnergyMicrojoule,
            point.Work,
            point.Measurement.UpdatedFractions,
            point.Measurement.Beacon?.BaseErrors,
            point.Measurement.Beacon?.BeaconId);
    }
}
