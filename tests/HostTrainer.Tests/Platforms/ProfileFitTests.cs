using System.CommandLine;
using System.Text;
using System.Text.Json;

using Edge.Runtime.Errors;
using Edge.Telemetry.Contracts;
using Edge.Telemetry.Energy;
using Edge.Telemetry.Mqtt;
using Edge.Telemetry.Platforms;
using Edge.Telemetry.Profiles;

using HostTrainer.Cli;
using HostTrainer.Costs;
using HostTrainer.Fleet;

using Xunit;

namespace HostTrainer.Tests.Platforms;

public class ProfileFitTests
{
    [Theory]
    [InlineData(CacheState.Warm)]
    [InlineData(CacheState.Cold)]
    public void Exact_times_give_back_the_terms_they_were_made_of(CacheState caches)
    {
        PlatformMeasured platform = ProfileFit.Fit(MeasuredSamples.Profile(() => 1), "sample", caches);

        MeasuredTerms truth = MeasuredSamples.Terms, found = platform.Terms;
        AssertClose(truth.LayerNanoseconds, found.LayerNanoseconds);
        AssertClose(truth.StepOutputNanoseconds, found.StepOutputNanoseconds);
        AssertClose(truth.Of(8).OutputNanoseconds, found.Of(8).OutputNanoseconds);
        AssertClose(truth.Of(16).InputNanoseconds, found.Of(16).InputNanoseconds);
        AssertClose(truth.Skipping!.InputNanoseconds, found.Skipping!.InputNanoseconds);
        AssertClose(truth.Skipping.ChangedInputNanoseconds, found.Skipping.ChangedInputNanoseconds);
        Assert.Equal(caches == CacheState.Warm ? (truth.NearBytes, truth.FarBytes) : (0, 0), (found.NearBytes, found.FarBytes));
        AssertClose(caches == CacheState.Warm ? truth.FarByteNanoseconds : 0, found.FarByteNanoseconds);
        foreach (MeasuredPrecision precision in truth.Precisions)
        {
            MeasuredPrecision fitted = found.Of(precision.WeightBits, precision.ActivationBits);

            // With cold caches the time of a weight's bytes is told with its multiply-accumulate.
            double fetch = caches == CacheState.Warm ? 0 : truth.FarByteNanoseconds * precision.WeightBits / 8;
            AssertClose(precision.MacNanoseconds + fetch, fitted.MacNanoseconds);
            AssertClose(precision.ChangedMacNanoseconds!.Value + fetch, fitted.ChangedMacNanoseconds!.Value);
        }

        Assert.True(platform.Fit.HeldOutSteps is { Points: 5, RelativeWorst: < 0.001 });
        Assert.True(platform.Fit.HeldOutProducts is { Points: > 100, RelativeWorst: < 0.02 });
    }

    [Fact]
    public void The_error_on_held_out_times_tells_how_much_they_scatter()
    {
        Random random = new(3);

        MeasuredFit fit = ProfileFit.Fit(MeasuredSamples.Profile(() => 1 + (0.2 * (random.NextDouble() - 0.5))), "noisy", CacheState.Warm).Fit;

        // Uniform within 10 % either way: 5.8 % rms.
        Assert.InRange(fit.HeldOutProducts.RelativeRms, 0.045, 0.075);
        Assert.True(fit.HeldOutProducts.RelativeWorst >= 0.09);
        Assert.InRange(fit.HeldOutSteps.RelativeRms, 0.01, 0.1);
    }

    [Fact]
    public void Times_that_do_not_follow_the_terms_show_as_error()
    {
        DeviceProfile profile = MeasuredSamples.Profile(() => 1);
        ProfileRun[] odd = [.. profile.Runs.Select(r => r.UpdatedFraction is null && !r.IsUniform() ? r with { Step = new ProfileTime(3 * r.Step!.Median, 1, 1e6) } : r)];

        FitError heldOut = ProfileFit.Fit(profile with { Runs = odd }, "odd", CacheState.Warm).Fit.HeldOutSteps;

        Assert.InRange(heldOut.RelativeRms, 0.3, 1);
    }

    [Fact]
    public void Energy_comes_from_a_meter_or_not_at_all()
    {
        MeasuredEnergy metered = ProfileFit.Fit(MeasuredSamples.Profile(() => 1, watts: 2.5), "metered", CacheState.Warm).Energy!;

        AssertClose(2.5, metered.Watts);
        Assert.Equal(("test meter", EnergyTier.Metered), (metered.Source, metered.Tier));
        Assert.True(metered.Fit.RelativeWorst < 0.001);
        Assert.Null(ProfileFit.Fit(MeasuredSamples.Profile(() => 1), "none", CacheState.Warm).Energy);
    }

    [Fact]
    public void A_profile_without_a_bit_width_cannot_be_fitted_and_says_which()
    {
        DeviceProfile profile = MeasuredSamples.Profile(() => 1);
        DeviceProfile without = profile with { Runs = [.. profile.Runs.Where(r => !r.WeightBits.Contains(4))] };

        EdgeException e = Assert.Throws<EdgeException>(() => ProfileFit.Fit(without, "x", CacheState.Warm));

        Assert.Contains("4 x 8 bits", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"schema\":1", "\"schema\":9", "schema 9")]
    [InlineData("\"median\":", "\"median\":-", "runs[0]: a time")]
    [InlineData("\"weightBits\":[2,", "\"weightBits\":[3,", "runs[0]: weightBits")]
    [InlineData("\"weightBits\":[2,", "\"weightBits\":[2,2,", "runs[0]: weightBits, activationBits and products need 6")]
    [InlineData("\"modelHash\":\"a", "\"modelHash\":\"A", "modelHash")]
    [InlineData("\"rows\":2048", "\"rows\":0", "1 to 64 layers")]
    [InlineData("\"tier\":\"metered\"", "\"tier\":\"modelled\"", "meter")]
    [InlineData("{", "[", "not a profile document")]
    public void A_bad_profile_is_refused_with_the_reason_and_the_place(string good, string bad, string reason)
    {
        string json = ProfileFile.Write(MeasuredSamples.Profile(() => 1, watts: 1));
        int at = json.IndexOf(good, StringComparison.Ordinal);
        Assert.True(at >= 0);

        EdgeException e = Assert.Throws<EdgeException>(() => ProfileFile.Parse(Encoding.UTF8.GetBytes(json[..at] + bad + json[(at + good.Length)..]), "profile.json"));

        Assert.Equal(ExitCode.BadInput, e.ExitCode);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.Contains("profile.json", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_file_becomes_a_platform_that_costs_plans_and_can_be_searched_for()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("mohaq-profile");
        try
        {
            string profile = Path.Combine(folder.FullName, "profile.json"), platform = Path.Combine(folder.FullName, "kitchen.json");
            File.WriteAllText(profile, ProfileFile.Write(MeasuredSamples.Profile(() => 1)));

            JsonElement fitted = await RunAsync("profile", "--in", profile, "--out", platform, "--json");
            JsonElement cost = await RunAsync("cost", "--platform", platform, "--topology", "sru4-paper", "--genome", "16 16 16 16 16 16 16 16", "--json");

            Assert.Equal("kitchen", fitted.GetProperty("name").GetString());
            Assert.True(fitted.GetProperty("fit").GetProperty("heldOutSteps").GetProperty("relativeRms").GetDouble() < 0.001);
            Assert.Equal(1, cost.GetProperty("speedup").GetDouble(), 9);
            Assert.True(cost.GetProperty("microseconds").GetDouble() > 0);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_profile_that_a_device_publishes_is_received_and_fitted()
    {
        BrokerAccount device = BrokerAccount.WithRandomPassword("kitchen", "readwrite mohaq/v1/lab/kitchen/#");
        await using LoopbackBroker broker = await LoopbackBroker.StartAsync([device]);
        DeviceAddress address = new("lab", "kitchen");
        MqttOptions Options(string id) => new("127.0.0.1", broker.Port, id) { UserName = device.Name, Password = device.Password };
        DeviceProfile sent = MeasuredSamples.Profile(() => 1);
        byte[] payload = PayloadCodec.Write(new PayloadStamper(TimeProvider.System).Stamp(new ProfilePayload { Profile = sent }));
        await using MosquittoLink link = new(Options("device"));
        await link.ConnectAsync(TimeSpan.FromSeconds(10));

        Task<DeviceProfile> receiving = ProfileReceiver.ReceiveAsync(Options("host"), address, TimeSpan.FromSeconds(60), CancellationToken.None);
        while (!receiving.IsCompleted)
        {
            await link.PublishAsync(new Topics(address).Profile, payload, MqttQos.AtLeastOnce, retain: false);
            await Task.WhenAny(receiving, Task.Delay(100));
        }

        Assert.Equal(ProfileFile.Write(sent), ProfileFile.Write(await receiving));
    }

    [Fact]
    public void A_profile_comes_from_a_file_or_from_a_broker()
    {
        Assert.NotEmpty(PlatformVerb.Create().Parse(["profile", "--out", "x"]).Errors);
        Assert.NotEmpty(PlatformVerb.Create().Parse(["profile", "--out", "x", "--in", "y", "--broker", "z"]).Errors);
        Assert.Empty(PlatformVerb.Create().Parse(["profile", "--out", "x", "--broker", "z", "--site", "s", "--device", "d"]).Errors);
    }

    private static async Task<JsonElement> RunAsync(params string[] args)
    {
        using StringWriter output = new();
        Assert.Equal(0, await PlatformVerb.Create().Parse(args).InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output }));
        return JsonDocument.Parse(output.ToString()).RootElement;
    }

    private static void AssertClose(double expected, double actual) => Assert.InRange(actual, expected * 0.98, expected * 1.02);
}
