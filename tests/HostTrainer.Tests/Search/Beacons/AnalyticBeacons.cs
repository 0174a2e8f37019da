using Edge.Runtime.Model;

using HostTrainer.Search.Beacons;
using HostTrainer.Search.Evaluation;

namespace HostTrainer.Tests.Search.Beacons;

/// <summary>Test functions in place of retrained models: a beacon takes most of what quantisation adds to the error, and spoils wide plans.</summary>
internal sealed class AnalyticBeacons(IErrorEvaluator errors, Action<BeaconPlace>? beforeEach = null) : IBeaconMaker
{
    public List<BeaconPlace> Made { get; } = [];

    public IErrorEvaluator Make(BeaconPlace beacon, CancellationToken cancellation)
    {
        beforeEach?.Invoke(beacon);
        cancellation.ThrowIfCancellationRequested();
        Made.Add(beacon);
        return new Retrained(errors, beacon.Number);
    }

    private sealed class Retrained(IErrorEvaluator errors, int number) : IErrorEvaluator
    {
        public ErrorMeasurement Measure(PrecisionPlan plan, double? enough, CancellationToken cancellation)
        {
            ErrorMeasurement basic = errors.Measure(plan, enough, cancellation);
            double spoilt = plan.Layers.Count(l => l.WeightBits == 16) * 3;
            return basic with { SubsetErrors = [.. basic.SubsetErrors.Select(e => 20 + ((e - 20) * 0.5) + spoilt + (0.01 * number))] };
        }
    }
}
