using HostTrainer.Choosing;
using HostTrainer.Search.Genomes;

namespace HostTrainer.Cli;

/// <summary>The price of one step of precision in JSON.</summary>
/// <param name="Layer">Layer name.</param>
/// <param name="Part"><c>weights</c>, <c>activations</c>, <c>both</c> or <c>delta</c>.</param>
/// <param name="From">Bits (or delta level) of the point.</param>
/// <param name="To">Bits (or delta level) after the step.</param>
/// <param name="ErrorSource">How the error is known: measured, estimated or unknown.</param>
/// <param name="Feasible">Whether the platform computes the changed plan.</param>
/// <param name="Differences">Changed plan minus point.</param>
/// <param name="Genome">The changed plan, values in gene order.</param>
public sealed record SearchPriceDocument(
    string Layer, string Part, int From, int To, PriceSource ErrorSource, bool Feasible, FigureDocument Differences, string Genome)
{
    /// <summary>The document of a price.</summary>
    public static SearchPriceDocument Of(MarginalPrice price) => new(
        price.Gene.Layer,
        PartOf(price.Gene.Part),
        price.From,
        price.To,
        price.Source,
        price.Figures.Cost.Feasible,
        FigureDocument.Of(price.Differences),
        GenomeText.Format(price.Genome));

    /// <summary>The name of a gene's part.</summary>
    internal static string PartOf(GenePart part) => part switch
    {
        GenePart.Weight => "weights",
        GenePart.Activation => "activations",
        GenePart.Delta => "delta",
        _ => "both",
    };
}
