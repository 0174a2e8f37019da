using System.Text.Json;

using Edge.Runtime.Errors;

using HostTrainer.Search.Nsga;

namespace HostTrainer.Search.Study;

/// <summary>
/// Lets another program use the search's operators, a JSON object per line in and out, so that they can be compared with another implementation on the same inputs.
/// </summary>
public sealed class OperatorSession
{
    private const int MaxVectors = 100_000;
    private Nsga2? _search;

    /// <summary>Answers requests until the input ends.</summary>
    /// <exception cref="EdgeException">A line is no request, or out of place (exit code 2).</exception>
    public void Run(TextReader input, TextWriter output)
    {
        for (int number = 1; input.ReadLine() is { } line; number++)
        {
            OperatorReply reply = Answer(Parse(line, number), number);
            output.WriteLine(JsonSerializer.Serialize(reply, OperatorJson.Default.OperatorReply));
            output.Flush();
        }
    }

    private static OperatorRequest Parse(string line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize(line, OperatorJson.Default.OperatorRequest) ?? throw Refused("null is no request", number);
        }
        catch (JsonException)
        {
            throw Refused("not a request", number);
        }
    }

    private static EdgeException Refused(string what, int number) =>
        new(ExitCode.Usage, what, $"line {number}", "send {\"sort\":[[..]]}, {\"start\":{..}} or {\"tell\":[[..]]}");

    private OperatorReply Answer(OperatorRequest request, int number) => request switch
    {
        { Sort: { } vectors } => Sorted(Checked(vectors, number)),
        { Start: { } start } => Started(start, number),
        { Tell: { } vectors } => Told(Checked(vectors, number), number),
        _ => throw Refused("an empty request", number),
    };

    private static double[][] Checked(double[][] vectors, int number) =>
        vectors.Length is > 0 and <= MaxVectors && vectors.All(v => v is { Length: > 0 } && v.Length == vectors[0].Length && v.All(double.IsFinite))
            ? vectors
            : throw Refused("objective vectors must be finite and of the same length", number);

    private static OperatorReply Sorted(double[][] vectors)
    {
        IReadOnlyList<IReadOnlyList<int>> fronts = NondominatedSort.Fronts(vectors);
        double[] crowding = new double[vectors.Length];
        foreach (IReadOnlyList<int> front in fronts)
        {
            double[] distance = CrowdingDistance.Of([.. front.Select(i => vectors[i])]);
            for (int k = 0; k < distance.Length; k++)
            {
                crowding[front[k]] = double.IsPositiveInfinity(distance[k]) ? -1 : distance[k];
            }
        }

        return new OperatorReply(Fronts: fronts, Crowding: crowding);
    }

    private OperatorReply Started(OperatorStart start, int number)
    {
        bool valid = start is { Variables: >= 1 and <= 1000, High: >= 1, Population: >= 2 and <= 10_000, Offspring: >= 1 and <= 10_000 };
        if (!valid)
        {
            throw Refused("a size is out of range", number);
        }

        _search = new Nsga2([.. Enumerable.Repeat(new VariableRange(0, start.High), start.Variables)], start.Seed, new NsgaOptions(start.Population, start.Offspring));
        return new OperatorReply(Ask: [.. _search.Ask().Select(c => c.Point)]);
    }

    private OperatorReply Told(double[][] vectors, int number)
    {
        Nsga2 search = _search ?? throw Refused("nothing was asked for", number);
        try
        {
            search.Tell([.. vectors.Select(v => new Fitness(v, 0))]);
        }
        catch (ArgumentException)
        {
            throw Refused("give one vector per point", number);
        }

        return new OperatorReply(Ask: [.. search.Ask().Select(c => c.Point)], Population: [.. search.Population]);
    }
}
