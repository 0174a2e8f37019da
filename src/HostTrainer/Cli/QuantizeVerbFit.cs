using System.CommandLine;
using System.Globalization;

using Edge.Runtime.Errors;
using Edge.Runtime.Model;

using HostTrainer.Quantization;
using HostTrainer.Quantization.Fitting;

namespace HostTrainer.Cli;

/// <summary>The part of <c>mohaq quantize</c> that fits a model to a plan on calibration speech.</summary>
internal static class QuantizeVerbFit
{
    private static readonly Option<QuantizationMethod> Method = new("--method")
    {
        Description = "How weights are rounded. bias and compensated fit the model to this plan, prepared makes it ready for every plan.",
        DefaultValueFactory = _ => QuantizationMethod.Mmse,
    };

    private static readonly Option<string[]> Corpus = new("--corpus")
    {
        Description = "Calibration speech in TIMIT's layout, labels not needed; may be repeated. Never the set you test on.",
    };

    private static readonly Option<int> Utterances = new("--utterances")
    {
        Description = "Calibration utterances in all.",
        DefaultValueFactory = _ => CalibrationSpeech.DefaultCount,
    };

    private static readonly Option<string?> ModelOut = new("--model-out") { Description = "Fitted model to write; the plan is for it." };

    /// <summary>Adds the options.</summary>
    public static void AddTo(Command command)
    {
        foreach (Option option in (ReadOnlySpan<Option>)[Method, Corpus, Utterances, ModelOut])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Fits and saves, when asked.</summary>
    /// <returns>The model the plan is for.</returns>
    /// <exception cref="EdgeException">Options are missing or do not go together, or a file cannot be used.</exception>
    public static Result Run(ParseResult parsed, RecognizerModel model, PrecisionPlan plan, CancellationToken cancellation)
    {
        QuantizationMethod method = parsed.GetValue(Method);
        string[] corpora = parsed.GetValue(Corpus) ?? [];
        string? path = parsed.GetValue(ModelOut);
        if (method == QuantizationMethod.Mmse)
        {
            return corpora.Length == 0 && path is null
                ? new Result(model, null, method, null)
                : throw Usage("--corpus and --model-out go with a method that fits", "give --method compensated, or leave them out");
        }

        if (corpora.Length == 0 || path is null)
        {
            throw Usage("fitting needs speech and a model file to write", "give --corpus DIRECTORY and --model-out FILE");
        }

        if (plan.PerMatrixScale && method is QuantizationMethod.Compensated or QuantizationMethod.Prepared)
        {
            throw Usage("compensated rounding has one scale per row", "leave --per-matrix out");
        }

        IReadOnlyList<float[]> speech = CalibrationSpeech.Load(corpora, model.Features, model.Statistics, parsed.GetValue(Utterances));
        if (speech.Count == 0)
        {
            throw EdgeException.BadInput("no utterance is long enough", string.Join(' ', corpora), "give longer recordings");
        }

        RecognizerModel fitted = method == QuantizationMethod.Prepared
            ? PlanPreparer.Prepare(model, speech, cancellation)
            : PlanFitter.Fit(model, plan, speech, new FittingOptions(Codes: method == QuantizationMethod.Compensated, Biases: true), cancellation);
        RecognizerModel saved = ModelFile.Save(WithProvenance(fitted, model, plan, parsed), path);
        double divergence = new PosteriorDivergence(model, speech).Of(saved, plan with { ModelHash = saved.Hash }, null, cancellation);
        return new Result(saved, path, method, divergence);
    }

    private static RecognizerModel WithProvenance(RecognizerModel fitted, RecognizerModel source, PrecisionPlan plan, ParseResult parsed)
    {
        QuantizationMethod method = parsed.GetValue(Method);
        string precisions = method == QuantizationMethod.Prepared ? "every plan" : string.Join(' ', plan.Layers.Select(l => $"{l.WeightBits}/{l.ActivationBits}"));
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{method}, for {precisions}, {parsed.GetValue(Utterances)} utterances, from model {source.Hash}");
        return fitted with { Provenance = new Dictionary<string, string>(fitted.Provenance) { ["quantization"] = text } };
    }

    private static EdgeException Usage(string what, string remedy) => new(ExitCode.Usage, what, "quantize", remedy);

    /// <summary>What fitting gave.</summary>
    /// <param name="Model">The model the plan is for.</param>
    /// <param name="Path">Where it was written, or null.</param>
    /// <param name="Method">How weights are rounded.</param>
    /// <param name="Divergence">Nats per frame on the calibration speech, or null.</param>
    internal sealed record Result(RecognizerModel Model, string? Path, QuantizationMethod Method, double? Divergence);
}
