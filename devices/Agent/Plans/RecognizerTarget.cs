using Agent.Recognition;

using Edge.Runtime.Model;
using Edge.Tuner.Apply;

namespace Agent.Plans;

/// <summary>Connects the tuner to the recogniser: prepared networks are handed to the loop when they are activated.</summary>
public sealed class RecognizerTarget(NetworkFactory factory) : IPlanTarget
{
    private readonly Lock _gate = new();
    private RecognitionLoop? _loop;
    private RunningNetwork? _active;

    /// <summary>The network activated last.</summary>
    public RunningNetwork? Active
    {
        get
        {
            lock (_gate)
            {
                return _active;
            }
        }
    }

    /// <summary>The loop that later activations go to.</summary>
    public void Attach(RecognitionLoop loop)
    {
        lock (_gate)
        {
            _loop = loop;
        }
    }

    /// <inheritdoc/>
    public IPreparedPlan Prepare(PrecisionPlan plan, long version, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return new Prepared(this, factory.Make(plan, version));
    }

    private void Activate(RunningNetwork network)
    {
        lock (_gate)
        {
            _active = network;
            _loop?.Request(network);
        }
    }

    private sealed class Prepared(RecognizerTarget target, RunningNetwork network) : IPreparedPlan
    {
        public void Activate() => target.Activate(network);
    }
}
