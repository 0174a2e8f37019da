using System.Text.Json;

namespace Agent.Bench;

/// <summary>Collects figures while a benchmark runs and writes them as one document.</summary>
public sealed class BenchLog(BenchEnvironment environment, TextWriter progress)
{
    private readonly List<BenchMeasurement> _measurements = [];
    private readonly Dictionary<string, Spread> _ratios = [];
    private readonly Dictionary<string, double> _facts = [];

    /// <summary>The figures so far.</summary>
    public BenchReport Report => new(BenchReport.CurrentSchema, environment, _measurements, _ratios, _facts);

    /// <summary>Says what is being measured now.</summary>
    public void Progress(string what) => progress.WriteLine($"bench: {what}");

    /// <summary>Adds candidates that were measured together.</summary>
    /// <param name="group">What the comparison is about.</param>
    /// <param name="times">The candidates.</param>
    /// <param name="unit">10^9 units of work per second, or null where a call is the unit.</param>
    public void Add(string group, IReadOnlyList<CandidateTimes> times, string? unit = null) =>
        _measurements.AddRange(times.Select(t => new BenchMeasurement(group, t.Candidate.Name, t.Microseconds, unit is null ? null : t.Rate, unit)));

    /// <summary>Adds how many times as fast as a reference a candidate was.</summary>
    public void Ratio(string name, CandidateTimes candidate, CandidateTimes reference) => _ratios[name] = candidate.SpeedAgainst(reference);

    /// <summary>Adds a count or a size; the unit belongs into the name.</summary>
    public void Fact(string name, double value) => _facts[name] = value;

    /// <summary>Writes the document as JSON, or as tables for people.</summary>
    public void Write(TextWriter output, bool json)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(Report, BenchJson.Default.BenchReport));
        }
        else
        {
            BenchTable.Write(output, Report);
        }
    }
}
