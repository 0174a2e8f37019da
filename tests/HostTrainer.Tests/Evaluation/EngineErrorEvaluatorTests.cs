using Edge.Runtime.Model;

using HostTrainer.Evaluation;
using HostTrainer.Search.Evaluation;
using HostTrainer.Tests.Training;

using Xunit;

namespace HostTrainer.Tests.Evaluation;

public sealed class EngineErrorEvaluatorTests : IDisposable
{
    private readonly ToyCorpus _corpus = new(trainUtterances: 6, devUtterances: 1);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mohaq-evaluator");

    public void Dispose()
    {
        _corpus.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(CellKind.Sru, false, 1L << 26)]
    [InlineData(CellKind.Sru, false, 40_000L)]
    [InlineData(CellKind.Sru, true, 1L << 26)]
    [InlineData(CellKind.Lstm, false, 1L << 26)]
    [InlineData(CellKind.Gru, true, 1L << 26)]
    [InlineData(CellKind.LiGru, false, 40_000L)]
    public void Sharing_the_first_layers_of_plans_changes_no_error_and_no_count(CellKind cell, bool bidirectional, long cacheBytes)
    {
        RecognizerModel model = Model(bidirectional, cell);
        EvaluationSet set = EvaluationSet.Load([_corpus.Train], model, null);
        EngineErrorEvaluator plain = new(model, set, subsets: 1, threads: 1, cacheBytes: 0);
        EngineErrorEvaluator shared = new(model, set, subsets: 1, threads: 2, cacheBytes: cacheBytes);

        foreach (PrecisionPlan plan in Plans(model))
        {
            ErrorMeasurement expected = plain.Measure(plan, null, default);
            ErrorMeasurement found = shared.Measure(plan, null, default);
            EvaluationResult reference = Evaluator.Run(model, plan, set);

            Assert.Equal(expected.SubsetErrors, found.SubsetErrors);
            Assert.Equal(100 * reference.Report.Total.Rate, found.SubsetErrors[0]);
            Assert.Equal(expected.UpdatedFractions, found.UpdatedFractions);
            Assert.Equal(plan.Layers[0].DeltaThreshold is null ? [] : reference.UpdatedFraction, found.UpdatedFractions);
        }
    }

    [Fact]
    public void The_cache_keeps_its_bound_and_forgets_what_was_not_used_for_longest()
    {
        PrefixCache cache = new(3 * 208);
        for (int i = 0; i < 3; i++)
        {
            cache.Add("a", i, new LayerOutput(new short[100], [i]));
        }

        Assert.NotNull(cache.Find("a", 0));
        cache.Add("b", 0, new LayerOutput(new short[100], [7]));

        Assert.Null(cache.Find("a", 1));
        Assert.Equal(0, cache.Find("a", 0)!.Updated[0]);
        Assert.Equal(7, cache.Find("b", 0)!.Updated[0]);
        Assert.Equal(3 * 208, cache.Bytes);
        cache.Add("c", 0, new LayerOutput(new short[1000], []));
        Assert.Null(cache.Find("c", 0));
    }

    [Fact]
    public void A_hopeless_first_subset_spares_the_others_when_asked_to()
    {
        RecognizerModel model = Model(false);
        EvaluationSet set = EvaluationSet.Load([_corpus.Train, _corpus.Dev], model, null);
        EvaluationSet speakers = new([.. set.Utterances.Select((u, i) => u with { Speaker = $"s{i % 3}" })]);
        EngineErrorEvaluator careful = new(model, speakers, subsets: 3);
        EngineErrorEvaluator quick = new(model, speakers, subsets: 3, stopEarly: true);
        PrecisionPlan plan = model.UniformPlan(4, 8);

        IReadOnlyList<double> all = careful.Measure(plan, 1, default).SubsetErrors;

        Assert.Equal(3, all.Count);
        Assert.True(all[0] > 1);
        Assert.Equal([all[0]], quick.Measure(plan, 1, default).SubsetErrors);
        Assert.Equal(all, quick.Measure(plan, all[0], default).SubsetErrors);
        Assert.Equal(all, quick.Measure(plan, null, default).SubsetErrors);
    }

    [Fact]
    public void A_part_of_a_corpus_is_spread_over_it_and_has_another_hash()
    {
        RecognizerModel model = Model(false);
        EvaluationSet all = EvaluationSet.Load([_corpus.Train, _corpus.Dev], model, null);
        EvaluationSet part = EvaluationSet.Load([_corpus.Train, _corpus.Dev], model, 3);

        Assert.Equal(7, all.Utterances.Count);
        Assert.Equal(["utt0", "utt2", "utt4", "utt0"], part.Utterances.Select(u => u.Name));
        Assert.NotEqual(all.Hash(), part.Hash());
        Assert.Equal(all.Hash(), EvaluationSet.Load([_corpus.Train, _corpus.Dev], model, null).Hash());
    }

    private RecognizerModel Model(bool bidirectional, CellKind cell = CellKind.Sru) =>
        SmallModel.Save(Path.Combine(_folder.FullName, $"{cell}{bidirectional}.safetensors"), 1, bidirectional, cell);

    /// <summary>Plans that share none, some or all of their first layers, dense and with delta thresholds.</summary>
    private static IEnumerable<PrecisionPlan> Plans(RecognizerModel model)
    {
        int[] widths = [2, 4, 8, 16];
        Random random = new(4);
        PrecisionPlan plan = model.UniformPlan(8, 8);
        for (int i = 0; i < 24; i++)
        {
            LayerPrecision[] layers = [.. plan.Layers];
            int layer = random.Next(layers.Length);
            layers[layer] = new LayerPrecision(layers[layer].Name, widths[random.Next(4)], widths[random.Next(4)]);
            plan = plan with { Layers = layers };
            yield return plan;
            yield return plan with { Layers = [.. layers.Select(l => l with { DeltaThreshold = random.Next(3) })] };
        }
    }
}
