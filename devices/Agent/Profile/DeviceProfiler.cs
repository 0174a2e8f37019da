using Agent.Bench;

using Edge.Runtime.Features;
using Edge.Runtime.Model;
using Edge.Telemetry.Energy;
using Edge.Telemetry.Profiles;

namespace Agent.Profile;

/// <summary>
/// Measures what a model's steps and matrix products take on this device, by precision, by the state of the caches and by the share of
/// changed inputs. All plans of a comparison are measured in interleaved rounds.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="settings">How long to measure.</param>
/// <param name="meter">Energy meter, or null.</param>
/// <param name="progress">Told what is being measured.</param>
internal sealed class DeviceProfiler(RecognizerModel model, RoundSettings settings, IEnergyMeter? meter, TextWriter progress)
{
    private const int FeatureFrames = 64;
    private const int TimedStepsPerRound = 4;

    private readonly PackedMatrixCache _matrices = new(model);

    /// <summary>Measures everything.</summary>
    public DeviceProfile Run(ThreadPin pin)
    {
        BenchEnvironment environment = BenchEnvironment.Read(pin);
        QuantizedNetwork[] networks = [.. ProfilePlans.Uniform(model).Concat(ProfilePlans.Mixed(model)).Select(Network)];
        StepLoop[] steps = Steps(networks);
        List<ProfileRun> runs = [.. Dense(networks, steps)];
        runs.AddRange(Skipping());
        StepEnergy? energy = meter is null ? null : Energies(meter, networks, steps, runs);
        return new DeviceProfile(
            DeviceProfile.CurrentSchema,
            Describe(environment),
            model.Hash,
            [.. model.Topology.Matrices().Select(m => new ProfileLayer(m.Name, m.Rows, m.Columns))],
            runs,
            energy is null ? null : new ProfileMeter(meter!.Source, meter.Tier, energy.IdleWatts));
    }

    private static ProfileEnvironment Describe(BenchEnvironment e) => new(
        e.Cpu,
        e.Cores,
        [.. e.Caches.Select(c => new ProfileCache(c.Name, c.Bytes))],
        e.InstructionSets,
        $"{e.Runtime}, {e.Tiering}",
        e.System,
        e.Governor,
        e.Load);

    private QuantizedNetwork Network(PrecisionPlan plan) => new(model, plan, cache: _matrices);

    private StepLoop[] Steps(QuantizedNetwork[] networks)
    {
        short[][] features = BenchSignal.Features(new FrontEnd(model.Features, model.Statistics), FeatureFrames);
        return [.. networks.Select(n => new StepLoop(n, features))];
    }

    private List<ProfileRun> Dense(QuantizedNetwork[] networks, StepLoop[] steps)
    {
        BenchCandidate[] candidates = [.. steps.Select((s, i) => new BenchCandidate($"plan {i}", s.Run))];
        ProductLoop[] loops = [.. networks.Select(n => new ProductLoop(n, updatedFraction: null))];
        progress.WriteLine($"profile: steps of {networks.Length} plans, warm");
        IReadOnlyList<CandidateTimes> warm = InterleavedRounds.Hot(candidates, settings);
        progress.WriteLine("profile: products, warm");
        List<ProfileRun> runs = [.. Warm(loops).Select((run, i) => run with { Step = ProfileTimes.Of(warm[i].Microseconds) })];
        progress.WriteLine("profile: steps, cold");
        IReadOnlyList<CandidateTimes> cold = InterleavedRounds.Cold(candidates, settings);
        progress.WriteLine("profile: products, cold");
        runs.AddRange(Cold(loops).Select((run, i) => run with { Step = ProfileTimes.Of(cold[i].Microseconds) }));
        return runs;
    }

    private List<ProfileRun> Skipping()
    {
        ProductLoop[] loops = [.. from plan in ProfilePlans.Skipping(model)
            let network = Network(plan)
            from fraction in ProfilePlans.UpdatedFractions
            select new ProductLoop(network, fraction)];
        progress.WriteLine($"profile: products at {ProfilePlans.UpdatedFractions.Count} updated fractions, warm");
        List<ProfileRun> runs = [.. Warm(loops)];
        progress.WriteLine("profile: the same, cold");
        runs.AddRange(Cold(loops));
        return runs;
    }

    private IEnumerable<ProfileRun> Warm(ProductLoop[] loops)
    {
        InterleavedRounds.WarmUp([.. loops.Select((l, i) => new BenchCandidate($"products {i}", l.Run))], settings);
        return Measure(loops, settings.Rounds, CacheState.Warm, loop =>
        {
            // Brings back what the loops before displaced.
            loop.Run();
            for (int i = 0; i < TimedStepsPerRound; i++)
            {
                loop.RunTimed();
            }
        });
    }

    private IEnumerable<ProfileRun> Cold(ProductLoop[] loops)
    {
        CacheSweep sweep = new();
        return Measure(loops, settings.ColdRounds, CacheState.Cold, loop =>
        {
            sweep.Run();
            loop.RunTimed();
        });
    }

    private static IEnumerable<ProfileRun> Measure(ProductLoop[] loops, int rounds, CacheState caches, Action<ProductLoop> measure)
    {
        for (int round = 0; round < rounds; round++)
        {
            for (int turn = 0; turn < loops.Length; turn++)
            {
                measure(loops[(turn + round) % loops.Length]);
            }
        }

        return loops.Select(loop => new ProfileRun(
            caches,
            [.. loop.Network.Plan.Layers.Select(l => l.WeightBits)],
            [.. loop.Network.Plan.Layers.Select(l => l.ActivationBits)],
            loop.TakeTimes(),
            loop.UpdatedFraction,
            loop.DenseAbove));
    }

    private StepEnergy Energies(IEnergyMeter source, QuantizedNetwork[] networks, StepLoop[] steps, List<ProfileRun> runs)
    {
        progress.WriteLine($"profile: energy by {source.Source}");
        StepEnergy energy = new(source, settings.Rounds < RoundSettings.LeastJudgedRounds ? StepEnergy.TrialWindow : StepEnergy.Window);
        for (int i = 0; i < networks.Length; i++)
        {
            runs[i] = runs[i] with { StepMicrojoule = energy.PerCall(steps[i].Run) };
        }

        return energy;
    }
}
