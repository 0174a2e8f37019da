namespace HostTrainer.Search.Archive;

/// <summary>A retrained model of a run.</summary>
/// <param name="Id">Its name, as evaluations give it.</param>
/// <param name="Sequence">Place in the search of the genome it was retrained for.</param>
/// <param name="Genome">That genome: values in gene order, separated by blanks.</param>
/// <param name="File">Name of the model file in the run's folder of beacons.</param>
/// <param name="ModelHash">SHA-256 of the model.</param>
public sealed record ArchivedBeacon(string Id, int Sequence, string Genome, string File, string ModelHash);
