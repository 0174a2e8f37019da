using Agent.Bench;

namespace Bench.Peers;

/// <summary>What <c>eng/bench-peers --json</c> prints.</summary>
/// <param name="Schema">1.</param>
/// <param name="Environment">Where it was measured.</param>
/// <param name="Ratios">Medians by name; above 1 the first of the name is the faster one.</param>
internal sealed record PeerDocument(int Schema, BenchEnvironment Environment, IReadOnlyDictionary<string, double> Ratios)
{
    /// <summary>The ratios the engine is judged by; docs/measuring.md says what each compares.</summary>
    private static readonly string[] Names =
    [
        "step_w8_vs_ort_int8", "step_w4_vs_ort_int8", "step_w2_vs_ort_int8",
        "step_w8_vs_ort_fp32", "step_w4_vs_ort_fp32", "step_w2_vs_ort_fp32",
        "step_w4_vs_ort_4bit", "paced_w4_vs_ort_int8",
        "gemv_w8_vs_stream", "gemv_w4_vs_stream", "gemv_w4_l2_vs_peak", "gemv_w2_l2_vs_peak",
        "block_w8_vs_peak", "block_w4_vs_peak", "block_w2_vs_peak",
        "delta_w8_0", "delta_w8_50", "delta_w8_75", "delta_w8_90", "delta_w4_0", "delta_w4_50", "delta_w4_75", "delta_w4_90",
        "logmel_vs_mathnet", "gates_vs_tensorprimitives",
    ];

    /// <summary>The document of a run. A ratio this machine lacks the instructions for is left out.</summary>
    public static PeerDocument Of(BenchReport report) => new(
        1,
        report.Environment,
        Names.Where(report.Ratios.ContainsKey).ToDictionary(n => n, n => Math.Round(report.Ratios[n].Median, 3)));
}
