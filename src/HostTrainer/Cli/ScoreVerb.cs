using System.CommandLine;
using System.Globalization;
using System.Text.Json;

using Edge.Runtime.Errors;
using Edge.Runtime.Scoring;

using HostTrainer.Scoring;

using Spectre.Console;

namespace HostTrainer.Cli;

/// <summary><c>mohaq score</c>: the phone error of any recogniser's output, counted as the product counts its own.</summary>
public static class ScoreVerb
{
    private static readonly Option<string> Hypotheses = new("--hypotheses")
    {
        Description = "Recognised phones: lines of speaker/name, a tab, phones separated by spaces.",
        Required = true,
    };

    private static readonly Option<string> Corpus = new("--corpus")
    {
        Description = "A labelled corpus in TIMIT's layout; every utterance must have its line.",
        Required = true,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };

    /// <summary>Builds the verb.</summary>
    public static Command Create()
    {
        Command command = new("score", "Phone error of recognised phones, from any recogniser, on a labelled corpus.") { Hypotheses, Corpus, Json };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string path = parsed.GetRequiredValue(Hypotheses);
        PhoneErrorReport report = HypothesisScorer.Score(HypothesisFile.Read(path), path, TimitCorpus.Open(parsed.GetRequiredValue(Corpus)));
        ScoreDocument document = ScoreDocument.Of(report);
        if (parsed.GetValue(Json))
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(document, ScoreVerbJson.Default.ScoreDocument));
        }
        else
        {
            Print(document);
        }

        return (int)ExitCode.Ok;
    }

    private static void Print(ScoreDocument score)
    {
        Table table = new Table().AddColumns("figure", "value");
        table.AddRow("utterances", Number(score.Utterances));
        table.AddRow("phones said", Number(score.Phones));
        table.AddRow("phone error rate", score.PhoneErrorRate.ToString("0.00 %", CultureInfo.InvariantCulture));
        table.AddRow("substitutions", Number(score.Substitutions));
        table.AddRow("deletions", Number(score.Deletions));
        table.AddRow("insertions", Number(score.Insertions));
        table.AddRow("most frequent", string.Join(", ", score.Confusions.Select(c => $"{c.Reference ?? "-"} as {c.Hypothesis ?? "-"} {c.Count}")));
        AnsiConsole.Write(table);
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
