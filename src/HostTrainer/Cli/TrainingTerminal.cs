using HostTrainer.Training;

using Spectre.Console;

namespace HostTrainer.Cli;

/// <summary>Shows the progress of a training on standard error: a bar on a terminal, lines otherwise.</summary>
internal static class TrainingTerminal
{
    /// <summary>Runs a training.</summary>
    /// <param name="epochs">Epochs of the run.</param>
    /// <param name="train">The training; is given who to tell about progress.</param>
    public static T Run<T>(int epochs, Func<ITrainingObserver, T> train)
    {
        if (Console.IsErrorRedirected)
        {
            return train(new ConsoleTrainingObserver(epochs, null));
        }

        AnsiConsole.Console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return AnsiConsole.Progress()
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context => train(new ConsoleTrainingObserver(epochs, context.AddTask("reading data"))));
    }
}
