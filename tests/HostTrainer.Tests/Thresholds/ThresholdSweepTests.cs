using System.Text.Json;

using Edge.Runtime.Cells;
using Edge.Runtime.Errors;
using Edge.Runtime.Model;

using HostTrainer.Cli;
using HostTrainer.Evaluation;
using HostTrainer.Search.Nsga;
using HostTrainer.Tests.Evaluation;
using HostTrainer.Tests.Training;
using HostTrainer.Thresholds;

using Xunit;

namespace HostTrainer.Tests.Thresholds;

public sealed class ThresholdSweepTests : IDisposable
{
    private readonly ToyCorpus _corpus = new(trainUtterances: 5, devUtterances: 1);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mohaq-sweep");
    private readonly RecognizerModel _model;

    public ThresholdSweepTests() => _model = SmallModel.Save(PathOf("model.safetensors"));

    public void Dispose()
    {
        _corpus.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Eliminated_operations_are_those_that_streams_did_not_make()
    {
        EvaluationSet speech = EvaluationSet.Load([_corpus.Train], _model, null);
        ThresholdGrid grid = new(_model.UniformPlan(8, 8), ThresholdGroups.Paper(_model.Topology), [8, 24]);
        ThresholdSweep sweep = new(_model, speech, threads: 1);

        IReadOnlyList<SweepPoint> points = sweep.Run(grid.Plans(), null, _ => { }, CancellationToken.None);

        Assert.Equal(9, points.Count);
        Assert.Equal(sweep.Error(_model.UniformPlan(8, 8), CancellationToken.None), points[0].Error);
        Assert.True(points[^1].Eliminated > points[0].Eliminated);
        foreach (SweepPoint point in points)
        {
            (long made, long all) = Counted(point.Plan, speech);
            Assert.Equal(1 - ((double)made / all), point.Eliminated, 12);
            Assert.Null(point.Time);
        }
    }

    [Fact]
    public void The_front_is_what_no_other_combination_beats()
    {
        EvaluationSet speech = EvaluationSet.Load([_corpus.Train], _model, null);
        ThresholdGrid grid = new(_model.UniformPlan(8, 8), ThresholdGroups.Paper(_model.Topology), null);

        IReadOnlyList<SweepPoint> points = new ThresholdSweep(_model, speech).Run(grid.Plans(), null, _ => { }, CancellationToken.None);

        double[][] values = [.. points.Select(p => new[] { p.Error, -p.Eliminated })];
        Assert.All(points.Index(), p => Assert.Equal(p.Item.OnFront, !values.Any(v => Dominance.Dominates(v, values[p.Index]))));
        Assert.Contains(points, p => !p.OnFront);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_frame_takes_time_beside_dense(bool bidirectional)
    {
        RecognizerModel model = SmallModel.Save(PathOf($"{bidirectional}.safetensors"), 1, bidirectional);
        FrameTimer timer = new(model, model.UniformPlan(8, 8), EvaluationSet.Load([_corpus.Train], model, null), rounds: 3);

        FrameTime time = timer.Measure(model.UniformPlan(8, 8, deltaThreshold: 8));

        Assert.True(time.Microseconds > 0 && time.DenseMicroseconds > 0 && double.IsFinite(time.Speedup) && time.Speedup > 0);
    }

    [Fact]
    public async Task The_verb_prints_every_combination_and_writes_the_chosen_plan()
    {
        string[] arguments = ["sweep", "--model", PathOf("model.safetensors"), "--bits", "8", "--corpus", _corpus.Train, "--corpus", _corpus.Dev, "--rounds", "0", "--max-rise", "100"];

        (int code, string json) = await RunAsync([.. arguments, "--json", "--out", PathOf("plan.json")]);
        (_, string csv) = await RunAsync([.. arguments, "--csv"]);
        (_, string table) = await RunAsync(arguments);

        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement[] points = [.. document.RootElement.GetProperty("points").EnumerateArray()];
        int chosen = document.RootElement.GetProperty("chosen").GetInt32();
        PrecisionPlan plan = PrecisionPlan.Load(PathOf("plan.json"));
        Assert.Equal(0, code);
        Assert.Equal(1, document.RootElement.GetProperty("schema").GetInt32());
        Assert.Equal(25, points.Length);
        Assert.Equal(points[chosen - 1].GetProperty("thresholds").EnumerateArray().Select(t => t.GetInt32()), plan.Layers.Select(l => l.DeltaThreshold!.Value));
        Assert.Equal(points.Max(p => p.GetProperty("eliminated").GetDouble()), points[chosen - 1].GetProperty("eliminated").GetDouble());
        Assert.Equal(26, csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("chosen", table, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("neither", "")]
    [InlineData("is no threshold", "--bits 8 --values 1,x")]
    [InlineData("has no thresholds", "--bits 8 --groups plan")]
    [InlineData("is no bit width", "--bits 7")]
    [InlineData("below 0", "--bits 8 --rounds -1")]
    public async Task Settings_that_make_no_sweep_are_refused(string reason, string options)
    {
        string[] arguments = ["sweep", "--model", PathOf("model.safetensors"), "--corpus", _corpus.Dev, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

        EdgeException error = await Assert.ThrowsAsync<EdgeException>(() => RunAsync(arguments));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_thresholds_of_a_plan_are_measured_by_themselves()
    {
        PrecisionPlan plan = _model.UniformPlan(8, 8, deltaThreshold: 5);
        File.WriteAllBytes(PathOf("own.json"), plan.ToJson());

        (_, string json) = await RunAsync(["sweep", "--model", PathOf("model.safetensors"), "--plan", PathOf("own.json"), "--groups", "plan", "--corpus", _corpus.Dev, "--rounds", "1", "--json"]);

        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement point = Assert.Single(document.RootElement.GetProperty("points").EnumerateArray());
        Assert.All(point.GetProperty("thresholds").EnumerateArray(), t => Assert.Equal(5, t.GetInt32()));
        Assert.True(point.GetProperty("time").GetProperty("speedup").GetDouble() > 0);
    }

    /// <summary>Multiply-accumulates of a device that hears the same speech, frame by frame, and all of them.</summary>
    private (long Made, long All) Counted(PrecisionPlan plan, EvaluationSet speech)
    {
        StreamingNetwork stream = new(new QuantizedNetwork(_model, plan));
        int[] logPosteriors = new int[_model.Topology.Outputs];
        foreach (EvaluationUtterance utterance in speech.Utterances)
        {
            stream.Reset();
            short[] delayed = [.. utterance.Features, .. new short[_model.Topology.OutputDelay * _model.Topology.InputSize]];
            foreach (short[] frame in delayed.Chunk(_model.Topology.InputSize))
            {
                stream.Step(frame, logPosteriors);
            }
        }

        IReadOnlyList<MatrixShape> shapes = _model.Topology.Matrices();
        return (
            shapes.Zip(stream.Products, (s, p) => s.Rows * p.UpdatedInputs).Sum(),
            shapes.Zip(stream.Products, (s, p) => s.Rows * p.OfferedInputs).Sum());
    }

    private static async Task<(int Code, string Output)> RunAsync(string[] arguments)
    {
        StringWriter output = new();
        int code = await DeltaVerb.Create().Parse(arguments).InvokeAsync(
            new System.CommandLine.InvocationConfiguration { Output = output, Error = new StringWriter(), EnableDefaultExceptionHandler = false });
        return (code, output.ToString());
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
