using System.Text;

using Edge.Runtime.Errors;
using Edge.Runtime.Model;

using HostTrainer.Search.Evaluation;

namespace HostTrainer.Workers;

/// <summary>Does one job: from its document to its answer.</summary>
/// <param name="subjects">Models and speech.</param>
/// <param name="worker">Name of this worker.</param>
/// <param name="time">Measures how long it takes.</param>
internal sealed class JobEvaluator(SubjectStore subjects, string worker, TimeProvider time)
{
    /// <summary>Measures, or says why that is not possible here.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellation">Ends the measurement early with <see cref="OperationCanceledException"/>.</param>
    public EvaluationAnswer Answer(EvaluationJob job, CancellationToken cancellation)
    {
        long start = time.GetTimestamp();
        try
        {
            ErrorMeasurement measured = Measure(job, cancellation);
            return Said(job, time.GetElapsedTime(start).TotalSeconds, measured.SubsetErrors, measured.UpdatedFractions, null);
        }
        catch (EdgeException e)
        {
            return Said(job, 0, [], [], new WorkerRefusal(e.What, e.Where, e.Remedy));
        }
    }

    private ErrorMeasurement Measure(EvaluationJob job, CancellationToken cancellation)
    {
        PrecisionPlan plan = PrecisionPlan.Parse(Encoding.UTF8.GetBytes(job.Plan.GetRawText()), $"job {job.Sequence}");
        return plan.ModelHash == job.ModelHash
            ? subjects.Find(job).Evaluator.Measure(plan, job.Enough, cancellation).Checked()
            : throw EdgeException.BadInput("the plan is for another model than the job", $"job {job.Sequence}", "let all machines run the same version");
    }

    private EvaluationAnswer Said(EvaluationJob job, double seconds, IReadOnlyList<double> errors, IReadOnlyList<double> updated, WorkerRefusal? refusal) =>
        new(EvaluationAnswer.CurrentSchema, job.Run, job.Session, job.Sequence, job.Genome, worker, seconds, errors, updated, refusal);
}
