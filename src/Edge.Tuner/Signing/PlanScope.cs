using System.Diagnostics.CodeAnalysis;

using Edge.Telemetry.Contracts;

namespace Edge.Tuner.Signing;

/// <summary>The devices a signed plan is meant for, written <c>device:SITE/DEVICE</c> or <c>class:NAME</c>.</summary>
/// <param name="Kind">One device or a class.</param>
/// <param name="Site">The site of a device scope; empty for a class.</param>
/// <param name="Name">The device or class name.</param>
public sealed record PlanScope(PlanScopeKind Kind, string Site, string Name)
{
    private const string DevicePrefix = "device:";
    private const string ClassPrefix = "class:";

    /// <summary>Reads a scope; false when the text is none.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out PlanScope? scope)
    {
        scope = null;
        if (text is null)
        {
            return false;
        }

        if (text.StartsWith(ClassPrefix, StringComparison.Ordinal))
        {
            string name = text[ClassPrefix.Length..];
            scope = DeviceAddress.IsName(name) ? new(PlanScopeKind.Class, "", name) : null;
        }
        else if (text.StartsWith(DevicePrefix, StringComparison.Ordinal))
        {
            string[] parts = text[DevicePrefix.Length..].Split('/');
            bool named = parts.Length == 2 && DeviceAddress.IsName(parts[0]) && DeviceAddress.IsName(parts[1]);
            scope = named ? new(PlanScopeKind.Device, parts[0], parts[1]) : null;
        }

        return scope is not null;
    }

    /// <summary>The text form, which <see cref="TryParse"/> reads.</summary>
    public override string ToString() => Kind == PlanScopeKind.Device ? $"{DevicePrefix}{Site}/{Name}" : $"{ClassPrefix}{Name}";
}
