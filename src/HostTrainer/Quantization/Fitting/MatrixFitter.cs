using System.Numerics.Tensors;

using Edge.Runtime.Model;

using HostTrainer.Evaluation;

namespace HostTrainer.Quantization.Fitting;

/// <summary>Fits one matrix, row by row on all cores, to the moments of its input.</summary>
internal sealed class MatrixFitter
{
    // Relative to the mean square of an input: keeps directions that calibration speech hardly shows from being used up for feedback.
    private const double Damping = 0.01;

    private readonly NetworkTopology _topology;
    private readonly MatrixShape _shape;
    private readonly Basis _plain;
    private readonly Lazy<Basis> _centred;

    /// <summary>A fitter for one matrix.</summary>
    /// <param name="topology">The network's shape.</param>
    /// <param name="shape">The matrix.</param>
    /// <param name="moments">Of the vectors that enter it.</param>
    public MatrixFitter(NetworkTopology topology, MatrixShape shape, InputMoments moments)
    {
        (_topology, _shape) = (topology, shape);
        _plain = new Basis(moments);
        _centred = new Lazy<Basis>(() => new Basis(moments.Centred()));
    }

    /// <summary>Codes whose output on calibration speech is nearest to that of the float network; biases are assumed to take up constant errors.</summary>
    /// <param name="weights">[row x column] float weights.</param>
    /// <param name="bits">2, 4 or 8.</param>
    public QuantizedMatrix Fit(float[] weights, int bits)
    {
        FittedRow[] rows = new FittedRow[_shape.Rows];
        WorkerPool.Run(_shape.Rows, CancellationToken.None, () => new double[_shape.Columns], (target, row) =>
        {
            Basis basis = BiasPlace.Of(_topology, _shape, row) is null ? _plain : _centred.Value;
            basis.Target(weights.AsSpan(row * _shape.Columns, _shape.Columns), target);
            rows[row] = basis.Fitter.Fit(target, bits);
        });
        return new QuantizedMatrix(_shape.Rows, _shape.Columns, bits, [.. rows.SelectMany(r => r.Codes)], [.. rows.Select(r => (double)(float)r.Step)]);
    }

    /// <summary>Moments with what is derived from them.</summary>
    private sealed class Basis
    {
        private readonly InputMoments _moments;
        private readonly CholeskyFactor _factor;
        private readonly bool _shifted;

        public Basis(InputMoments moments)
        {
            _moments = moments;
            _shifted = moments.Shift.Any(s => s != 0);
            double[] damped = [.. moments.Square];
            double trace = 0;
            for (int i = 0; i < moments.Size; i++)
            {
                trace += damped[(i * moments.Size) + i];
            }

            double extra = Math.Max(1e-9, Damping * trace / moments.Size);
            for (int i = 0; i < moments.Size; i++)
            {
                damped[(i * moments.Size) + i] += extra;
            }

            _factor = new CholeskyFactor(damped, moments.Size);
            Fitter = new RowFitter(damped, moments.Size);
        }

        public RowFitter Fitter { get; }

        /// <summary>The row that gives, from the quantised network's input, the output nearest to the float network's: w + w S A^-1.</summary>
        public void Target(ReadOnlySpan<float> weights, Span<double> target)
        {
            target.Clear();
            if (_shifted)
            {
                for (int i = 0; i < weights.Length; i++)
                {
                    TensorPrimitives.MultiplyAdd(_moments.Shift.AsSpan(i * _moments.Size, _moments.Size), weights[i], target, target);
                }

                _factor.Solve(target);
            }

            for (int i = 0; i < weights.Length; i++)
            {
                target[i] += weights[i];
            }
        }
    }
}
