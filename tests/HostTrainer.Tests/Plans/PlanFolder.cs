using System.Text.Json;

using Edge.Runtime.Model;

using Xunit;

namespace HostTrainer.Tests.Plans;

/// <summary>A folder with a key, made by the verbs themselves, that is gone after the test.</summary>
internal sealed class PlanFolder : IDisposable
{
    public static readonly string ModelHash = new('c', 64);

    private readonly string _path = Directory.CreateTempSubdirectory("mohaq-plans-").FullName;

    public string Trust => File("keys");

    public string File(string name) => Path.Combine(_path, name);

    public async Task<string> KeygenAsync()
    {
        var made = await PlanCommand.RunAsync("keygen", "--out", Trust, "--json");
        using JsonDocument json = JsonDocument.Parse(made.Output);
        return json.RootElement.GetProperty("privateKey").GetString()!;
    }

    public string Plan(string name, int bits)
    {
        System.IO.File.WriteAllBytes(File(name), PrecisionPlan.Uniform(ModelHash, ["L0", "Pr1", "L1", "FC"], bits, bits).ToJson());
        return File(name);
    }

    public async Task<string> SignAsync(string key, long version, int bits = 8, string scope = "device:lab/kitchen")
    {
        string jws = File($"v{version}-{bits}.jws");
        var signed = await PlanCommand.RunAsync(
            "sign", "--plan", Plan($"p{bits}.json", bits), "--key", key, "--scope", scope, "--version", $"{version}", "--expires", "30d", "--out", jws);
        Assert.Equal("", signed.Error);
        return jws;
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
