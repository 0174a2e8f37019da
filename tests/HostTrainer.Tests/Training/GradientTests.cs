using Edge.Runtime.Model;

using HostTrainer.Training;
using HostTrainer.Training.Losses;
using HostTrainer.Training.Network;
using HostTrainer.Training.Numerics;
using HostTrainer.Training.Quantized;

using Xunit;

namespace HostTrainer.Tests.Training;

public sealed class GradientTests
{
    private const int Blank = 0;
    private const int Classes = 5;
    private const float Step = 1f / 64;

    // The rectifier of a Li-GRU bends the loss: a quotient over a bend is wrong, one over a shorter way between bends is right.
    private static readonly float[] StepsBetweenBends = [Step, Step / 8, Step / 64];

    // Rounding is noise on the loss, which a longer way divides by more.
    private static readonly float[] StepsOverNoise = [Step, Step * 8];

    [Theory]
    [InlineData(LossKind.Frame, false, false)]
    [InlineData(LossKind.Frame, true, false)]
    [InlineData(LossKind.Ctc, false, false)]
    [InlineData(LossKind.Ctc, true, false)]
    [InlineData(LossKind.Sequence, false, false)]
    [InlineData(LossKind.Sequence, true, false)]
    [InlineData(LossKind.Frame, false, true)]
    [InlineData(LossKind.Ctc, true, true)]
    public void Analytic_gradients_equal_central_differences_in_every_tensor(LossKind kind, bool bidirectional, bool dropout)
    {
        NetworkTopology topology = new(7, 16, 9, 3, bidirectional, Classes, bidirectional ? 0 : 2);
        ITrainingLoss loss = kind switch
        {
            LossKind.Ctc => new ConnectionistTemporalLoss(Blank),
            LossKind.Sequence => new SequenceDiscriminativeLoss(RandomLoops.Create(Classes, 8), topology.OutputDelay),
            _ => new FrameCrossEntropy(topology.OutputDelay, 0.1f),
        };
        Check(topology, loss, dropout ? 0.3f : 0f, null);
    }

    [Theory]
    [InlineData(CellKind.Lstm, false, false, true)]
    [InlineData(CellKind.Lstm, true, true, true)]
    [InlineData(CellKind.Lstm, true, false, false)]
    [InlineData(CellKind.Gru, false, true, true)]
    [InlineData(CellKind.Gru, true, false, true)]
    [InlineData(CellKind.Gru, true, true, false)]
    [InlineData(CellKind.LiGru, false, false, true)]
    [InlineData(CellKind.LiGru, true, true, true)]
    [InlineData(CellKind.LiGru, true, false, false)]
    public void Gradients_of_gated_cells_equal_central_differences_in_every_tensor(CellKind cell, bool bidirectional, bool dropout, bool normalized)
    {
        NetworkTopology topology = new(7, 16, 0, 2, bidirectional, Classes, bidirectional ? 0 : 2, cell);
        Check(topology, new FrameCrossEntropy(topology.OutputDelay, 0.1f), dropout ? 0.3f : 0f, null, normalized);
    }

    /// <summary>With steps finer than the difference quotient's and room for every value, rounding has in effect the slope 1 that the straight-through gradient takes.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Gradients_through_finely_rounded_activations_equal_central_differences(bool bidirectional, bool dropout)
    {
        NetworkTopology topology = new(7, 16, 9, 3, bidirectional, Classes, bidirectional ? 0 : 2);
        Check(topology, new FrameCrossEntropy(topology.OutputDelay, 0.1f), dropout ? 0.3f : 0f, Rounding(topology, "", clip: 1));
    }

    [Theory]
    [InlineData(CellKind.Lstm, true)]
    [InlineData(CellKind.Gru, false)]
    [InlineData(CellKind.LiGru, true)]
    public void Gradients_through_finely_rounded_activations_of_gated_cells_equal_central_differences(CellKind cell, bool bidirectional)
    {
        NetworkTopology topology = new(7, 16, 0, 2, bidirectional, Classes, bidirectional ? 0 : 2, cell);
        Check(topology, new FrameCrossEntropy(topology.OutputDelay, 0.1f), 0.3f, Rounding(topology, "", clip: 1));
    }

    /// <summary>Inputs clipped to next to nothing: forwards and backwards the network is the one without that matrix.</summary>
    [Theory]
    [InlineData(CellKind.Lstm, "h0")]
    [InlineData(CellKind.Lstm, "c1")]
    [InlineData(CellKind.Gru, "c0")]
    [InlineData(CellKind.LiGru, "h1")]
    [InlineData(CellKind.Gru, "x1")]
    public void A_matrix_of_a_gated_cell_whose_inputs_are_all_clipped_has_no_part_in_gradients(CellKind cell, string clipped)
    {
        NetworkTopology topology = new(7, 16, 0, 2, true, Classes, 0, cell);
        FrameCrossEntropy loss = new(0, 0.1f);
        using Problem cut = new(topology, loss, 0, Rounding(topology, clipped, clip: 1e-8));
        using Problem without = new(topology, loss, 0, Rounding(topology, "", clip: 1));
        without.Clear($"{clipped}.weight");
        float[] rest = cut.Gradients(), expected = without.Gradients();
        foreach (ParameterSegment segment in cut.Layout.Segments.Where(s => s.Name != $"{clipped}.weight"))
        {
            for (int i = segment.Offset; i < segment.Offset + segment.Length; i++)
            {
                Assert.Equal(expected[i], rest[i], 1e-4f);
            }
        }
    }

    [Theory]
    [InlineData("FC", "FC.weight", "L2.weight")]
    [InlineData("L1", "L1.weight", "Pr1.weight")]
    [InlineData("Pr2", "Pr2.weight", null)]
    public void What_is_clipped_everywhere_passes_no_gradient_on(string clipped, string reached, string? cutOff)
    {
        NetworkTopology topology = new(7, 16, 9, 3, false, Classes, 2);
        using Problem problem = new(topology, new FrameCrossEntropy(topology.OutputDelay, 0.1f), 0, Rounding(topology, clipped, clip: 1e-8));
        float[] gradients = problem.Gradients();
        Assert.True(Largest(problem.Layout[reached], gradients) > 0);
        Assert.True(cutOff is null || Largest(problem.Layout[cutOff], gradients) == 0);
        Assert.Equal(clipped == "FC", Largest(problem.Layout["L0.weight"], gradients) == 0);
    }

    /// <summary>16-bit formats with steps of 2^-14, but 2 bits and a threshold for one matrix.</summary>
    private static ActivationRounding Rounding(NetworkTopology topology, string narrow, double clip)
    {
        IReadOnlyList<MatrixShape> shapes = topology.Matrices();
        CalibrationRecord record = new([.. shapes.Select(s => new LayerCalibration(s.Name, 14, 14, clip, 1, 1))], [], 14);
        return new ActivationRounding([.. shapes.Select(s => new LayerPrecision(s.Name, 16, s.Name == narrow ? 2 : 16))], record);
    }

    private static void Check(NetworkTopology topology, ITrainingLoss loss, float dropout, ActivationRounding? rounding, bool normalized = false)
    {
        using Problem problem = new(topology, loss, dropout, rounding, normalized);
        float[] analytic = problem.Gradients();
        foreach (ParameterSegment segment in problem.Layout.Segments.Except(problem.Layout.Statistics))
        {
            CheckSegment(problem, segment, analytic);
        }
    }

    /// <summary>Compares a spread of elements; single-precision noise of the loss allows about 1 % of the segment's largest gradient, rounding some more.</summary>
    private static void CheckSegment(Problem problem, ParameterSegment segment, float[] analytic)
    {
        float largest = Largest(segment, analytic);
        Assert.True(largest > 0, $"{segment.Name} has no gradient at all");
        int stride = Math.Max(1, segment.Length / 23);
        for (int i = 0; i < segment.Length; i += stride)
        {
            float slope = analytic[segment.Offset + i];
            float[] steps = problem.Rounds ? StepsOverNoise : problem.Layout.Topology.Cell == CellKind.LiGru ? StepsBetweenBends : [Step];
            double[] numeric = [.. steps.Select(step => problem.Slope(segment.Offset + i, step))];
            Assert.True(
                numeric.Min(n => Math.Abs(n - slope)) < ((problem.Rounds ? 0.08 : 0.02) * largest) + 2e-4,
                $"{segment.Name}[{i}]: analytic {slope}, numeric {string.Join(" or ", numeric)}, largest {largest}");
        }
    }

    private static float Largest(ParameterSegment segment, float[] gradients) =>
        gradients.Skip(segment.Offset).Take(segment.Length).Max(g => MathF.Abs(g));

    private sealed class Problem : IDisposable
    {
        private readonly AlignedBuffer _parameters;
        private readonly SequenceBatch _batch;
        private readonly NetworkPass _pass;
        private readonly TrainingTarget[] _targets;
        private readonly ITrainingLoss _loss;
        private readonly float _dropout;

        public bool Rounds { get; }

        public Problem(NetworkTopology topology, ITrainingLoss loss, float dropout, ActivationRounding? rounding, bool normalized = false)
        {
            _loss = loss;
            _dropout = dropout;
            Rounds = rounding is not null;
            Layout = new ParameterLayout(topology, normalized);
            _parameters = new AlignedBuffer(Layout.Length);
            ParameterInitializer.Fill(Layout, _parameters, seed: 5);
            _pass = new NetworkPass(Layout, rounding);
            _batch = new SequenceBatch(topology.InputSize);
            _batch.Reset(9, 6, 11);
            SeededRandom random = new(77);
            foreach (ref float value in _batch.Input.Span)
            {
                value = random.NextFloat(-2, 2);
            }

            _targets = [Target(random, 9), Target(random, 6), Target(random, 11)];
        }

        public ParameterLayout Layout { get; }

        public void Clear(string tensor) => _parameters.Span.Slice(Layout[tensor].Offset, Layout[tensor].Length).Clear();

        public float[] Gradients()
        {
            Loss();
            using AlignedBuffer gradients = new(Layout.Length);
            _pass.Backward(_parameters, gradients, _batch);
            return gradients.Span.ToArray();
        }

        public double Slope(int index, float step)
        {
            float kept = _parameters.Span[index];
            _parameters.Span[index] = kept + step;
            double up = Loss();
            _parameters.Span[index] = kept - step;
            double down = Loss();
            _parameters.Span[index] = kept;
            return (up - down) / (2 * step);
        }

        public void Dispose()
        {
            _parameters.Dispose();
            _batch.Dispose();
            _pass.Dispose();
        }

        private static TrainingTarget Target(SeededRandom random, int frames) =>
            new([.. Enumerable.Range(0, frames).Select(_ => random.NextInt(Classes))], [1, 3, 3, 2], [0, 1, 3, 2]);

        private double Loss()
        {
            _pass.Forward(_parameters, _batch, _dropout > 0 ? new DropoutDraw(new SeededRandom(3), _dropout) : null);
            int classes = Layout.Topology.Outputs;
            double sum = 0;
            for (int u = 0; u < _batch.Count; u++)
            {
                Span<float> logits = _pass.Logits[(_batch.Offsets[u] * classes)..(_batch.Offsets[u + 1] * classes)];
                sum += _loss.Accumulate(logits, classes, _targets[u], 1f).Loss;
            }

            return sum;
        }
    }
}
