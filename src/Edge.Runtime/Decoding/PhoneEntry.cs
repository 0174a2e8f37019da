using System.Numerics;
using System.Runtime.InteropServices;

using Edge.Runtime.Numerics;

namespace Edge.Runtime.Decoding;

/// <summary>
/// For every phone the best phone to come from: max over p of exit score(p) + transition(p, q), with the lowest p among equals.
/// Rows are padded to whole vectors, so the inner loop is free of tails on every instruction set.
/// </summary>
internal sealed class PhoneEntry
{
    private readonly int _phones;
    private readonly int _stride;
    private readonly int[] _transitions;
    private readonly int[] _start;
    private readonly int[] _end;
    private readonly int[] _best;
    private readonly int[] _from;

    public PhoneEntry(DecoderModel model)
    {
        _phones = model.Phones.Count;
        _stride = (_phones + Vector<int>.Count - 1) / Vector<int>.Count * Vector<int>.Count;
        _transitions = new int[_phones * _stride];
        _start = new int[_phones];
        _end = new int[_phones];
        _best = new int[_stride];
        _from = new int[_stride];
        for (int to = 0; to < _phones; to++)
        {
            _start[to] = Transition(model, _phones, to);
            _end[to] = Scale(model, model.Bigram[to][_phones]);
            for (int from = 0; from < _phones; from++)
            {
                _transitions[(from * _stride) + to] = Transition(model, from, to);
            }
        }
    }

    /// <summary>Scores of starting with each phone.</summary>
    public ReadOnlySpan<int> Start => _start;

    /// <summary>Scores of ending after each phone.</summary>
    public ReadOnlySpan<int> End => _end;

    /// <summary>Best entry score of each phone, after <see cref="Update"/>.</summary>
    public ReadOnlySpan<int> Best => _best;

    /// <summary>The phone each best entry comes from, after <see cref="Update"/>.</summary>
    public ReadOnlySpan<int> From => _from;

    /// <summary>Finds the best entries.</summary>
    /// <param name="exits">One exit score per phone.</param>
    public void Update(ReadOnlySpan<int> exits)
    {
        ReadOnlySpan<Vector<int>> transitions = MemoryMarshal.Cast<int, Vector<int>>(_transitions);
        Span<Vector<int>> bests = MemoryMarshal.Cast<int, Vector<int>>(_best.AsSpan());
        Span<Vector<int>> froms = MemoryMarshal.Cast<int, Vector<int>>(_from.AsSpan());
        for (int column = 0; column < bests.Length; column++)
        {
            Vector<int> best = transitions[column] + new Vector<int>(exits[0]);
            Vector<int> from = Vector<int>.Zero;
            int cell = column;
            for (int phone = 1; phone < exits.Length; phone++)
            {
                cell += bests.Length;
                Vector<int> candidate = transitions[cell] + new Vector<int>(exits[phone]);
                Vector<int> better = Vector.GreaterThan(candidate, best);
                best = Vector.Max(best, candidate);
                from = Vector.ConditionalSelect(better, new Vector<int>(phone), from);
            }

            bests[column] = best;
            froms[column] = from;
        }
    }

    private static int Transition(DecoderModel model, int from, int to) => Scale(model, model.Bigram[from][to]) + model.InsertionPenalty;

    private static int Scale(DecoderModel model, int logProbability) =>
        Rounding.ShiftRight(logProbability * model.LanguageScale, DecoderModel.ScaleBits);
}
