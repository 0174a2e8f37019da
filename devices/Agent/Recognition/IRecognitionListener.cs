using Edge.Runtime.Decoding;

namespace Agent.Recognition;

/// <summary>Hears what the recognition loop finds. Called on the audio thread; must not block.</summary>
public interface IRecognitionListener
{
    /// <summary>A phone was settled.</summary>
    /// <param name="recording">Recording, or microphone.</param>
    /// <param name="phone">The phone and its frames.</param>
    /// <param name="startSeconds">Start, from the start of the recording.</param>
    /// <param name="endSeconds">End.</param>
    void OnPhone(string recording, in PhoneEvent phone, double startSeconds, double endSeconds);

    /// <summary>A window was measured.</summary>
    void OnWindow(WindowReport report);
}
