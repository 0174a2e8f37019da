using System.Numerics.Tensors;

using Edge.Runtime.Numerics;

namespace HostTrainer.Quantization.Fitting;

/// <summary>
/// Finds codes and step of a row so that its output on calibration speech changes least: e' H e for the weight error e, with H the mean of x x'.
/// Columns are rounded one after another, those with the strongest inputs first, and the columns still to come take up the error of each (optimal brain
/// surgery in the order of GPTQ, Frantar et al. 2022). The step is searched, then codes and step are improved in turn: each code moves
/// to where the error is least with all others held (coordinate descent), and the step is fitted by least squares. Immutable, thread-safe.
/// </summary>
public sealed class RowFitter
{
    private const int FirstCandidate = 8;
    private const int LastCandidate = 100;
    private const int CandidateStride = 4;
    private const int Rounds = 4;
    private const int MostPasses = 20;

    private readonly int _size;
    private readonly double[] _moments;
    private readonly double[] _feedback;
    private readonly int[] _order;

    /// <summary>A fitter for the rows of one matrix.</summary>
    /// <param name="moments">Mean of x x', [size x size], already damped: positive definite.</param>
    /// <param name="size">Columns.</param>
    public RowFitter(double[] moments, int size)
    {
        (_size, _moments) = (size, moments);
        _order = [.. Enumerable.Range(0, size).OrderByDescending(i => moments[(i * size) + i]).ThenBy(i => i)];
        double[] ordered = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                ordered[(i * size) + j] = moments[(_order[i] * size) + _order[j]];
            }
        }

        _feedback = new CholeskyFactor(new CholeskyFactor(ordered, size).Inverse(), size).Upper();
    }

    /// <summary>Fits a row.</summary>
    /// <param name="weights">What the row should be.</param>
    /// <param name="bits">2, 4 or 8.</param>
    public FittedRow Fit(ReadOnlySpan<double> weights, int bits)
    {
        double largest = 0;
        foreach (double weight in weights)
        {
            largest = Math.Max(largest, Math.Abs(weight));
        }

        FittedRow best = Measured(new short[_size], 0, weights);
        if (largest == 0)
        {
            return best;
        }

        int top = Requantizer.CodeRange(bits).High;
        for (int i = FirstCandidate; i <= LastCandidate; i += CandidateStride)
        {
            double step = largest * i / (100 * top);
            FittedRow candidate = Measured(Round(weights, step, bits), step, weights);
            best = candidate.Error < best.Error ? candidate : best;
        }

        return best.Step > 0 ? Improve(best, weights, bits) : best;
    }

    /// <summary>Rounds with feedback at a given step.</summary>
    private short[] Round(ReadOnlySpan<double> weights, double step, int bits)
    {
        (int low, int high) = Requantizer.CodeRange(bits);
        double[] rest = new double[_size];
        for (int i = 0; i < _size; i++)
        {
            rest[i] = weights[_order[i]];
        }

        short[] codes = new short[_size];
        for (int i = 0; i < _size; i++)
        {
            long code = Math.Clamp(Rounding.Nearest(rest[i] / step), low, high);
            codes[_order[i]] = (short)code;
            ReadOnlySpan<double> row = _feedback.AsSpan(i * _size, _size);
            double error = (rest[i] - (code * step)) / row[i];
            TensorPrimitives.MultiplyAdd(row[(i + 1)..], -error, rest.AsSpan(i + 1), rest.AsSpan(i + 1));
        }

        return codes;
    }

    private FittedRow Improve(FittedRow start, ReadOnlySpan<double> weights, int bits)
    {
        FittedRow best = start;
        for (int round = 0; round < Rounds; round++)
        {
            short[] codes = [.. best.Codes];
            Descend(codes, best.Step, weights, bits);
            double step = BestStep(codes, weights);
            FittedRow next = step > 0 ? Measured(codes, step, weights) : best;
            if (next.Error >= best.Error)
            {
                break;
            }

            best = next;
        }

        return best;
    }

    /// <summary>Moves one code after another to its best value until none moves.</summary>
    private void Descend(short[] codes, double step, ReadOnlySpan<double> weights, int bits)
    {
        (int low, int high) = Requantizer.CodeRange(bits);
        double[] slope = Times(Errors(codes, step, weights));
        bool moved = true;
        for (int pass = 0; pass < MostPasses && moved; pass++)
        {
            moved = false;
            for (int i = 0; i < _size; i++)
            {
                ReadOnlySpan<double> row = _moments.AsSpan(i * _size, _size);
                long code = Math.Clamp(Rounding.Nearest(codes[i] + (slope[i] / (row[i] * step))), low, high);
                if (code == codes[i])
                {
                    continue;
                }

                TensorPrimitives.MultiplyAdd(row, (codes[i] - code) * step, slope, slope);
                codes[i] = (short)code;
                moved = true;
            }
        }
    }

    /// <summary>The step of least error for given codes; 0 when none is positive.</summary>
    private double BestStep(short[] codes, ReadOnlySpan<double> weights)
    {
        double[] values = [.. codes.Select(c => (double)c)];
        double[] times = Times(values);
        double energy = TensorPrimitives.Dot<double>(values, times);
        return energy > 0 ? Math.Max(0, TensorPrimitives.Dot<double>(weights, times) / energy) : 0;
    }

    private FittedRow Measured(short[] codes, double step, ReadOnlySpan<double> weights)
    {
        double[] errors = Errors(codes, step, weights);
        return new FittedRow(codes, step, TensorPrimitives.Dot<double>(errors, Times(errors)));
    }

    private static double[] Errors(short[] codes, double step, ReadOnlySpan<double> weights)
    {
        double[] errors = new double[codes.Length];
        for (int i = 0; i < errors.Length; i++)
        {
            errors[i] = weights[i] - (codes[i] * step);
        }

        return errors;
    }

    private double[] Times(double[] vector)
    {
        double[] product = new double[_size];
        for (int i = 0; i < _size; i++)
        {
            product[i] = TensorPrimitives.Dot<double>(_moments.AsSpan(i * _size, _size), vector);
        }

        return product;
    }
}
