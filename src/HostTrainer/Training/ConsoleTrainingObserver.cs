using System.Diagnostics;
using System.Globalization;

using HostTrainer.Training.Losses;

using Spectre.Console;

namespace HostTrainer.Training;

/// <summary>
/// Progress on standard error: a bar with loss and time left on a terminal, plain lines otherwise.
/// </summary>
/// <param name="epochs">Epochs of the run.</param>
/// <param name="progress">The bar of a terminal, or null.</param>
public sealed class ConsoleTrainingObserver(int epochs, ProgressTask? progress) : ITrainingObserver
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(20);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private double _firstShare = -1;
    private TimeSpan _lastLine;

    /// <inheritdoc/>
    public void OnMessage(string message) => WriteLine(message);

    /// <inheritdoc/>
    public void OnStep(int epoch, int batch, int batches, LossTally tally)
    {
        double share = (epoch + ((double)batch / batches)) / epochs;
        _firstShare = _firstShare < 0 ? share : _firstShare;
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {epoch + 1}/{epochs} batch {batch}/{batches} loss {tally.PerFrame:F3} frame error {100 * tally.FrameError:F1} % left {Left(share)}");
        if (progress is not null)
        {
            progress.Description = Markup.Escape(text);
            progress.Value = share * progress.MaxValue;
        }
        else if (_clock.Elapsed - _lastLine > LineInterval)
        {
            _lastLine = _clock.Elapsed;
            Console.Error.WriteLine(text);
        }
    }

    /// <inheritdoc/>
    public void OnEpoch(EpochReport report)
    {
        string dev = string.Join(' ', report.Dev.Select(d => string.Create(CultureInfo.InvariantCulture, $"{100 * d.Phones.Rate:F2}({100 * d.Frames.FrameError:F1} {d.Frames.PerFrame:F3})")));
        WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {report.Epoch + 1}: train loss {report.Train.PerFrame:F4} frame error {100 * report.Train.FrameError:F2} %, dev {dev}, mean {100 * report.Error:F2} %{(report.Best ? " best" : "")}, rate {report.LearningRate:G3}, gradient {report.GradientNorm:F2}, {report.Elapsed.TotalSeconds:F0} s"));
    }

    private string Left(double share)
    {
        double done = share - _firstShare;
        return done <= 0 ? "?" : TimeSpan.FromSeconds(Math.Round(_clock.Elapsed.TotalSeconds / done * (1 - share))).ToString("g", CultureInfo.InvariantCulture);
    }

    /// <summary>The console of a running bar moves the bar down by itself.</summary>
    private void WriteLine(string line)
    {
        if (progress is not null)
        {
            AnsiConsole.Console.WriteLine(line);
        }
        else
        {
            Console.Error.WriteLine(line);
        }
    }
}
