using Edge.Runtime.Errors;
using Edge.Runtime.Model;
using Edge.Tuner.Apply;
using Edge.Tuner.Tests.Slots;
using Edge.Tuner.Watching;

namespace Edge.Tuner.Tests.Apply;

/// <summary>One run of a device's tuner on a disk, with a recogniser that remembers what it was told to run.</summary>
internal sealed class Bench : IPlanTarget, IPlanReporter
{
    /// <summary>Windows that decide a trial.</summary>
    public const int Enough = TrialBounds.LeastWindows;

    private readonly Fixture _fixture;

    public Bench(Fixture fixture, CrashingDisk disk, string? modelHash = null, int maxTrials = 3)
    {
        _fixture = fixture;
        DeviceTunerOptions options = new(modelHash ?? Fixture.ModelHash, Fixture.Plan(16), new(MinimumWindows: Enough), maxTrials);
        Tuner = new(fixture.Verifier, new(disk), this, this, options);
    }

    public DeviceTuner Tuner { get; }

    /// <summary>Version of the network that was switched to last.</summary>
    public long Running { get; private set; } = -1;

    /// <summary>Weight bits of the first layer of the network that was switched to last.</summary>
    public int RunningBits { get; private set; }

    public List<PlanReport> Reports { get; } = [];

    public List<long> Prepared { get; } = [];

    /// <summary>Versions whose network cannot be made.</summary>
    public Dictionary<long, Exception> Unfit { get; } = [];

    public bool ReporterFails { get; set; }

    /// <summary>Held closed, it keeps networks from being ready.</summary>
    public ManualResetEventSlim Gate { get; } = new(initialState: true);

    public IEnumerable<string> Story => Reports.Select(r => $"{r.Version?.ToString() ?? "?"} {r.State}");

    public IPreparedPlan Prepare(PrecisionPlan plan, long version, CancellationToken cancel)
    {
        Gate.Wait(cancel);
        lock (Prepared)
        {
            Prepared.Add(version);
        }

        return Unfit.TryGetValue(version, out Exception? e) ? throw e : new Network(this, version, plan.Layers[0].WeightBits);
    }

    public void Report(PlanReport report)
    {
        Reports.Add(report);
        if (ReporterFails)
        {
            throw new InvalidOperationException("the link is down");
        }
    }

    public async Task DesiredAsync(byte[] document)
    {
        Tuner.OnDesired(document, document.Length);
        await Tuner.Preparation;
    }

    /// <summary>Windows of whatever runs, all alike unless told otherwise.</summary>
    public void Windows(int count, double latency = 2000)
    {
        for (int i = 0; i < count; i++)
        {
            Tuner.OnWindow(new(Tuner.CurrentVersion, 10, latency));
        }
    }

    /// <summary>Baseline, delivery and trial of a plan, up to the verdict.</summary>
    public async Task RetuneAsync(byte[] document, double latency = 2000)
    {
        Windows(Enough);
        await DesiredAsync(document);
        Windows(Enough, latency);
    }

    public byte[] Signed(long version, int bits = 8) => _fixture.Signed(version, bits);

    public static EdgeException DoesNotFit() => EdgeException.BadInput("layer Pr9 is unknown", "plan", "search again");

    private sealed class Network(Bench bench, long version, int bits) : IPreparedPlan
    {
        public void Activate() => (bench.Running, bench.RunningBits) = (version, bits);
    }
}
