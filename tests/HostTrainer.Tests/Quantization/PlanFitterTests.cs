using Edge.Runtime.Model;

using HostTrainer.Quantization.Fitting;

using Xunit;

namespace HostTrainer.Tests.Quantization;

public class PlanFitterTests
{
    private static readonly FittingOptions Everything = new(Codes: true, Biases: true);
    private static readonly IReadOnlyList<float[]> Calibration = RandomNetwork.Speech(24, seed: 3);
    private static readonly IReadOnlyList<float[]> Other = RandomNetwork.Speech(12, seed: 4);

    [Theory]
    [InlineData(false, 2, 8, 0.6)]
    [InlineData(false, 4, 8, 0.6)]
    [InlineData(false, 4, 4, 1)]
    [InlineData(true, 2, 8, 0.6)]
    public void Fitting_to_a_plan_brings_posteriors_of_other_speech_nearer_to_the_float_network(
        bool bidirectional, int weightBits, int activationBits, double atMost)
    {
        RecognizerModel model = RandomNetwork.Create(bidirectional);
        PrecisionPlan plan = model.UniformPlan(weightBits, activationBits);
        PosteriorDivergence divergence = new(model, Other);
        RecognizerModel fitted = PlanFitter.Fit(model, plan, Calibration, Everything);
        Assert.InRange(divergence.Of(fitted, plan), 0, atMost * divergence.Of(model, plan));
    }

    [Fact]
    public void Biases_alone_help_where_weights_are_coarse()
    {
        RecognizerModel model = RandomNetwork.Create();
        PrecisionPlan plan = model.UniformPlan(2, 8);
        PosteriorDivergence divergence = new(model, Other);
        RecognizerModel fitted = PlanFitter.Fit(model, plan, Calibration, new FittingOptions(Codes: false, Biases: true));
        Assert.Null(fitted.Prepared);
        Assert.Equal(model.Masters["L1.weight"], fitted.Masters["L1.weight"]);
        Assert.True(divergence.Of(fitted, plan) < divergence.Of(model, plan));
    }

    [Fact]
    public void A_prepared_model_is_better_at_many_plans_and_the_same_at_16_bits()
    {
        RecognizerModel model = RandomNetwork.Create();
        RecognizerModel prepared = PlanPreparer.Prepare(model, Calibration);
        PosteriorDivergence divergence = new(model, Other);
        foreach ((int weights, int activations) in new[] { (2, 8), (4, 8), (2, 16), (2, 4) })
        {
            PrecisionPlan plan = model.UniformPlan(weights, activations);
            Assert.True(divergence.Of(prepared, plan) < divergence.Of(model, plan));
        }

        Assert.Equal(divergence.Of(model, model.MasterPlan()), divergence.Of(prepared, model.MasterPlan()));
    }

    [Fact]
    public void The_same_speech_gives_the_same_model_again()
    {
        RecognizerModel model = RandomNetwork.Create();
        PrecisionPlan plan = model.UniformPlan(2, 4);
        RecognizerModel once = PlanFitter.Fit(model, plan, Calibration, Everything), again = PlanFitter.Fit(model, plan, Calibration, Everything);
        Assert.Equal(once.Calibration.Layers, again.Calibration.Layers);
        Assert.All(once.Prepared!, p => Assert.Equal(p.Value.Codes, again.Prepared![p.Key].Codes));
        Assert.All(once.Masters, m => Assert.Equal(m.Value, again.Masters[m.Key]));
    }
}
