using System.Text.Json;

using Edge.Runtime.Errors;

namespace Edge.Runtime.Decoding;

/// <summary>
/// What a decoder needs beside the network: phones, priors, a phone bigram and scales. P is the number of phones; log
/// probabilities are in <see cref="LogProbability"/> format, scales have <see cref="ScaleBits"/> fraction bits.
/// A frame scores a phone (posterior - prior x PriorScale) x AcousticScale, a phone start
/// bigram x LanguageScale + InsertionPenalty.
/// </summary>
/// <param name="Schema">Document schema number, 1.</param>
/// <param name="Phones">Names in the order of the network's outputs, 1 to 256, all different.</param>
/// <param name="LogPrior">P values: log2 share of frames of each phone.</param>
/// <param name="Bigram">
/// P + 1 rows of P + 1 values: row p holds log2 P(next | p), row P that of the first phone; column P is the end.
/// </param>
/// <param name="MinFrames">P values: frames a phone lasts at least, 1 to 32.</param>
/// <param name="AcousticScale">Weight of the network, 1 to 4096 (256 is 1).</param>
/// <param name="LanguageScale">Weight of the bigram, 0 to 4096.</param>
/// <param name="PriorScale">How much of the prior is divided out, 0 to 1024.</param>
/// <param name="InsertionPenalty">Added at every phone start, -131072 to 131072; negative values give fewer phones.</param>
public sealed record DecoderModel(
    int Schema,
    IReadOnlyList<string> Phones,
    int[] LogPrior,
    int[][] Bigram,
    int[] MinFrames,
    int AcousticScale = DecoderModel.One,
    int LanguageScale = DecoderModel.One,
    int PriorScale = 0,
    int InsertionPenalty = 0)
{
    /// <summary>The schema number this code writes and reads.</summary>
    public const int CurrentSchema = 1;

    /// <summary>Fraction bits of the scales.</summary>
    public const int ScaleBits = 8;

    /// <summary>A scale of one.</summary>
    public const int One = 1 << ScaleBits;

    /// <summary>The most phones of a model.</summary>
    public const int MaxPhones = 256;

    /// <summary>The longest minimum duration, in frames.</summary>
    public const int MaxMinFrames = 32;

    /// <summary>The largest document that is read, in bytes.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    private const string Remedy = "export the model again";

    /// <summary>Reads a decoder model from JSON.</summary>
    /// <param name="json">UTF-8 text, at most <see cref="MaxBytes"/>.</param>
    /// <param name="where">Named in errors.</param>
    /// <exception cref="EdgeException">The text is no decoder model, or a value is out of its range.</exception>
    public static DecoderModel Parse(ReadOnlySpan<byte> json, string where)
    {
        if (json.Length > MaxBytes)
        {
            throw EdgeException.BadInput($"{json.Length} bytes are too many for a decoder model (limit {MaxBytes})", where, Remedy);
        }

        try
        {
            return JsonSerializer.Deserialize(json, DecoderJson.Default.DecoderModel)?.Validated(where)
                ?? throw EdgeException.BadInput("the decoder model is null", where, Remedy);
        }
        catch (JsonException e)
        {
            throw EdgeException.BadInput(
                $"not a decoder model (line {e.LineNumber + 1}, byte {e.BytePositionInLine})", where, Remedy, e);
        }
    }

    /// <summary>The model as UTF-8 JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, DecoderJson.Default.DecoderModel);

    /// <summary>Checks every shape and range.</summary>
    /// <param name="where">Named in errors.</param>
    /// <returns>This model.</returns>
    /// <exception cref="EdgeException">A shape or value is out of range.</exception>
    public DecoderModel Validated(string where)
    {
        Check("schema", Schema, CurrentSchema, CurrentSchema, where);
        Check("number of phones", Phones?.Count ?? 0, 1, MaxPhones, where);
        int phones = Phones!.Count;
        if (Phones.Any(string.IsNullOrEmpty) || Phones.Distinct(StringComparer.Ordinal).Count() != phones)
        {
            throw EdgeException.BadInput("decoder model: phone names are empty or repeated", where, Remedy);
        }

        CheckAll("logPrior", LogPrior, phones, LogProbability.Never, 0, where);
        CheckAll("minFrames", MinFrames, phones, 1, MaxMinFrames, where);
        Check("number of bigram rows", Bigram?.Length ?? 0, phones + 1, phones + 1, where);
        foreach (int[] row in Bigram!)
        {
            CheckAll("bigram", row, phones + 1, LogProbability.Never, 0, where);
        }

        Check("acousticScale", AcousticScale, 1, 16 * One, where);
        Check("languageScale", LanguageScale, 0, 16 * One, where);
        Check("priorScale", PriorScale, 0, 4 * One, where);
        Check("insertionPenalty", InsertionPenalty, LogProbability.Never, -LogProbability.Never, where);
        return this;
    }

    private static void CheckAll(string name, int[]? values, int count, int low, int high, string where)
    {
        Check($"length of {name}", values?.Length ?? 0, count, count, where);
        foreach (int value in values!)
        {
            Check(name, value, low, high, where);
        }
    }

    private static void Check(string name, int value, int low, int high, string where)
    {
        if (value < low || value > high)
        {
            string allowed = low == high ? $"it must be {low}" : $"allowed are {low} to {high}";
            throw EdgeException.BadInput($"decoder model: {name} is {value}, {allowed}", where, Remedy);
        }
    }
}
