using Edge.Runtime.Model;

namespace HostTrainer.Search.Evaluation;

/// <summary>What a search varies: one model, with the means to measure its error.</summary>
/// <param name="Topology">The network.</param>
/// <param name="ModelHash">SHA-256 of the model, 64 lower-case hexadecimal digits.</param>
/// <param name="CorpusHash">SHA-256 over the speech, 64 lower-case hexadecimal digits.</param>
/// <param name="Evaluator">Measures the error on the corpus of the search.</param>
public sealed record SearchSubject(NetworkTopology Topology, string ModelHash, string CorpusHash, IErrorEvaluator Evaluator);
