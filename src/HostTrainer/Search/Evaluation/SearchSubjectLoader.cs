namespace HostTrainer.Search.Evaluation;

/// <summary>Opens a model and a corpus for a search: the one place where search and recogniser meet.</summary>
/// <param name="modelPath">Path of a model file.</param>
/// <param name="corpusPath">Directory of a corpus in TIMIT layout.</param>
/// <exception cref="Edge.Runtime.Errors.EdgeException">The model or the corpus cannot be used.</exception>
public delegate SearchSubject SearchSubjectLoader(string modelPath, string corpusPath);
