using System.Diagnostics.CodeAnalysis;

namespace Edge.Tuner.Signing;

/// <summary>The devices a signed plan is meant for, written <c>device:SITE/DEVICE</c> or <c>class:NAME</c>.</summary>
/// <param name="Kind">One device or a class.</param>
/// <param name="Site">The site of a device scope; empty for a class.</param>
/// <param name="Name">The device or class name.</param>
public sealed record PlanScope(PlanScopeKind Kind, string Site, string Name)
{
    private const string DevicePrefix = "device:";
    private const string ClassPrefix = "class:";
    private const int MaxNameLength = 64;

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
            scope = IsName(name) ? new(PlanScopeKind.Class, "", name) : null;
        }
        else if (text.StartsWith(DevicePrefix, StringComparison.Ordinal))
        {
            string[] parts = text[DevicePrefix.Length..].Split('/');
            scope = parts.Length == 2 && IsName(parts[0]) && IsName(parts[1]) ? new(PlanScopeKind.Device, parts[0], parts[1]) : null;
        }

        return scope is not null;
    }

    /// <summary>The text form, which <see cref="TryParse"/> reads.</summary>
    public override string ToString() => Kind == PlanScopeKind.Device ? $"{DevicePrefix}{Site}/{Name}" : $"{ClassPrefix}{Name}";

    /// <summary>Whether a text may name a site, a device or a class.</summary>
    internal static bool IsName(string? name) =>
        name is { Length: >= 1 and <= MaxNameLength } && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}
