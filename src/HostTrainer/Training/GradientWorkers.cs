using System.Collections.Concurrent;

using HostTrainer.Training.Data;
using HostTrainer.Training.Losses;
using HostTrainer.Training.Network;
using HostTrainer.Training.Numerics;

namespace HostTrainer.Training;

/// <summary>
/// Computes the gradient of a batch on all cores. A batch is dealt to a fixed number of shards, each is computed by one thread, and the
/// shards' gradients are added in their order: the result does not depend on the number of threads.
/// </summary>
internal sealed class GradientWorkers : IDisposable
{
    private const int ReductionBlock = 1 << 16;

    private readonly TrainingSetup _setup;
    private readonly BatchPlanner _planner;
    private readonly ParameterLayout _layout;
    private readonly AlignedBuffer[] _gradients;
    private readonly NormalizationTally[] _statistics;
    private readonly ConcurrentBag<Workspace> _workspaces = [];
    private readonly ParallelOptions _parallel;

    public GradientWorkers(TrainingSetup setup, BatchPlanner planner, ParameterLayout layout, int threads)
    {
        _setup = setup;
        _planner = planner;
        _layout = layout;
        _gradients = [.. Enumerable.Range(0, TrainerOptions.Shards).Select(_ => new AlignedBuffer(layout.Length))];
        _statistics = [.. _gradients.Select(_ => new NormalizationTally(layout))];
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
    }

    /// <summary>The gradient of the last batch, per frame.</summary>
    public AlignedBuffer Gradient => _gradients[0];

    /// <summary>What batch normalisation computed with in the shards of the last batch.</summary>
    public IReadOnlyList<NormalizationTally> Statistics => _statistics;

    /// <summary>Computes <see cref="Gradient"/> and <see cref="Statistics"/>.</summary>
    /// <param name="parameters">Flat parameters.</param>
    /// <param name="batch">Indices of utterances, longest first.</param>
    /// <param name="epoch">Epoch, from 0; decides the random variation together with <paramref name="number"/>.</param>
    /// <param name="number">Batch within the epoch.</param>
    /// <returns>Sums over the batch.</returns>
    public LossTally Compute(AlignedBuffer parameters, int[] batch, int epoch, int number)
    {
        IReadOnlyList<int[]> shards = _planner.Shards(batch, TrainerOptions.Shards);
        long frames = batch.Sum(u => (long)_planner.Outputs(u));
        LossTally[] tallies = new LossTally[shards.Count];
        Parallel.For(0, shards.Count, _parallel, s =>
        {
            _gradients[s].Clear();
            _statistics[s].Rows = 0;
            if (shards[s].Length > 0)
            {
                tallies[s] = ComputeShard(parameters, shards[s], [(ulong)epoch, (ulong)number, (ulong)s], s, 1f / frames);
            }
        });
        Reduce();
        return tallies.Aggregate((a, b) => a + b);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (AlignedBuffer gradient in _gradients)
        {
            gradient.Dispose();
        }

        foreach (NormalizationTally tally in _statistics)
        {
            tally.Dispose();
        }

        foreach (Workspace workspace in _workspaces)
        {
            workspace.Dispose();
        }
    }

    private LossTally ComputeShard(AlignedBuffer parameters, int[] utterances, ulong[] position, int shard, float scale)
    {
        if (!_workspaces.TryTake(out Workspace? workspace))
        {
            workspace = new Workspace(_setup, _layout);
        }

        LossTally tally = workspace.Run(
            _setup, parameters, [.. utterances.Select(u => _planner.Utterances[u])], position, _gradients[shard], _statistics[shard], scale);
        _workspaces.Add(workspace);
        return tally;
    }

    private void Reduce()
    {
        int blocks = (_layout.Length + ReductionBlock - 1) / ReductionBlock;
        Parallel.For(0, blocks, _parallel, b =>
        {
            Range range = (b * ReductionBlock)..Math.Min(_layout.Length, (b + 1) * ReductionBlock);
            for (int s = 1; s < _gradients.Length; s++)
            {
                System.Numerics.Tensors.TensorPrimitives.Add(_gradients[0].Span[range], _gradients[s].Span[range], _gradients[0].Span[range]);
            }
        });
    }

    /// <summary>What one thread needs; taken from and returned to a bag.</summary>
    private sealed class Workspace(TrainingSetup setup, ParameterLayout layout) : IDisposable
    {
        private const ulong FeaturePurpose = 0x3003;
        private const ulong DropoutPurpose = 0x4004;

        private readonly NetworkPass _pass = setup.CreatePass(layout);
        private readonly SequenceBatch _batch = new(setup.Topology.InputSize);
        private readonly NetworkInputBuilder _builder = setup.CreateInputBuilder(training: true);
        private readonly ITrainingLoss _loss = setup.CreateLoss(setup.Options.LabelSmoothing);

        public LossTally Run(
            TrainingSetup setup,
            AlignedBuffer parameters,
            SpeechUtterance[] utterances,
            ulong[] position,
            AlignedBuffer gradient,
            NormalizationTally statistics,
            float scale)
        {
            ulong seed = setup.Options.Seed;
            SeededRandom[] randoms =
            [
                .. utterances.Select((_, i) => new SeededRandom(seed, FeaturePurpose, position[0], position[1], position[2], (ulong)i)),
            ];
            TrainingTarget[] targets = _builder.Build(utterances, _batch, randoms);
            SeededRandom dropout = new(seed, DropoutPurpose, position[0], position[1], position[2]);
            _pass.Forward(parameters, _batch, setup.Options.Dropout > 0 ? new DropoutDraw(dropout, setup.Options.Dropout) : null);
            int classes = setup.Topology.Outputs;
            LossTally tally = default;
            for (int u = 0; u < targets.Length; u++)
            {
                Span<float> logits = _pass.Logits[(_batch.Offsets[u] * classes)..(_batch.Offsets[u + 1] * classes)];
                tally += _loss.Accumulate(logits, classes, targets[u], scale);
            }

            _pass.Backward(parameters, gradient, _batch);
            _pass.CopyStatistics(_batch.Rows, statistics);
            return tally;
        }

        public void Dispose()
        {
            _pass.Dispose();
            _batch.Dispose();
        }
    }
}
