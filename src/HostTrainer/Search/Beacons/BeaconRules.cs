using Edge.Runtime.Errors;

namespace HostTrainer.Search.Beacons;

/// <summary>
/// When a search retrains (MOHAQ's beacon search, docs/beacons.md). The papers' numbers are for a network of 16 % error and a ceiling of 51.1: errors are taken above the
/// error of 16 bits everywhere, the speed-up relative to the highest the platform gives this network.
/// </summary>
/// <param name="LeastErrorRise">Genomes whose base error is at most this many points above that of 16 bits everywhere are good enough without.</param>
/// <param name="MostErrorRise">Genomes whose base error is this many points above that of 16 bits everywhere, or more, are given up.</param>
/// <param name="LeastSpeedupShare">Smallest speed-up, as a share of the platform's highest.</param>
/// <param name="Distance">A genome at most this far from a beacon is measured with it; farther ones become beacons.</param>
/// <param name="MaxBeacons">Retrainings in all, at least 1.</param>
public sealed record BeaconRules(
    double LeastErrorRise = BeaconRules.DefaultLeastErrorRise,
    double MostErrorRise = BeaconRules.DefaultMostErrorRise,
    double LeastSpeedupShare = BeaconRules.DefaultLeastSpeedupShare,
    int Distance = BeaconRules.DefaultDistance,
    int MaxBeacons = BeaconRules.DefaultMaxBeacons)
{
    /// <summary>The papers' 19 % less 16 %.</summary>
    public const double DefaultLeastErrorRise = 3;

    /// <summary>The papers gave up 14 points above; here networks that decoded almost nothing came back (docs/results/beacons.md), so that nothing is given up.</summary>
    public const double DefaultMostErrorRise = 100;

    /// <summary>The papers' 20 of 51.1.</summary>
    public const double DefaultLeastSpeedupShare = 20 / 51.1;

    /// <summary>The papers' threshold on Bit Fusion.</summary>
    public const int DefaultDistance = 5;

    /// <summary>Retrainings when nothing else is asked for.</summary>
    public const int DefaultMaxBeacons = 4;

    /// <summary>Checks every range.</summary>
    /// <returns>These rules.</returns>
    /// <exception cref="EdgeException">A value is out of range (exit code 2).</exception>
    public BeaconRules Validated()
    {
        bool window = LeastErrorRise >= 0 && MostErrorRise > LeastErrorRise;
        return window && LeastSpeedupShare is >= 0 and <= 1 && Distance >= 0 && MaxBeacons >= 1
            ? this
            : throw new EdgeException(
                ExitCode.Usage,
                "the rules for beacons are out of range",
                "--beacon-* options",
                "use 0 <= least error rise < most error rise, a speed-up share of 0 to 1, a distance of at least 0 and at least 1 beacon");
    }
}
