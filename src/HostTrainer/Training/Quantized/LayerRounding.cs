using System.Numerics.Tensors;

using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Quantized;

/// <summary>The rounded inputs of one recurrent layer: of its own matrix and of the projection in front of it. One per pass.</summary>
/// <param name="rounding">The formats.</param>
/// <param name="layer">Index of the layer.</param>
internal sealed unsafe class LayerRounding(ActivationRounding rounding, int layer) : IDisposable
{
    private readonly AlignedBuffer _input = new();
    private readonly AlignedBuffer _hidden = new();
    private readonly AlignedBuffer _hiddenGradient = new();

    /// <summary>A rounded copy of the inputs of the layer's matrix.</summary>
    public float* Input(AlignedBuffer values) => Copy(2 * layer, values, _input);

    /// <summary>A rounded copy of the inputs of the projection, the output of the layer below.</summary>
    public float* Hidden(AlignedBuffer values) => Copy((2 * layer) - 1, values, _hidden);

    /// <summary>Turns the gradient of the rounded inputs of the layer's matrix into that of the inputs.</summary>
    public void InputGradient(AlignedBuffer values, AlignedBuffer gradient) => rounding.MaskGradient(2 * layer, values.Span, gradient.Span);

    /// <summary>Memory for the gradient of the rounded inputs of the projection.</summary>
    public float* HiddenGradient(int length)
    {
        _hiddenGradient.Resize(length);
        return _hiddenGradient.Pointer;
    }

    /// <summary>Adds the gradient in <see cref="HiddenGradient"/> to that of the layer below's output.</summary>
    public void AddHiddenGradient(AlignedBuffer values, AlignedBuffer target)
    {
        rounding.MaskGradient((2 * layer) - 1, values.Span, _hiddenGradient.Span);
        TensorPrimitives.Add(target.Span, _hiddenGradient.Span, target.Span);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _input.Dispose();
        _hidden.Dispose();
        _hiddenGradient.Dispose();
    }

    private float* Copy(int matrix, AlignedBuffer values, AlignedBuffer target)
    {
        target.Resize(values.Length);
        rounding.Apply(matrix, values.Span, target.Span);
        return target.Pointer;
    }
}
