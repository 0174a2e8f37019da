using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

using Edge.Runtime.Decoding;

namespace Agent.Cli;

/// <summary>Phones on standard output: a line each, for people or as JSON.</summary>
internal sealed class ConsolePhoneOutput(bool json) : IPhoneOutput
{
    private string? _recording;

    public void OnPhone(string recording, string phone, double startSeconds, double endSeconds, int score)
    {
        double logPosterior = (double)score / (1 << LogProbability.FractionBits);
        if (json)
        {
            PhoneLine line = new(1, recording, phone, startSeconds, endSeconds, logPosterior);
            Console.Out.WriteLine(JsonSerializer.Serialize(line, PhoneLineJson.Default.PhoneLine));
            return;
        }

        if (recording != _recording)
        {
            Console.Out.WriteLine(_recording = recording);
        }

        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{startSeconds,8:0.00} {endSeconds,8:0.00}  {phone,-4} {logPosterior,7:0.00}"));
    }
}

/// <summary>One phone as JSON.</summary>
internal sealed record PhoneLine(int Schema, string Recording, string Phone, double StartSeconds, double EndSeconds, double Score);

/// <summary>Source-generated JSON of phone lines.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PhoneLine))]
internal sealed partial class PhoneLineJson : JsonSerializerContext;
