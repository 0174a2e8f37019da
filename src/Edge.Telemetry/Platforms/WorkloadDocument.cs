namespace Edge.Telemetry.Platforms;

/// <summary>A workload file that lists its products one by one.</summary>
/// <param name="Schema">Document schema number, 1.</param>
/// <param name="Name">Name of the topology.</param>
/// <param name="Layers">Products in data-path order, 1 to 64.</param>
/// <param name="VectorElements">Elements that stay at 16 bits.</param>
/// <param name="TotalOperations">Denominator of the speed-up as published; null for the sum of all multiply-accumulates.</param>
/// <param name="Fp32MiB">Numerator of the compression as published, MiB; null for the exact size at 32 bits.</param>
/// <param name="ElementwiseShare">Share of operations without a weight as published, never faster than at 16 bits.</param>
/// <param name="Skips">
/// Layers whose candidate path stays at 16 bits, by option: the first entry is <c>--skip 1</c>. Null for none.
/// </param>
internal sealed record WorkloadDocument(
    int Schema,
    string Name,
    IReadOnlyList<WorkloadLayerDocument> Layers,
    long VectorElements = 0,
    long? TotalOperations = null,
    double? Fp32MiB = null,
    double ElementwiseShare = 0,
    IReadOnlyList<IReadOnlyList<string>>? Skips = null)
{
    private const long MaxVectors = 1L << 40;

    /// <summary>What makes it unusable, or null.</summary>
    public string? Fault()
    {
        if (string.IsNullOrWhiteSpace(Name))
        {
            return "the topology has no name";
        }

        if (Layers.Count is 0 or > 64)
        {
            return $"layers has {Layers.Count} entries, allowed are 1 to 64";
        }

        if (Layers.Select(l => l is null ? "every layer is an object" : l.Fault()).FirstOrDefault(f => f is not null) is { } layerFault)
        {
            return layerFault;
        }

        if (Layers.DistinctBy(l => l.Name).Count() != Layers.Count)
        {
            return "two layers have the same name";
        }

        return TotalsFault() ?? SkipFault();
    }

    /// <summary>The network as one way of counting sees it.</summary>
    /// <param name="accounting">As published, or exact.</param>
    /// <param name="skip">0 for none, or an option of <see cref="Skips"/>.</param>
    public Workload ToWorkload(CostAccounting accounting, int skip)
    {
        bool paper = accounting == CostAccounting.Paper;
        IReadOnlyList<string> skipped = skip == 0 ? [] : Skips![skip - 1];
        WorkloadLayer[] layers = [.. Layers.Select(l => l.ToLayer(paper, skipped.Contains(l.Name)))];
        return new Workload(
            Name,
            layers,
            VectorElements,
            (paper ? TotalOperations : null) ?? layers.Sum(l => l.Macs),
            (paper ? Fp32MiB : null) ?? Workload.ExactFp32MiB(layers, VectorElements),
            paper ? ElementwiseShare : 0);
    }

    private string? TotalsFault()
    {
        long macs = Layers.Sum(l => l.Macs);
        if (macs == 0 || VectorElements is < 0 or > MaxVectors)
        {
            return "a network needs at least one multiply-accumulate, and vectorElements from 0";
        }

        if (TotalOperations is long total && total < macs)
        {
            return $"totalOperations {total} is below the multiply-accumulates of the layers";
        }

        if (ElementwiseShare is not (>= 0 and <= 1))
        {
            return $"elementwiseShare {ElementwiseShare} is not from 0 to 1";
        }

        return Fp32MiB is double f && (!double.IsFinite(f) || f <= 0) ? $"fp32MiB {f} is not above 0" : null;
    }

    private string? SkipFault()
    {
        string[] names = [.. Layers.Where(l => l.CandidateShare is not null).Select(l => l.Name)];
        string? unknown = Skips?.SelectMany(s => s ?? [""]).FirstOrDefault(n => !names.Contains(n));
        return unknown is null ? null : $"skips names '{unknown}', which is no layer with a candidateShare";
    }
}
