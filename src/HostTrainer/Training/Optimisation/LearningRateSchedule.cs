namespace HostTrainer.Training.Optimisation;

/// <summary>
/// The learning rate: rises linearly over the first steps, then is halved after every epoch whose development error was not clearly better
/// than the best before it, and after every epoch in the last part of a run, so that a run of fixed length always ends with small steps.
/// </summary>
/// <param name="Peak">The rate after the rise.</param>
/// <param name="WarmupSteps">Steps of the rise, at least 1.</param>
/// <param name="FinalHalvings">Epochs at the end of the run that halve whatever the error does.</param>
/// <param name="LeastGain">Relative improvement below which an epoch halves, for example 0.003.</param>
public sealed record LearningRateSchedule(double Peak, int WarmupSteps, int FinalHalvings, double LeastGain)
{
    /// <summary>
    /// Development error above which a network has not begun to learn; standing still there (CTC does so at first, emitting blanks only) does not
    /// halve.
    /// </summary>
    public const double Untrained = 0.7;

    /// <summary>The rate of one step.</summary>
    /// <param name="step">Number of the step, from 1.</param>
    /// <param name="halvings">Halvings so far.</param>
    public double Rate(long step, int halvings) => Peak * Math.Min(1.0, (double)step / WarmupSteps) / Math.Pow(2, halvings);

    /// <summary>Whether to halve after an epoch.</summary>
    /// <param name="error">Its development error.</param>
    /// <param name="best">The best error before it.</param>
    /// <param name="epochsLeft">Epochs that follow.</param>
    public bool Halves(double error, double best, int epochsLeft) =>
        epochsLeft <= FinalHalvings || (best < Untrained && error > best * (1 - LeastGain));
}
