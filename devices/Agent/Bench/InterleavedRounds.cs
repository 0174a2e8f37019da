using System.Diagnostics;
using System.Runtime;

using Edge.Runtime.Errors;

namespace Agent.Bench;

/// <summary>
/// Times candidates in interleaved rounds: each runs once per round and the start rotates, so that whatever else the machine does
/// meets all of them alike. Ratios of one round's times are then far steadier than the times.
/// </summary>
public static class InterleavedRounds
{
    private const int Attempts = 3;

    // A method is compiled anew after 30 calls and 100 ms without other compilation.
    private const int WarmUpCalls = 40;
    private const int CompileMilliseconds = 120;
    private const int QuietPasses = 4;
    private const int MostPasses = 40;
    private const double PassGain = 0.8;

    // Compiled code that replaces other makes a candidate several times as fast; the load of a busy machine moves the fastest round
    // of a half by less.
    private const double SteadyGain = 2;

    /// <summary>Repeated calls with warm caches.</summary>
    /// <exception cref="EdgeException">A candidate went on getting faster, so it was not measured in its steady state.</exception>
    public static IReadOnlyList<CandidateTimes> Hot(IReadOnlyList<BenchCandidate> candidates, RoundSettings settings)
    {
        WarmUp(candidates, settings);
        int[] repetitions = [.. candidates.Select(c => Repetitions(c, settings.BatchMicroseconds))];
        IReadOnlyList<CandidateTimes> times = [];
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            times = Rotate(candidates, settings.Rounds, i => TimeBatch(candidates[i], repetitions[i]));
            if (settings.Rounds < RoundSettings.LeastJudgedRounds || times.All(IsSteady))
            {
                return times;
            }
        }

        string names = string.Join(", ", times.Where(t => !IsSteady(t)).Select(t => t.Candidate.Name));
        throw new EdgeException(ExitCode.CheckFailed, "the code was still getting faster", names, "measure on a quieter machine, or with more rounds");
    }

    /// <summary>One call after every pause of <paramref name="pause"/>, as frames of live audio come.</summary>
    public static IReadOnlyList<CandidateTimes> Paced(IReadOnlyList<BenchCandidate> candidates, RoundSettings settings, TimeSpan pause)
    {
        WarmUp(candidates, settings);
        return Rotate(candidates, settings.PacedRounds, i =>
        {
            Thread.Sleep(pause);
            return TimeOnce(candidates[i]);
        });
    }

    /// <summary>One call after the caches were filled with something else.</summary>
    public static IReadOnlyList<CandidateTimes> Cold(IReadOnlyList<BenchCandidate> candidates, RoundSettings settings)
    {
        WarmUp(candidates, settings);
        CacheSweep sweep = new();
        return Rotate(candidates, settings.ColdRounds, i =>
        {
            sweep.Run();
            return TimeOnce(candidates[i]);
        });
    }

    private static IReadOnlyList<CandidateTimes> Rotate(IReadOnlyList<BenchCandidate> candidates, int rounds, Func<int, double> time)
    {
        double[][] nanoseconds = [.. candidates.Select(_ => new double[rounds])];
        for (int round = 0; round < rounds; round++)
        {
            for (int turn = 0; turn < candidates.Count; turn++)
            {
                int i = (turn + round) % candidates.Count;
                nanoseconds[i][round] = time(i);
            }
        }

        return [.. candidates.Select((c, i) => new CandidateTimes(c, nanoseconds[i]))];
    }

    /// <summary>
    /// Calls every candidate until the runtime compiles nothing more and none gets faster, over several pauses in which it may compile;
    /// nothing when the settings only try the program.
    /// </summary>
    public static void WarmUp(IReadOnlyList<BenchCandidate> candidates, RoundSettings settings)
    {
        if (settings.Rounds < RoundSettings.LeastJudgedRounds)
        {
            return;
        }

        double[] best = new double[candidates.Count];
        Array.Fill(best, double.MaxValue);
        int compiled = 0;
        for (int pass = 0, quiet = 0; pass < MostPasses && quiet < QuietPasses; pass++, quiet++)
        {
            for (int i = 0; i < candidates.Count; i++)
            {
                double time = TimeCalls(candidates[i], WarmUpCalls);
                if (time < PassGain * best[i])
                {
                    (best[i], quiet) = (time, 0);
                }
            }

            Thread.Sleep(CompileMilliseconds);
            int now = (int)JitInfo.GetCompiledMethodCount();
            if (now != compiled)
            {
                (compiled, quiet) = (now, 0);
            }
        }
    }

    private static int Repetitions(BenchCandidate candidate, double batchMicroseconds)
    {
        double best = double.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            best = Math.Min(best, TimeOnce(candidate));
        }

        return (int)Math.Clamp(1000 * batchMicroseconds / Math.Max(best, 50), 1, 100_000);
    }

    private static double TimeOnce(BenchCandidate candidate) => TimeCalls(candidate, 1);

    // The first call of a batch brings back what the candidates before it displaced from the caches.
    private static double TimeBatch(BenchCandidate candidate, int repetitions)
    {
        candidate.Run();
        return TimeCalls(candidate, repetitions);
    }

    private static double TimeCalls(BenchCandidate candidate, int repetitions)
    {
        Action run = candidate.Run;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < repetitions; i++)
        {
            run();
        }

        return (Stopwatch.GetTimestamp() - start) * 1e9 / Stopwatch.Frequency / repetitions;
    }

    private static bool IsSteady(CandidateTimes times)
    {
        int half = times.Nanoseconds.Count / 2;
        return times.Nanoseconds.Take(half).Min() < SteadyGain * times.Nanoseconds.Skip(half).Min();
    }
}
