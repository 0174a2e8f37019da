namespace Edge.Telemetry.Platforms;

/// <summary>A product in a topology file.</summary>
/// <param name="Name">Layer name.</param>
/// <param name="Weights">Weights stored.</param>
/// <param name="Macs">Multiply-accumulates per inference step.</param>
/// <param name="Rows">Outputs; 0 for unknown.</param>
/// <param name="Columns">Inputs; 0 for unknown.</param>
/// <param name="OperationShare">Share of all operations as a publication counts.</param>
/// <param name="CandidateShare">Share of the matrix that forms the candidate, which a skip option keeps at 16 bits.</param>
/// <param name="PaperCandidateWeightShare">The share of the weights a publication counts instead.</param>
internal sealed record WorkloadLayerDocument(
    string Name,
    long Weights,
    long Macs,
    int Rows = 0,
    int Columns = 0,
    double? OperationShare = null,
    double? CandidateShare = null,
    double? PaperCandidateWeightShare = null)
{
    private const long MaxCount = 1L << 40;
    private const int MaxSide = 1 << 20;

    /// <summary>What is out of range, or null.</summary>
    public string? Fault()
    {
        if (string.IsNullOrWhiteSpace(Name) || !IsCount(Weights, MaxCount) || !IsCount(Macs, MaxCount))
        {
            return $"every layer needs a name, and weights and macs from 0 to {MaxCount}";
        }

        if (!IsCount(Rows, MaxSide) || !IsCount(Columns, MaxSide) || (Rows == 0) != (Columns == 0))
        {
            return $"{Name}: rows and columns come together, from 1 to {MaxSide}";
        }

        if (Rows > 0 && ((long)Rows * Columns != Weights || Macs % Weights != 0))
        {
            return $"{Name}: {Rows} x {Columns} weights are not {Weights}, or macs are no multiple of them";
        }

        return IsShare(OperationShare) && IsShare(CandidateShare) && IsShare(PaperCandidateWeightShare) ? null : $"{Name}: a share is not from 0 to 1";
    }

    /// <summary>The layer as one way of counting sees it.</summary>
    /// <param name="paper">As published, with rounded shares.</param>
    /// <param name="skipped">The candidate path stays at 16 bits.</param>
    public WorkloadLayer ToLayer(bool paper, bool skipped)
    {
        double wide = skipped ? CandidateShare ?? 0 : 0;
        double wideWeights = skipped && paper ? PaperCandidateWeightShare ?? wide : wide;
        return new WorkloadLayer(Name, Weights, Macs, Rows, Columns, paper ? OperationShare : null, wideWeights, wide);
    }

    private static bool IsCount(long count, long most) => count >= 0 && count <= most;

    private static bool IsShare(double? share) => share is null or (>= 0 and <= 1);
}
