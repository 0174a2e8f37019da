namespace HostTrainer.Choosing;

/// <summary>Phone errors on several corpora.</summary>
/// <param name="Corpora">Phone error of every corpus, percent.</param>
/// <param name="Pooled">Phone error with the phones of all corpora counted together, percent.</param>
public sealed record CorpusErrors(IReadOnlyList<double> Corpora, double Pooled);
