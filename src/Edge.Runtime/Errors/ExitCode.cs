namespace Edge.Runtime.Errors;

/// <summary>Process exit codes, the same for <c>mohaq</c> and <c>mohaq-edge</c>.</summary>
public enum ExitCode
{
    /// <summary>The command did what was asked.</summary>
    Ok = 0,

    /// <summary>The command ran, and a check it was asked to make did not hold.</summary>
    CheckFailed = 1,

    /// <summary>Unknown verb, missing or contradictory arguments.</summary>
    Usage = 2,

    /// <summary>A file or payload is damaged, of the wrong kind, or out of bounds.</summary>
    BadInput = 3,

    /// <summary>A signature, key, scope, version or expiry was not acceptable.</summary>
    Trust = 4,

    /// <summary>A device or a broker could not be reached.</summary>
    Unreachable = 5,

    /// <summary>Interrupted; running the command again goes on where it stopped.</summary>
    Interrupted = 6,

    /// <summary>A defect of this program.</summary>
    Internal = 70,
}
