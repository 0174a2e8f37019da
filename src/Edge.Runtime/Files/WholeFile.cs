using System.Text;

using Edge.Runtime.Errors;

namespace Edge.Runtime.Files;

/// <summary>Whole files of known kinds, read into memory and written with errors that name the file.</summary>
public static class WholeFile
{
    /// <summary>Reads a file. Its real size is checked before anything is allocated.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxBytes">The largest size that is read.</param>
    /// <param name="kind">What the file should be, for errors: "model", "precision plan".</param>
    /// <exception cref="EdgeException">The file is missing, unreadable or larger.</exception>
    public static byte[] Read(string path, long maxBytes, string kind)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            if (file.Length > maxBytes)
            {
                throw EdgeException.BadInput($"{file.Length} bytes are too many for a {kind} file (limit {maxBytes})", path, "check the path");
            }

            byte[] bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw EdgeException.BadInput($"the {kind} file cannot be read", path, "check the path and its permissions", e);
        }
    }

    /// <summary>Reads a file as UTF-8 text, without a byte order mark.</summary>
    /// <inheritdoc cref="Read"/>
    public static string ReadText(string path, long maxBytes, string kind) =>
        Encoding.UTF8.GetString(Read(path, maxBytes, kind)).TrimStart('\uFEFF');

    /// <summary>Writes a text file.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="text">The content.</param>
    /// <param name="kind">What the file is, for errors.</param>
    /// <param name="secret">Readable by its owner only, and never replacing a file.</param>
    /// <exception cref="EdgeException">The file cannot be written.</exception>
    public static void WriteText(string path, string text, string kind, bool secret = false)
    {
        FileStreamOptions options = new() { Mode = secret ? FileMode.CreateNew : FileMode.Create, Access = FileAccess.Write };
        if (secret && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            using StreamWriter writer = new(path, options);
            writer.Write(text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw EdgeException.BadInput(
                $"the {kind} file cannot be written", path, "check the directory, its permissions and the free space", e);
        }
    }
}
