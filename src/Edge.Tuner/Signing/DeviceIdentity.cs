using Edge.Runtime.Errors;
using Edge.Telemetry.Contracts;

namespace Edge.Tuner.Signing;

/// <summary>Who a device is: decides which plans are meant for it.</summary>
/// <param name="Site">Site name, 1 to 64 characters of <c>A-Z a-z 0-9 _ -</c>.</param>
/// <param name="Device">Device name, unique within the site, same characters.</param>
/// <param name="Class">The hardware class, for example <c>raspberry-pi-5</c>, same characters.</param>
public sealed record DeviceIdentity(string Site, string Device, string Class)
{
    /// <summary>Whether a plan with this scope is meant for this device.</summary>
    public bool IsMeantBy(PlanScope scope) => scope.Kind switch
    {
        PlanScopeKind.Device => scope.Site == Site && scope.Name == Device,
        _ => scope.Name == Class,
    };

    /// <summary>Checks the three names.</summary>
    /// <exception cref="EdgeException">A name is empty, too long or has another character.</exception>
    public DeviceIdentity Validated(string where)
    {
        foreach (string name in new[] { Site, Device, Class })
        {
            if (!DeviceAddress.IsName(name))
            {
                throw EdgeException.BadInput($"'{name}' is no name for a site, device or class", where, "use 1 to 64 of A-Z a-z 0-9 _ -");
            }
        }

        return this;
    }
}
