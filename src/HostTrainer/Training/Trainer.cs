using System.Diagnostics;
using System.Globalization;

using Edge.Runtime.Decoding;
using Edge.Runtime.Errors;

using HostTrainer.Training.Checkpoints;
using HostTrainer.Training.Data;
using HostTrainer.Training.Evaluation;
using HostTrainer.Training.Losses;
using HostTrainer.Training.Network;
using HostTrainer.Training.Numerics;
using HostTrainer.Training.Optimisation;

namespace HostTrainer.Training;

/// <summary>
/// The training loop: steps over the batches of every epoch, evaluation of the averaged weights on the development corpora, the learning rate, the
/// best model, and a state that an interrupted run goes on from.
/// </summary>
public sealed class Trainer : IDisposable
{
    private static readonly TimeSpan StateInterval = TimeSpan.FromMinutes(5);

    private readonly TrainingSetup _setup;
    private readonly TrainerOptions _options;
    private readonly ParameterLayout _layout;
    private readonly BatchPlanner _planner;
    private readonly GradientWorkers _workers;
    private readonly RunningStatistics _statistics;
    private readonly DevEvaluator _evaluator;
    private readonly LearningRateSchedule _schedule;
    private readonly ITrainingObserver _observer;
    private readonly DecoderModel _decoder;
    private readonly string _path;
    private readonly int _threads;
    private readonly Stopwatch _clock = new();
    private TimeSpan _lastState;

    /// <summary>Prepares a run.</summary>
    /// <param name="setup">Options and data.</param>
    /// <param name="path">The model file to write; the resumable state lies beside it with <c>.state</c> appended.</param>
    /// <param name="threads">Threads to use; does not change the result.</param>
    /// <param name="observer">Is told about progress.</param>
    public Trainer(TrainingSetup setup, string path, int threads, ITrainingObserver observer)
    {
        _setup = setup;
        _options = setup.Options;
        _path = path;
        _threads = threads;
        _observer = observer;
        _layout = setup.Layout;
        _statistics = new RunningStatistics(_layout);
        _planner = new BatchPlanner(
            setup.Corpora, [.. _options.Corpora.Select(c => c.Weight)], _options.Features, _options.BatchFrames, _options.Seed);
        _workers = new GradientWorkers(setup, _planner, _layout, threads);
        _evaluator = new DevEvaluator(setup, threads);
        _decoder = setup.Decoder;
        _schedule = new LearningRateSchedule(_options.LearningRate, _options.WarmupSteps, _options.FinalHalvings, LeastGain: 0.002);
        State = new TrainingState(_layout, _options);
    }

    /// <summary>Weights, optimiser and position.</summary>
    public TrainingState State { get; }

    /// <summary>The file an interrupted run goes on from.</summary>
    public string StatePath => _path + ".state";

    /// <summary>Starts from the weights of a trained model instead of random ones.</summary>
    /// <param name="model">A model in the shape and layout of the run.</param>
    public void StartFrom(FloatModel model) => State.Parameters.CopyFrom(model.Parameters);

    /// <summary>Starts from the weights of a trained model's file instead of random ones.</summary>
    /// <exception cref="EdgeException">The model has another shape, front end or phone set.</exception>
    public void StartFrom(string path)
    {
        using FloatModel model = FloatModel.LoadTrained(path);
        if (model.Normalized != _layout.Normalized)
        {
            throw EdgeException.BadInput("batch normalisation is folded into the weights of the model to start from", path, "give the file that 'mohaq train' wrote");
        }

        if (model.Topology != _setup.Topology || model.Features != _options.Features || !model.Decoder.Phones.SequenceEqual(_setup.Phones))
        {
            throw EdgeException.BadInput(
                "the model to start from has another topology, front end or phone set", path, "give the options it was trained with");
        }

        StartFrom(model);
    }

    /// <summary>Takes the weights, optimiser and position of an interrupted run.</summary>
    /// <exception cref="EdgeException">The state is damaged or belongs to a run with other options.</exception>
    public void Resume() => StateFile.Load(StatePath, State, _options);

    /// <summary>Trains to the end, or until cancelled; the state is saved in both cases.</summary>
    /// <param name="cancellation">Stops after the step in progress.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled and can be resumed.</exception>
    public TrainingSummary Run(CancellationToken cancellation)
    {
        _clock.Start();
        LossTally last = default;
        while (State.Position.Epoch < _options.Epochs)
        {
            double norm = RunEpoch(cancellation);
            last = State.Position.Tally;
            FinishEpoch(norm);
            StateFile.Save(StatePath, State, _options);
        }

        double tuned = TuneDecoder();
        long weights = _layout.Segments.Where(s => s.IsMatrix).Sum(s => (long)s.Length);
        TrainingPosition end = State.Position;
        return new TrainingSummary(1, _path, end.Epoch, end.Step, last.FrameError, tuned, weights, _clock.Elapsed.TotalSeconds);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _workers.Dispose();
        State.Dispose();
    }

    private double RunEpoch(CancellationToken cancellation)
    {
        int epoch = State.Position.Epoch;
        IReadOnlyList<int[]> batches = _planner.Epoch(epoch);
        double norms = 0;
        int steps = 0;
        for (int b = State.Position.Batch; b < batches.Count; b++)
        {
            norms += RunStep(batches[b], epoch, b);
            steps++;
            _observer.OnStep(epoch, b + 1, batches.Count, State.Position.Tally);
            if (cancellation.IsCancellationRequested || _clock.Elapsed - _lastState > StateInterval)
            {
                StateFile.Save(StatePath, State, _options);
                _lastState = _clock.Elapsed;
                cancellation.ThrowIfCancellationRequested();
            }
        }

        return norms / Math.Max(1, steps);
    }

    private double RunStep(int[] batch, int epoch, int number)
    {
        TrainingPosition position = State.Position;
        LossTally tally = _workers.Compute(_setup.ForwardWeights(State.Parameters), batch, epoch, number);
        long step = position.Step + 1;
        double norm = State.Optimizer.Step(State.Parameters, _workers.Gradient, _schedule.Rate(step, position.Halvings), step);
        _statistics.Absorb(State.Parameters, _workers.Statistics);
        State.Average.Add(State.Parameters, step);
        State.Position = position with { Batch = number + 1, Step = step, Tally = position.Tally + tally };
        return norm;
    }

    /// <summary>Chooses the decoder's scales for the best model, if they are not given, and writes it again with them.</summary>
    /// <returns>Error of the best model.</returns>
    private double TuneDecoder()
    {
        using FloatModel best = FloatModel.LoadTrained(_path);
        IReadOnlyList<CorpusPosteriors> posteriors = _evaluator.Posteriors(best.Parameters);
        if (_setup.KeptDecoder is not null)
        {
            return DecoderTuner.Error(_decoder, posteriors, _setup.Topology.OutputDelay, _threads);
        }

        (DecoderModel decoder, double error) = DecoderTuner.Tune(_decoder, posteriors, _setup.Topology.OutputDelay, _threads);
        SaveModel(best.Parameters, decoder);
        _observer.OnMessage(string.Create(
            CultureInfo.InvariantCulture,
            $"decoder: language scale {decoder.LanguageScale}, prior scale {decoder.PriorScale}, insertion penalty {decoder.InsertionPenalty}, least frames {decoder.MinFrames[0]}, dev error {100 * error:F2} %"));
        return error;
    }

    private void SaveModel(AlignedBuffer parameters, DecoderModel decoder) =>
        new FloatModel(_setup.Topology, _options.Features, _setup.Statistics, decoder, StateFile.Describe(_options.WithoutLocations()), parameters, _layout.Normalized)
            .Save(_path);

    private void FinishEpoch(double gradientNorm)
    {
        TrainingPosition position = State.Position;
        IReadOnlyList<DevResult> dev = _evaluator.Measure(State.Average.Values, _decoder);
        double error = dev.Average(d => d.Phones.Rate);
        bool best = error < position.BestError;
        if (best)
        {
            SaveModel(State.Average.Values, _decoder);
        }

        bool halve = _schedule.Halves(error, position.BestError, _options.Epochs - position.Epoch - 1);
        double rate = _schedule.Rate(position.Step, position.Halvings);
        _observer.OnEpoch(new EpochReport(position.Epoch, position.Tally, dev, error, best, rate, gradientNorm, _clock.Elapsed));
        State.Position = new TrainingPosition(
            position.Epoch + 1, 0, position.Step, position.Halvings + (halve ? 1 : 0), Math.Min(error, position.BestError), default);
    }
}
