using System.Text.Json.Serialization;

using Edge.Runtime.Errors;

namespace Edge.Runtime.Features;

/// <summary>
/// The front end a model was trained with. Stored in the model file; two models with different options need
/// different front ends.
/// </summary>
/// <param name="MelBands">Number of log-mel channels, 8 to 80.</param>
/// <param name="LowHz">Lower edge of the first band, Hz.</param>
/// <param name="HighHz">Upper edge of the last band, Hz, at most 8000.</param>
/// <param name="Stack">Consecutive 10 ms frames joined into one network input, oldest first, 1 to 16.</param>
/// <param name="Stride">10 ms frames from one network input to the next, 1 to 4.</param>
/// <param name="MeanFrames">
/// Weight, in 10 ms frames, of the training-set mean when a stream starts; the running mean replaces it as audio comes. 1 to 1000.
/// </param>
/// <param name="MaxMeanFrames">Memory of the running mean in 10 ms frames, at least <paramref name="MeanFrames"/>, at most 3000.</param>
public sealed record FeatureOptions(
    int MelBands = 40,
    int LowHz = 60,
    int HighHz = 7800,
    int Stack = 3,
    int Stride = 2,
    int MeanFrames = 100,
    int MaxMeanFrames = 600)
{
    /// <summary>Sample rate of the engine, Hz.</summary>
    public const int SampleRate = 16_000;

    /// <summary>Samples from one frame to the next: 10 ms.</summary>
    public const int HopSamples = 160;

    /// <summary>Samples in one analysis window: 25 ms.</summary>
    public const int WindowSamples = 400;

    /// <summary>Elements of one network input.</summary>
    [JsonIgnore]
    public int InputSize => MelBands * Stack;

    /// <summary>Checks every range.</summary>
    /// <exception cref="EdgeException">A value is out of range.</exception>
    public FeatureOptions Validated(string where)
    {
        bool valid = MelBands is >= 8 and <= 80 && LowHz >= 0 && LowHz < HighHz && HighHz <= SampleRate / 2
            && Stack is >= 1 and <= 16 && Stride is >= 1 and <= 4
            && MeanFrames is >= 1 and <= 1000 && MaxMeanFrames >= MeanFrames && MaxMeanFrames <= 3000;
        return valid ? this : throw EdgeException.BadInput($"front-end options are out of range: {this}", where, "export the model again");
    }
}
