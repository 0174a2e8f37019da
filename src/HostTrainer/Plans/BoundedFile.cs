using Edge.Runtime.Errors;

namespace HostTrainer.Plans;

/// <summary>Small files, read and written with errors that name the file.</summary>
internal static class BoundedFile
{
    /// <summary>Reads a file of at most <paramref name="maxBytes"/> bytes.</summary>
    /// <exception cref="EdgeException">The file cannot be read or is larger.</exception>
    public static byte[] Read(string path, int maxBytes)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            if (file.Length > maxBytes)
            {
                throw EdgeException.BadInput($"{file.Length} bytes are too many (limit {maxBytes})", path, "check the path");
            }

            byte[] bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw EdgeException.BadInput("the file cannot be read", path, "check the path and its permissions", e);
        }
    }

    /// <summary>Writes a text file.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="text">The content.</param>
    /// <param name="secret">Readable by its owner only, and never replacing a file.</param>
    /// <exception cref="EdgeException">The file cannot be written.</exception>
    public static void Write(string path, string text, bool secret = false)
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
            throw EdgeException.BadInput("the file cannot be written", path, "check the folder and its permissions", e);
        }
    }
}
