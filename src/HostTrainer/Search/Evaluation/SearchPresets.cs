using Edge.Runtime.Errors;
using Edge.Telemetry.Platforms;

namespace HostTrainer.Search.Evaluation;

/// <summary>
/// The papers' experiments for any network: <c>bitfusion</c> (error, speed-up), <c>silago</c> (error, speed-up, energy),
/// <c>size</c> (error, size; costs are those of Bit Fusion, memory is not limited). A preset is a choice of settings and nothing more.
/// </summary>
public static class SearchPresets
{
    private const string ReferenceTopology = "sru4-paper";

    /// <summary>Names of the presets.</summary>
    public static IReadOnlyList<string> Names { get; } = ["bitfusion", "silago", "size"];

    /// <summary>The name of a preset's platform.</summary>
    /// <exception cref="EdgeException">No such preset (exit code 2).</exception>
    public static string PlatformOf(string preset) => preset switch
    {
        "bitfusion" or "size" => "bitfusion",
        "silago" => "silago",
        _ => throw new EdgeException(ExitCode.Usage, $"no preset '{preset}'", "--preset", $"use {string.Join(", ", Names)}"),
    };

    /// <summary>The objectives of a preset.</summary>
    /// <exception cref="EdgeException">No such preset (exit code 2).</exception>
    public static IReadOnlyList<ObjectiveKind> ObjectivesOf(string preset) => preset switch
    {
        "bitfusion" => [ObjectiveKind.Error, ObjectiveKind.Speedup],
        "silago" => [ObjectiveKind.Error, ObjectiveKind.Speedup, ObjectiveKind.Energy],
        "size" => [ObjectiveKind.Error, ObjectiveKind.Size],
        _ => throw new EdgeException(ExitCode.Usage, $"no preset '{preset}'", "--preset", $"use {string.Join(", ", Names)}"),
    };

    /// <summary>
    /// The memory limit of a preset: as tight for this network as the papers' was for theirs, that is the same compression;
    /// null where the preset has none.
    /// </summary>
    public static double? SramLimitMiB(string preset, PlatformDescription platform, Workload workload)
    {
        double? limit = preset == "size" ? null : platform.SramPresetMiB(workload.Name) ?? platform.SramPresetMiB(ReferenceTopology);
        return platform.SramPresetMiB(workload.Name) is null && limit is double reference
            ? reference * workload.Fp32MiB / WorkloadCatalog.Open(ReferenceTopology).Fp32MiB
            : limit;
    }
}
