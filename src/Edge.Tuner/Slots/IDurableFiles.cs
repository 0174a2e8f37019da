namespace Edge.Tuner.Slots;

/// <summary>
/// The file operations that slots are made of, in one directory, in the order they must reach the disk. Small, so that
/// a test can stop after any of them. Names are plain file names without a path.
/// </summary>
public interface IDurableFiles
{
    /// <summary>Named in errors: where the files are.</summary>
    string Where { get; }

    /// <summary>Whether there is a file of that name.</summary>
    bool Exists(string name);

    /// <summary>Reads a whole file.</summary>
    /// <param name="name">File name.</param>
    /// <param name="maxBytes">A larger file counts as unreadable.</param>
    /// <returns>The content, or null when the file is absent, too large or cannot be read.</returns>
    byte[]? TryRead(string name, int maxBytes);

    /// <summary>Creates or empties a file and writes it. Its content may be lost or partial until <see cref="FlushFile"/>.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    void Write(string name, ReadOnlySpan<byte> content);

    /// <summary>Returns once the file's content is on the disk.</summary>
    /// <exception cref="IOException">The disk did not take it.</exception>
    void FlushFile(string name);

    /// <summary>Gives a file another name, replacing a file of that name in one step.</summary>
    /// <exception cref="IOException">The file cannot be renamed.</exception>
    void Rename(string from, string to);

    /// <summary>Returns once earlier renames are on the disk.</summary>
    /// <exception cref="IOException">The disk did not take them.</exception>
    void FlushDirectory();
}
