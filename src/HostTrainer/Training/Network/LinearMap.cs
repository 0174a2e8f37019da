using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Network;

/// <summary>The three products of a weight matrix: output, gradient of the input, gradient of the weights. Row-major, one row per frame.</summary>
internal static unsafe class LinearMap
{
    /// <summary>output = input x W'.</summary>
    public static void Apply(Gemm gemm, int rows, float* input, float* parameters, ParameterSegment weight, float* output) =>
        gemm.Multiply(
            rows, weight.Rows, weight.Columns, MatrixView.Rows(input, weight.Columns),
            MatrixView.Transposed(parameters + weight.Offset, weight.Columns), output, accumulate: false);

    /// <summary>inputGradient (+)= outputGradient x W.</summary>
    public static void InputGradient(
        Gemm gemm, int rows, float* outputGradient, float* parameters, ParameterSegment weight, float* inputGradient, bool accumulate) =>
        gemm.Multiply(
            rows, weight.Columns, weight.Rows, MatrixView.Rows(outputGradient, weight.Rows),
            MatrixView.Rows(parameters + weight.Offset, weight.Columns), inputGradient, accumulate);

    /// <summary>weightGradient += outputGradient' x input.</summary>
    public static void AddWeightGradient(
        Gemm gemm, int rows, float* outputGradient, float* input, float* gradients, ParameterSegment weight) =>
        gemm.Multiply(
            weight.Rows, weight.Columns, rows, MatrixView.Transposed(outputGradient, weight.Rows),
            MatrixView.Rows(input, weight.Columns), gradients + weight.Offset, accumulate: true);
}
