using System.Text;

using Edge.Runtime.Model;

using HostTrainer.Search.Evaluation;
using HostTrainer.Workers;

namespace HostTrainer.Tests.Workers;

/// <summary>
/// A chatty worker: to every job it gives an answer for another genome, a refusal of an earlier process, the right answer twice, and the answer
/// before again.
/// </summary>
internal sealed class ChattyWorker(IErrorEvaluator evaluator)
{
    private EvaluationAnswer? _before;

    public IReadOnlyList<EvaluationAnswer> Answers(EvaluationJob job)
    {
        PrecisionPlan plan = PrecisionPlan.Parse(Encoding.UTF8.GetBytes(job.Plan.GetRawText()), "job");
        ErrorMeasurement measured = evaluator.Measure(plan, job.Enough, CancellationToken.None);
        EvaluationAnswer right = new(
            EvaluationAnswer.CurrentSchema, job.Run, job.Session, job.Sequence, job.Genome, "chatty", 0.5, measured.SubsetErrors, measured.UpdatedFractions, null);
        EvaluationAnswer other = right with { Genome = "2 2", SubsetErrors = [0] };
        EvaluationAnswer old = right with { Session = new string('0', 32), SubsetErrors = [], UpdatedFractions = [], Refusal = new("long ago", "here", "nothing") };
        EvaluationAnswer[] all = [other, old, right, right, _before ?? right];
        _before = right;
        return all;
    }
}
