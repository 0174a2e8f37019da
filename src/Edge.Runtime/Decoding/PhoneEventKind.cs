namespace Edge.Runtime.Decoding;

/// <summary>How sure the decoder is of a phone.</summary>
public enum PhoneEventKind
{
    /// <summary>The best guess at this moment; a later event may replace it.</summary>
    Partial,

    /// <summary>Every surviving path agrees: this phone and its times will not change.</summary>
    Final,
}
