using Edge.Telemetry.Platforms;

namespace HostTrainer.Cli;

/// <summary>A figure that is counted in two ways.</summary>
/// <param name="Paper">As published.</param>
/// <param name="Corrected">Exact.</param>
public sealed record AccountedFigure(double? Paper, double? Corrected)
{
    /// <summary>The figures of two costs that differ, by JSON member name.</summary>
    public static IReadOnlyDictionary<string, AccountedFigure> Differences(PlatformCost paper, PlatformCost corrected)
    {
        (string Name, AccountedFigure Figure)[] figures =
        [
            ("sizeMiB", new(paper.SizeMiB, corrected.SizeMiB)),
            ("compression", new(paper.Compression, corrected.Compression)),
            ("speedup", new(paper.Speedup, corrected.Speedup)),
            ("energyMicrojoule", new(paper.EnergyMicrojoule, corrected.EnergyMicrojoule)),
            ("microseconds", new(paper.Microseconds, corrected.Microseconds)),
        ];
        return figures.Where(f => f.Figure.Paper != f.Figure.Corrected).ToDictionary(f => f.Name, f => f.Figure);
    }
}
