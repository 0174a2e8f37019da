namespace Agent;

/// <summary>Where recognised phones are shown. Called on the audio thread.</summary>
public interface IPhoneOutput
{
    /// <summary>A phone was settled.</summary>
    /// <param name="recording">Recording, or microphone.</param>
    /// <param name="phone">Phone name.</param>
    /// <param name="startSeconds">Start, from the start of the recording.</param>
    /// <param name="endSeconds">End.</param>
    /// <param name="score">Mean log posterior per frame, LogProbability format.</param>
    void OnPhone(string recording, string phone, double startSeconds, double endSeconds, int score);
}
