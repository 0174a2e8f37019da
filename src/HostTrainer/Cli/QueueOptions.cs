using System.CommandLine;

using Edge.Runtime.Errors;

using HostTrainer.Workers;

namespace HostTrainer.Cli;

/// <summary>The options that name a RabbitMQ broker.</summary>
internal static class QueueOptions
{
    private const string Form = "RabbitMQ broker as amqp://user@host:port/vhost, or amqps:// for TLS.";

    private static readonly Option<string> Queue = new("--queue") { Description = Form, Required = true };

    private static readonly Option<string?> Workers = new("--workers")
    {
        Description = $"Let 'mohaq worker' processes measure; --threads is then the number of jobs sent out at a time (64 without it). {Form}",
    };

    private static readonly Option<string?> PasswordFile = new("--queue-password-file") { Description = "File whose first line is the password at the broker." };

    private static readonly Option<string?> CaFile = new("--queue-ca-file") { Description = "PEM file of trusted authorities, for amqps:// with an authority of one's own." };

    /// <summary>Adds the options of a verb that cannot do without a broker.</summary>
    public static void AddRequiredTo(Command command) => Add(command, Queue);

    /// <summary>Adds the options of a verb that may use workers.</summary>
    public static void AddWorkersTo(Command command) => Add(command, Workers);

    /// <summary>The broker a worker takes jobs from.</summary>
    /// <exception cref="EdgeException">Not usable (exit code 2).</exception>
    public static QueueAddress Required(ParseResult parsed) => Parse(parsed, parsed.GetRequiredValue(Queue), Queue.Name);

    /// <summary>The broker a search sends jobs to, or null.</summary>
    /// <exception cref="EdgeException">Not usable (exit code 2).</exception>
    public static QueueAddress? ForWorkers(ParseResult parsed) => parsed.GetValue(Workers) is { } text ? Parse(parsed, text, Workers.Name) : null;

    private static QueueAddress Parse(ParseResult parsed, string text, string option) =>
        QueueAddress.Parse(text, parsed.GetValue(PasswordFile), parsed.GetValue(CaFile), option);

    private static void Add(Command command, Option address)
    {
        command.Options.Add(address);
        command.Options.Add(PasswordFile);
        command.Options.Add(CaFile);
    }
}
