using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;

namespace HostTrainer.Workers;

/// <summary>
/// The name of a search on a broker: the same whenever and wherever it is resumed, different from every other search's. A larger budget does
/// not change it.
/// </summary>
public static class RunKey
{
    /// <summary>Its length in hexadecimal digits.</summary>
    public const int Digits = 32;

    /// <summary>The key of a run: the beginning of a SHA-256 over when it was begun, its number and its settings.</summary>
    public static string Of(SearchRun run)
    {
        string settings = JsonSerializer.Serialize(run.Settings with { Evaluations = 0 }, SearchJson.Default.SearchSettings);
        string text = string.Create(CultureInfo.InvariantCulture, $"{run.Created.UtcTicks}\n{run.Id}\n{settings}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Digits];
    }
}
