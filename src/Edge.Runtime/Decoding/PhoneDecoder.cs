using Edge.Runtime.Numerics;

namespace Edge.Runtime.Decoding;

/// <summary>
/// Streaming Viterbi search over phones: each phone is a row of states as long as its least duration with a loop on the last,
/// phones follow each other by the bigram. Integers only, no allocation per frame. One instance serves one stream at a time.
/// </summary>
public sealed class PhoneDecoder
{
    /// <summary>Frames of history by default: what is undecided for longer is settled along the best path.</summary>
    public const int DefaultHistoryFrames = 2048;

    private const int MinHistoryFrames = 64;

    private readonly DecoderModel _model;
    private readonly int _outputDelay;
    private readonly int _historyFrames;
    private readonly int[] _firstState;
    private readonly int[] _scaledPrior;
    private readonly int[] _exits;
    private readonly PathToken[] _tokens;
    private readonly PhoneEntry _entry;
    private readonly PathHistory _history;
    private int _received;
    private int _best;
    private int _partialPhone = -1;
    private int _partialStart;

    /// <summary>Prepares a decoder.</summary>
    /// <param name="model">Phones, bigram and scales; validated here.</param>
    /// <param name="outputDelay">Frames by which the network's outputs lag its inputs, 0 to 64; reported frames have it removed.</param>
    /// <param name="historyFrames">Frames kept for decisions that are still open, 64 to 65536.</param>
    public PhoneDecoder(DecoderModel model, int outputDelay = 0, int historyFrames = DefaultHistoryFrames)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegative(outputDelay);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(outputDelay, 64);
        ArgumentOutOfRangeException.ThrowIfLessThan(historyFrames, MinHistoryFrames);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(historyFrames, 65536);
        _model = model.Validated("decoder model");
        _outputDelay = outputDelay;
        _historyFrames = historyFrames;
        int phones = model.Phones.Count;
        _firstState = new int[phones + 1];
        for (int p = 0; p < phones; p++)
        {
            _firstState[p + 1] = _firstState[p] + model.MinFrames[p];
        }

        _scaledPrior = [.. model.LogPrior.Select(prior => Rounding.ShiftRight(prior * model.PriorScale, DecoderModel.ScaleBits))];
        _exits = new int[phones];
        _tokens = new PathToken[_firstState[phones]];
        _entry = new(model);
        _history = new(phones, historyFrames);
        Reset();
    }

    /// <summary>Number of phones, which is the number of values per frame.</summary>
    public int PhoneCount => _exits.Length;

    /// <summary>Frames decoded since the start of the stream, output delay removed.</summary>
    public int Frames => Math.Max(0, _received - _outputDelay);

    /// <summary>
    /// Decodes one network output frame. Phones on which all living paths agree are reported as final, a change of the best
    /// phone or of its start as partial.
    /// </summary>
    /// <param name="logPosteriors">One value per phone in <see cref="LogProbability"/> format; values are limited to Never..0.</param>
    /// <param name="sink">Receives events.</param>
    /// <exception cref="ArgumentException">The number of values is not the number of phones.</exception>
    public void Accept(ReadOnlySpan<int> logPosteriors, IPhoneSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        if (logPosteriors.Length != PhoneCount)
        {
            throw new ArgumentException($"{logPosteriors.Length} values for {PhoneCount} phones", nameof(logPosteriors));
        }

        int frame = _received++ - _outputDelay;
        if (frame < 0)
        {
            return;
        }

        Step(frame, logPosteriors);
        Normalize();
        KeepRoom(frame, sink);
        LeavePhones(frame);
        _history.SettleShared(_tokens, _best, sink);
        ReportBest(frame, sink);
    }

    /// <summary>Ends the stream: the best complete path is reported as final, and the decoder is ready for a new stream.</summary>
    /// <param name="sink">Receives events.</param>
    public void Finish(IPhoneSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        if (Frames > 0)
        {
            SettleEnd(Frames - 1, sink);
        }

        Reset();
    }

    /// <summary>Drops the stream without reporting anything more.</summary>
    public void Reset()
    {
        _received = 0;
        _best = 0;
        _partialPhone = -1;
        _partialStart = 0;
        _history.Reset();
        _tokens.AsSpan().Fill(new PathToken { Score = 2 * PathToken.DeadScore });
    }

    // Looked at four times in the frames of the history, so that no decision stays open for longer.
    private void KeepRoom(int frame, IPhoneSink sink)
    {
        int quarter = _historyFrames / 4;
        if (frame % quarter == 0 && frame >= 3 * quarter)
        {
            _history.ForceOut(_tokens, _best, frame - (_historyFrames - quarter), sink);
        }

        _history.KeepRoom(_tokens, _best, frame - 1, sink);
    }

    private void Step(int frame, ReadOnlySpan<int> logPosteriors)
    {
        ReadOnlySpan<int> entries = frame == 0 ? _entry.Start : _entry.Best;
        for (int p = 0; p < logPosteriors.Length; p++)
        {
            int posterior = Math.Clamp(logPosteriors[p], LogProbability.Never, 0);
            int score = (int)Rounding.ShiftRight((long)(posterior - _scaledPrior[p]) * _model.AcousticScale, DecoderModel.ScaleBits);
            Span<PathToken> states = _tokens.AsSpan(_firstState[p].._firstState[p + 1]);
            int last = states.Length - 1;

            // The loop on the last state wins against arriving there when both score the same.
            if (last > 0)
            {
                if (states[last - 1].Score > states[last].Score)
                {
                    states[last] = states[last - 1];
                }

                states[..(last - 1)].CopyTo(states[1..]);
            }

            if (last > 0 || entries[p] > states[0].Score)
            {
                states[0] = Entry(frame, p, entries[p]);
            }

            foreach (ref PathToken state in states)
            {
                state.Score += score;
                state.PosteriorSum += posterior;
            }
        }
    }

    private PathToken Entry(int frame, int phone, int score) => new()
    {
        Score = score,
        StartFrame = frame,
        Previous = frame == 0 ? PathHistory.Origin : _history.Left(_entry.From[phone]),
    };

    // Scores are kept relative to the best, so they cannot overflow however long the stream is. Dead paths stay at a depth
    // from which one frame cannot lift them.
    private void Normalize()
    {
        int best = 0;
        for (int i = 1; i < _tokens.Length; i++)
        {
            best = _tokens[i].Score > _tokens[best].Score ? i : best;
        }

        int top = _tokens[best].Score;
        foreach (ref PathToken token in _tokens.AsSpan())
        {
            token.Score -= top;
            if (!token.Alive)
            {
                token.Score = 2 * PathToken.DeadScore;
            }
        }

        _best = best;
    }

    private void LeavePhones(int frame)
    {
        for (int p = 0; p < _exits.Length; p++)
        {
            _exits[p] = _tokens[_firstState[p + 1] - 1].Score;
        }

        _entry.Update(_exits);
        _history.Leave(frame, _tokens, _firstState, _entry.From[.._exits.Length]);
    }

    private void ReportBest(int frame, IPhoneSink sink)
    {
        int phone = PhoneOf(_best);
        ref PathToken token = ref _tokens[_best];
        if (phone != _partialPhone || token.StartFrame != _partialStart)
        {
            sink.OnPhone(PhoneScore.Event(PhoneEventKind.Partial, phone, token.StartFrame, frame + 1, token.PosteriorSum));
            _partialPhone = phone;
            _partialStart = token.StartFrame;
        }
    }

    private void SettleEnd(int frame, IPhoneSink sink)
    {
        int best = -1;
        for (int p = 0; p < _exits.Length; p++)
        {
            if (_exits[p] > PathToken.DeadScore && (best < 0 || _exits[p] + _entry.End[p] > _exits[best] + _entry.End[best]))
            {
                best = p;
            }
        }

        if (best >= 0)
        {
            _history.Settle(_history.Add(frame, best, _tokens[_firstState[best + 1] - 1]), sink);
            return;
        }

        // Shorter than every least duration: the phone under way is reported as far as it came.
        PathToken token = _tokens[_best];
        _history.Settle(_history.Add(frame, PhoneOf(_best), token), sink);
    }

    private int PhoneOf(int state)
    {
        int found = Array.BinarySearch(_firstState, state);
        return found >= 0 ? found : ~found - 1;
    }
}
