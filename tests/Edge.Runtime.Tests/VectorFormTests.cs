using System.Diagnostics;

using Edge.Runtime.Numerics;

using Xunit;

namespace Edge.Runtime.Tests;

public class VectorFormTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData("DOTNET_EnableAVX512", "Avx2")]
    [InlineData("DOTNET_EnableAVX2", "Vector128")]
    [InlineData("DOTNET_EnableHWIntrinsic", "Scalar")]
    public async Task A_process_without_these_instructions_chooses_the_next_form_and_computes_the_same(string switchedOff, string? chosen)
    {
        ProcessStartInfo start = new("dotnet", ["exec", typeof(VectorFormProgram).Assembly.Location]) { RedirectStandardOutput = true };
        if (switchedOff.Length > 0)
        {
            start.Environment[switchedOff] = "0";
        }

        using Process process = Process.Start(start)!;
        string[] lines = (await process.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);

        VectorPath best = Enum.Parse<VectorPath>(lines[0]);
        VectorPath here = chosen is null ? VectorPaths.Best : Enum.Parse<VectorPath>(chosen);
        Assert.Equal(here < VectorPaths.Best ? here : VectorPaths.Best, best);
        Assert.Equal((int)best + 1, lines.Length - 1);
        Assert.All(lines[1..], hash => Assert.Equal(VectorFormProgram.Hash(VectorPath.Scalar), hash));
    }
}
