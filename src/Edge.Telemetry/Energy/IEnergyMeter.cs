namespace Edge.Telemetry.Energy;

/// <summary>Something that integrates energy. Read from one thread.</summary>
public interface IEnergyMeter
{
    /// <summary>Platform or meter: <c>silago</c>, <c>rapl</c>.</summary>
    string Source { get; }

    /// <summary>How the figures come about.</summary>
    EnergyTier Tier { get; }

    /// <summary>The total so far.</summary>
    EnergyReading Read();
}
