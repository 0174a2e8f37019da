namespace HostTrainer.Training;

/// <summary>What a training run minimises.</summary>
public enum LossKind
{
    /// <summary>Cross-entropy per frame against the time-aligned labels.</summary>
    Frame,

    /// <summary>Connectionist temporal classification: the phone sequence without times, silence as blank.</summary>
    Ctc,

    /// <summary>Maximum mutual information of the phone sequence against all sequences of the decoder's phone bigram; best after frame training.</summary>
    Sequence,
}
