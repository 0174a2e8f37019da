using System.Text.Json;
using System.Text.Json.Serialization;

using Edge.Runtime.Errors;
using Edge.Runtime.Files;

namespace Edge.Runtime.Model;

/// <summary>
/// The precision of every layer of one model: what a search finds, an operator signs and a device applies.
/// Layers are in data-path order (<c>L0 Pr1 L1 ... FC</c>).
/// </summary>
/// <param name="Schema">Payload schema number, 1.</param>
/// <param name="ModelHash">SHA-256 of the model the plan is for, 64 lower-case hexadecimal digits.</param>
/// <param name="Layers">One entry per layer, in data-path order.</param>
/// <param name="PerMatrixScale">True for one weight scale per matrix ("paper" mode), false for one per output row.</param>
/// <param name="DivergenceBudget">
/// Mean Kullback-Leibler divergence, bits per frame of speech, by which posteriors may differ from those of the same bits without thresholds while the device
/// tunes thresholds within their bounds; null when none is tuned.
/// </param>
public sealed record PrecisionPlan(
    int Schema, string ModelHash, IReadOnlyList<LayerPrecision> Layers, bool PerMatrixScale = false, double? DivergenceBudget = null)
{
    /// <summary>The schema number this code writes and reads.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The largest plan document that is read, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Largest divergence budget, bits per frame.</summary>
    public const double MaxDivergenceBudget = 16;

    /// <summary>The same bits computed densely: no thresholds, nothing to tune.</summary>
    public PrecisionPlan Dense() =>
        this with { Layers = [.. Layers.Select(l => l with { DeltaThreshold = null, DeltaBounds = null })], DivergenceBudget = null };

    /// <summary>A plan with the same precision in every layer.</summary>
    /// <param name="modelHash">SHA-256 of the model.</param>
    /// <param name="layerNames">Layer names in data-path order.</param>
    /// <param name="weightBits">2, 4, 8 or 16.</param>
    /// <param name="activationBits">2, 4, 8 or 16.</param>
    /// <param name="deltaThreshold">Threshold for every layer, or null for dense.</param>
    public static PrecisionPlan Uniform(
        string modelHash, IEnumerable<string> layerNames, int weightBits, int activationBits, int? deltaThreshold = null) =>
        new(CurrentSchema, modelHash, [.. layerNames.Select(n => new LayerPrecision(n, weightBits, activationBits, deltaThreshold))]);

    /// <summary>Reads a plan from JSON.</summary>
    /// <param name="json">UTF-8 text, at most <see cref="MaxBytes"/>.</param>
    /// <param name="where">Named in errors: a path or a topic.</param>
    /// <exception cref="EdgeException">The text is no plan, or a value is out of its range.</exception>
    public static PrecisionPlan Parse(ReadOnlySpan<byte> json, string where)
    {
        if (json.Length > MaxBytes)
        {
            throw EdgeException.BadInput($"{json.Length} bytes are too many for a precision plan (limit {MaxBytes})", where, "check that this is a plan");
        }

        PrecisionPlan? plan;
        try
        {
            plan = JsonSerializer.Deserialize(json, PlanJson.Default.PrecisionPlan);
        }
        catch (JsonException e)
        {
            throw EdgeException.BadInput(
                $"not a precision plan (line {e.LineNumber + 1}, byte {e.BytePositionInLine})", where, "write one with 'mohaq quantize'", e);
        }

        return plan?.Validated(where)
            ?? throw EdgeException.BadInput("the document is null", where, "write a plan with 'mohaq quantize'");
    }

    /// <summary>Reads a plan file.</summary>
    /// <exception cref="EdgeException">The file cannot be read or holds no plan.</exception>
    public static PrecisionPlan Load(string path) => Parse(WholeFile.Read(path, MaxBytes, "precision plan"), path);

    /// <summary>The plan as UTF-8 JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, PlanJson.Default.PrecisionPlan);

    private PrecisionPlan Validated(string where)
    {
        if (Schema != CurrentSchema)
        {
            throw EdgeException.BadInput($"plan schema {Schema} is not known (this build reads {CurrentSchema})", where, "update the device or the host");
        }

        if (ModelHash is null || ModelHash.Length != 64 || !ModelHash.All(char.IsAsciiHexDigitLower))
        {
            throw EdgeException.BadInput("modelHash is not a SHA-256 in lower-case hexadecimal", where, "write a plan with 'mohaq quantize'");
        }

        if (Layers is null || Layers.Count is 0 or > 64)
        {
            throw EdgeException.BadInput("a plan names 1 to 64 layers", where, "write a plan with 'mohaq quantize'");
        }

        foreach (LayerPrecision? layer in Layers)
        {
            if (layer is null || string.IsNullOrEmpty(layer.Name))
            {
                throw EdgeException.BadInput("a layer has no name", where, "write a plan with 'mohaq quantize'");
            }

            if (layer.WeightBits is not (2 or 4 or 8 or 16) || layer.ActivationBits is not (2 or 4 or 8 or 16))
            {
                throw EdgeException.BadInput(
                    $"layer {layer.Name} asks for {layer.WeightBits} x {layer.ActivationBits} bits", where, "use 2, 4, 8 or 16");
            }

            if (layer.DeltaThreshold is < 0 or > 32767)
            {
                throw EdgeException.BadInput($"layer {layer.Name} has delta threshold {layer.DeltaThreshold}", where, "use 0 to 32767, or leave it out");
            }
        }

        return WithBounds(where);
    }

    private PrecisionPlan WithBounds(string where)
    {
        foreach (LayerPrecision layer in Layers.Where(l => l.DeltaBounds is not null))
        {
            (int low, int high) = (layer.DeltaBounds!.Low, layer.DeltaBounds.High);
            if (low < 0 || high < low || high > short.MaxValue || layer.DeltaThreshold is not int threshold || !layer.DeltaBounds.Contains(threshold))
            {
                throw EdgeException.BadInput(
                    $"layer {layer.Name} has delta bounds {low} to {high} around threshold {layer.DeltaThreshold}", where, "use 0 <= low <= deltaThreshold <= high <= 32767");
            }
        }

        bool bounded = Layers.Any(l => l.DeltaBounds is not null);
        if (bounded != DivergenceBudget is not null || DivergenceBudget is not (null or (> 0 and <= MaxDivergenceBudget)))
        {
            throw EdgeException.BadInput(
                $"delta bounds and a divergence budget (above 0, at most {MaxDivergenceBudget} bits per frame) come together", where, "give both or neither");
        }

        return this;
    }
}

/// <summary>Source-generated JSON for plans, so that trimmed and ahead-of-time builds read them too.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    WriteIndented = true)]
[JsonSerializable(typeof(PrecisionPlan))]
internal sealed partial class PlanJson : JsonSerializerContext;
