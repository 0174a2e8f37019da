using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

using Edge.Runtime.Errors;
using Edge.Runtime.Model;

using HostTrainer.Workers;

using Xunit;

namespace HostTrainer.Tests.Workers;

public sealed partial class WorkerMessageTests
{
    [Fact]
    public void The_documented_job_is_read_and_written_as_it_stands()
    {
        EvaluationJob job = WorkerMessages.ReadJob(Example(0), "docs");

        Assert.Equal((17, "4 4 8 8", 4, 29.41), (job.Sequence, job.Genome, job.Subsets, job.Enough));
        Assert.Equal(2, PrecisionPlan.Parse(Encoding.UTF8.GetBytes(job.Plan.GetRawText()), "docs").Layers.Count);
        Same(Example(0), WorkerMessages.Write(job));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void The_documented_answers_are_read_and_written_as_they_stand(int example, bool refused)
    {
        EvaluationAnswer answer = WorkerMessages.ReadAnswer(Example(example), "docs");

        Assert.Equal(refused, answer.Refusal is not null);
        Assert.Equal(refused ? 0 : 4, answer.SubsetErrors.Count);
        Same(Example(example), WorkerMessages.Write(answer));
    }

    [Theory]
    [InlineData("schema", "2")]
    [InlineData("run", "\"UPPER\"")]
    [InlineData("session", "\"\"")]
    [InlineData("sequence", "-1")]
    [InlineData("modelHash", "\"../../etc\"")]
    [InlineData("corpusHash", "null")]
    [InlineData("corpora", "[]")]
    [InlineData("corpora", "[\"\"]")]
    [InlineData("maxUtterances", "0")]
    [InlineData("subsets", "0")]
    [InlineData("plan", "[]")]
    public void A_job_with_a_wrong_value_is_refused(string member, string value) =>
        Refused(Example(0), member, value, json => WorkerMessages.ReadJob(json, "mohaq.jobs"));

    [Theory]
    [InlineData("schema", "0")]
    [InlineData("sequence", "-1")]
    [InlineData("subsetErrors", "[]")]
    [InlineData("subsetErrors", "[-1]")]
    [InlineData("subsetErrors", "[1e999]")]
    [InlineData("updatedFractions", "[1.5]")]
    [InlineData("refusal", "{\"what\":\"a\",\"where\":\"b\",\"remedy\":\"c\"}")]
    [InlineData("refusal", "{\"what\":null,\"where\":\"b\",\"remedy\":\"c\"}")]
    public void An_answer_with_a_wrong_value_is_refused(string member, string value) =>
        Refused(Example(1), member, value, json => WorkerMessages.ReadAnswer(json, "mohaq.answers"));

    [Fact]
    public void A_message_that_is_too_long_is_refused_unread()
    {
        EdgeException e = Assert.Throws<EdgeException>(() => WorkerMessages.ReadJob(new byte[WorkerMessages.MaxBytes + 1], "mohaq.jobs"));

        Assert.Contains("too many", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_message_cut_short_is_refused()
    {
        byte[] whole = Example(0);
        for (int length = 0; length < whole.AsSpan().TrimEnd("\n "u8).Length; length += 7)
        {
            Assert.Throws<EdgeException>(() => WorkerMessages.ReadJob(whole.AsSpan(0, length), "mohaq.jobs"));
        }
    }

    private static void Refused(byte[] example, string member, string value, Action<byte[]> read)
    {
        JsonObject message = JsonNode.Parse(example)!.AsObject();
        message[member] = "$value";
        string text = message.ToJsonString().Replace("\"$value\"", value, StringComparison.Ordinal);

        EdgeException e = Assert.Throws<EdgeException>(() => read(Encoding.UTF8.GetBytes(text)));

        Assert.Equal(ExitCode.BadInput, e.ExitCode);
        Assert.StartsWith("mohaq.", e.Where, StringComparison.Ordinal);
    }

    private static void Same(byte[] expected, byte[] actual) => Assert.True(
        JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), Encoding.UTF8.GetString(actual));

    private static byte[] Example(int number)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "docs", "workers.md")))
        {
            folder = folder.Parent;
        }

        string text = File.ReadAllText(Path.Combine(folder!.FullName, "docs", "workers.md"));
        return Encoding.UTF8.GetBytes(JsonBlock().Matches(text)[number].Groups[1].Value);
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();
}
