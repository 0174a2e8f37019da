using Edge.Runtime.Errors;

namespace HostTrainer.Choosing;

/// <summary>What decides between the points that keep every limit.</summary>
/// <param name="Best">The figure to take the best of; null for the knee.</param>
public sealed record Preference(Figure? Best)
{
    /// <summary>The knee of the front.</summary>
    public static Preference Knee { get; } = new((Figure?)null);

    /// <summary>Reads <c>knee</c> or the name of a figure.</summary>
    /// <exception cref="EdgeException">Neither (exit code 2).</exception>
    public static Preference Parse(string name)
    {
        foreach (Figure figure in FigureFacts.All)
        {
            if (FigureFacts.Name(figure) == name)
            {
                return new Preference(figure);
            }
        }

        return name == "knee"
            ? Knee
            : throw new EdgeException(
                ExitCode.Usage, $"no preference '{name}'", "--prefer", $"use knee, {string.Join(", ", FigureFacts.All.Select(FigureFacts.Name))}");
    }
}
