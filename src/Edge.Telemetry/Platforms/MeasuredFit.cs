namespace Edge.Telemetry.Platforms;

/// <summary>How well the terms of a measured platform agree with times that were not used to find them.</summary>
/// <param name="Products">Times of single products.</param>
/// <param name="HeldOutProducts">Times of single products that were held out.</param>
/// <param name="Steps">Times of whole steps.</param>
/// <param name="HeldOutSteps">Times of whole steps that were held out.</param>
public sealed record MeasuredFit(FitError Products, FitError HeldOutProducts, FitError Steps, FitError HeldOutSteps)
{
    /// <summary>What is out of range, or null.</summary>
    internal string? Fault() => new[] { Products, HeldOutProducts, Steps, HeldOutSteps }.All(e => e.IsUsable) ? null : "fit: an error is below 0 or not a number";
}
