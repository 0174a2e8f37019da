namespace Edge.Runtime.Features;

/// <summary>
/// PCM in, network inputs out: framer (25 ms window, 10 ms hop), log-mel filterbank, streaming normalisation, stacking.
/// Output frame j holds the 10 ms frames up to and including (j + 1) * Stride - 1; frames before the start are zero.
/// Allocates nothing after construction. Not thread-safe.
/// </summary>
public sealed class FrontEnd
{
    private readonly LogMelFilterbank _filterbank;
    private readonly StreamNormalizer _normalizer;
    private readonly short[] _window = new short[FeatureOptions.WindowSamples];
    private readonly short[] _stack;
    private readonly short[] _logMel;
    private int _filled;
    private int _phase;

    /// <summary>A front end at the start of a stream.</summary>
    public FrontEnd(FeatureOptions options, FeatureStatistics statistics)
    {
        Options = options;
        _filterbank = new LogMelFilterbank(options);
        _normalizer = new StreamNormalizer(options, statistics);
        _logMel = new short[options.MelBands];
        _stack = new short[options.InputSize];
    }

    /// <summary>The options it was made with.</summary>
    public FeatureOptions Options { get; }

    /// <summary>Goes back to the start of a stream.</summary>
    public void Reset()
    {
        _normalizer.Reset();
        Array.Clear(_stack);
        _filled = 0;
        _phase = 0;
    }

    /// <summary>
    /// Takes samples until the next network input is complete or the samples are used up.
    /// </summary>
    /// <param name="pcm">16 kHz samples; the part that was used is taken off the front.</param>
    /// <param name="frame">Receives <see cref="FeatureOptions.InputSize"/> features, oldest 10 ms frame first.</param>
    /// <returns>True when <paramref name="frame"/> was filled; call again with the rest of the samples.</returns>
    public bool TryNext(ref ReadOnlySpan<short> pcm, Span<short> frame)
    {
        while (true)
        {
            int take = Math.Min(pcm.Length, _window.Length - _filled);
            pcm[..take].CopyTo(_window.AsSpan(_filled));
            pcm = pcm[take..];
            _filled += take;
            if (_filled < _window.Length)
            {
                return false;
            }

            if (CompleteWindow())
            {
                _stack.CopyTo(frame);
                return true;
            }
        }
    }

    /// <summary>Turns the full window into a frame on the stack and moves one hop on; true when an output is due.</summary>
    private bool CompleteWindow()
    {
        _filterbank.Compute(_window, _logMel);
        _window.AsSpan(FeatureOptions.HopSamples).CopyTo(_window);
        _filled = FeatureOptions.WindowSamples - FeatureOptions.HopSamples;

        int bands = Options.MelBands;
        _stack.AsSpan(bands).CopyTo(_stack);
        _normalizer.Normalize(_logMel, _stack.AsSpan(_stack.Length - bands));
        _phase = (_phase + 1) % Options.Stride;
        return _phase == 0;
    }
}
