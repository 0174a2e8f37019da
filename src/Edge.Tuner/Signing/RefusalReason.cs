namespace Edge.Tuner.Signing;

/// <summary>Why a plan was not accepted.</summary>
public enum RefusalReason
{
    /// <summary>More bytes than <see cref="PlanVerifier.MaxBytes"/>.</summary>
    TooLarge,

    /// <summary>Not a compact JWS of the wanted type, or its payload is not the wanted JSON.</summary>
    Malformed,

    /// <summary>Signed with anything but ES256, or not signed.</summary>
    BadAlgorithm,

    /// <summary>Signed with a key this device does not trust.</summary>
    UnknownKey,

    /// <summary>The signature does not fit the document.</summary>
    BadSignature,

    /// <summary>Meant for another device or class.</summary>
    WrongScope,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>Issued in the future, by this device's clock.</summary>
    NotYetValid,

    /// <summary>Its version is not above what this device has already seen.</summary>
    VersionNotNewer,

    /// <summary>Made for another model.</summary>
    WrongModel,

    /// <summary>The plan in it is no plan: layers, bits or thresholds out of range.</summary>
    BadPlan,
}
