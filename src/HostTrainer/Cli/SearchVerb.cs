using System.CommandLine;

using HostTrainer.Search.Evaluation;

namespace HostTrainer.Cli;

/// <summary><c>mohaq search</c>: searches the precision of every layer.</summary>
public static class SearchVerb
{
    /// <summary>Builds the verb with its sub-verbs.</summary>
    /// <param name="load">Opens the model and the corpus a search is about.</param>
    public static Command Create(SearchSubjectLoader load) => new("search", "Searches the precision of every layer for the best error, size, speed and energy.")
    {
        SearchVerbStart.Create(load),
        SearchVerbResume.Create(load),
        SearchVerbFront.Create(),
        SearchVerbPlan.Create(),
        SearchVerbStudy.Create(),
        SearchVerbOperators.Create(),
        SearchVerbChoose.Create(),
        SearchVerbExplain.Create(load),
        SearchVerbReport.Create(),
        SearchVerbMeasure.Create(),
    };
}
