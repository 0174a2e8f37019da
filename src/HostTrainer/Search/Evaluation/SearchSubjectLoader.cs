namespace HostTrainer.Search.Evaluation;

/// <summary>Opens a model and its speech for a search: the one place where search and recogniser meet.</summary>
/// <param name="sources">Where they are.</param>
/// <exception cref="Edge.Runtime.Errors.EdgeException">The model or the corpus cannot be used.</exception>
public delegate SearchSubject SearchSubjectLoader(SearchSources sources);
