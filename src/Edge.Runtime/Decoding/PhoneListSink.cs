namespace Edge.Runtime.Decoding;

/// <summary>Keeps the final phones of a stream and ignores partial ones.</summary>
public sealed class PhoneListSink : IPhoneSink
{
    private readonly List<PhoneEvent> _phones = [];

    /// <summary>The final phones so far, in order of time.</summary>
    public IReadOnlyList<PhoneEvent> Phones => _phones;

    /// <inheritdoc/>
    public void OnPhone(in PhoneEvent phone)
    {
        if (phone.Kind == PhoneEventKind.Final)
        {
            _phones.Add(phone);
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => _phones.Clear();
}
