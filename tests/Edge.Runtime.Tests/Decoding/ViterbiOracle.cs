using Edge.Runtime.Decoding;

using Xunit;

namespace Edge.Runtime.Tests.Decoding;

/// <summary>
/// Scores whole phone sequences by the definition in <see cref="DecoderModel"/> and finds the best score by a segment search
/// over the whole utterance, which shares nothing with the streaming search.
/// </summary>
internal static class ViterbiOracle
{
    /// <summary>The best complete score, or null when the utterance is shorter than any phone.</summary>
    public static long? Best(DecoderModel model, int[][] frames)
    {
        int phones = model.Phones.Count;
        long?[,] best = new long?[frames.Length + 1, phones];
        for (int end = 1; end <= frames.Length; end++)
        {
            for (int phone = 0; phone < phones; phone++)
            {
                long acoustic = 0;
                for (int start = end - 1; start >= 0; start--)
                {
                    acoustic += Frame(model, frames[start], phone);
                    if (end - start >= model.MinFrames[phone] && BestEntry(model, best, start, phone) is { } entry)
                    {
                        best[end, phone] = Math.Max(best[end, phone] ?? long.MinValue, entry + acoustic);
                    }
                }
            }
        }

        long? whole = null;
        for (int phone = 0; phone < phones; phone++)
        {
            if (best[frames.Length, phone] is { } score)
            {
                whole = Math.Max(whole ?? long.MinValue, score + Scaled(model.Bigram[phone][phones], model.LanguageScale));
            }
        }

        return whole;
    }

    /// <summary>The score of a segmentation; also checks that it covers all frames without gaps and respects durations.</summary>
    public static long Score(DecoderModel model, int[][] frames, IReadOnlyList<PhoneEvent> path)
    {
        long score = 0;
        int previous = model.Phones.Count;
        int at = 0;
        foreach (PhoneEvent phone in path)
        {
            Assert.Equal(at, phone.StartFrame);
            Assert.True(phone.EndFrame - phone.StartFrame >= model.MinFrames[phone.Phone]);
            score += Transition(model, previous, phone.Phone);
            for (; at < phone.EndFrame; at++)
            {
                score += Frame(model, frames[at], phone.Phone);
            }

            previous = phone.Phone;
        }

        Assert.Equal(frames.Length, at);
        return score + Scaled(model.Bigram[previous][model.Phones.Count], model.LanguageScale);
    }

    private static long? BestEntry(DecoderModel model, long?[,] best, int start, int phone)
    {
        if (start == 0)
        {
            return Transition(model, model.Phones.Count, phone);
        }

        long? entry = null;
        for (int from = 0; from < model.Phones.Count; from++)
        {
            if (best[start, from] is { } before)
            {
                entry = Math.Max(entry ?? long.MinValue, before + Transition(model, from, phone));
            }
        }

        return entry;
    }

    private static long Frame(DecoderModel model, int[] frame, int phone) =>
        Scaled(frame[phone] - Scaled(model.LogPrior[phone], model.PriorScale), model.AcousticScale);

    private static long Transition(DecoderModel model, int from, int to) =>
        Scaled(model.Bigram[from][to], model.LanguageScale) + model.InsertionPenalty;

    private static long Scaled(long value, int scale) => (long)Math.Floor((value * scale / 256.0) + 0.5);
}
