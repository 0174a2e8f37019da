using System.Globalization;

using HostTrainer.Search;

namespace HostTrainer.Cli;

/// <summary>The progress of a search for people: one line that is written over on a terminal, else a line now and then.</summary>
/// <param name="output">Where to.</param>
/// <param name="terminal">Whether a line can be written over.</param>
internal sealed class SearchProgressLine(TextWriter output, bool terminal)
{
    private const int Every = 10;
    private const int BarWidth = 20;
    private int _width;

    /// <summary>Shows the progress after an evaluation.</summary>
    public void Show(SearchProgress progress)
    {
        if (terminal)
        {
            string line = $"{Bar(progress)} {Text(progress)}";
            output.Write("\r" + line.PadRight(_width));
            _width = line.Length;
        }
        else if (progress.Done == progress.Budget || progress.Done % Every == 0)
        {
            output.WriteLine(Text(progress));
        }
    }

    /// <summary>Says something else, on a line of its own.</summary>
    public void Notice(string text)
    {
        End();
        output.WriteLine(text);
    }

    /// <summary>Ends the line, so that others can be written.</summary>
    public void End()
    {
        if (_width > 0)
        {
            output.WriteLine();
            _width = 0;
        }
    }

    private static string Bar(SearchProgress progress)
    {
        int full = (int)((long)BarWidth * progress.Done / progress.Budget);
        return $"[{new string('#', full)}{new string('.', BarWidth - full)}]";
    }

    private static string Text(SearchProgress progress)
    {
        double left = progress.Seconds / progress.Fresh * (progress.Budget - progress.Done);
        string best = progress.BestError is double error ? string.Create(CultureInfo.InvariantCulture, $"{error:0.00} %") : "-";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{progress.Done} of {progress.Budget}, generation {progress.Generation}, hypervolume {progress.Hypervolume:0.0000}, {progress.Feasible} feasible, best error {best}, {Duration(progress.Seconds)}, {Duration(left)} left");
    }

    private static string Duration(double seconds) => seconds switch
    {
        < 100 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
        < 6000 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.0} h"),
    };
}
