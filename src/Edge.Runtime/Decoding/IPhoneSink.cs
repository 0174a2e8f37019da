namespace Edge.Runtime.Decoding;

/// <summary>Receives phones as they are recognised. Called on the thread that feeds audio; must not block.</summary>
public interface IPhoneSink
{
    /// <summary>A phone was recognised or revised.</summary>
    void OnPhone(in PhoneEvent phone);
}
