namespace Agent.Profile;

/// <summary>Input codes of one matrix, frame after frame, of which an exact number changes from each frame to the next.</summary>
internal sealed class CodeFrames
{
    private const int Frames = 16;

    private readonly short[][] _frames;
    private int _next;

    /// <summary>Makes the frames; the same arguments give the same codes.</summary>
    /// <param name="columns">Codes of a frame.</param>
    /// <param name="activationBits">Their width: 8 or 16.</param>
    /// <param name="changes">How many change, 0 to <paramref name="columns"/>, at random places.</param>
    /// <param name="seed">Seed.</param>
    public CodeFrames(int columns, int activationBits, int changes, int seed)
    {
        Random random = new(seed);
        int limit = (1 << (activationBits - 1)) - 1;
        int[] places = [.. Enumerable.Range(0, columns)];
        short[] codes = [.. places.Select(_ => (short)random.Next(1, limit))];
        _frames = new short[Frames][];
        for (int frame = 0; frame < Frames; frame++)
        {
            _frames[frame] = [.. codes];
            random.Shuffle(places);
            foreach (int place in places.AsSpan(0, changes))
            {
                // Another code than before, because codes start above 0.
                codes[place] = (short)-codes[place];
            }
        }
    }

    /// <summary>The next frame; they are played forward and backward in turn, so that every step has as many changes.</summary>
    public ReadOnlySpan<short> Next() => _frames[Bench.StepLoop.Palindrome(_next++, Frames)];
}
