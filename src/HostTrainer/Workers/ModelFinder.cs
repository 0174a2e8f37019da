using Edge.Runtime.Errors;
using Edge.Runtime.Model;

namespace HostTrainer.Workers;

/// <summary>Finds models by their hash in one directory. Not thread-safe.</summary>
/// <param name="directory">Where model files (<c>*.safetensors</c>) are.</param>
internal sealed class ModelFinder(string directory)
{
    private readonly Dictionary<(string Path, long Length, DateTime Written), string?> _hashes = [];

    /// <summary>The path of a model.</summary>
    /// <param name="hash">Its SHA-256, 64 lower-case hexadecimal digits.</param>
    /// <exception cref="EdgeException">The directory holds no such model.</exception>
    public string Find(string hash)
    {
        FileInfo[] files;
        try
        {
            files = new DirectoryInfo(directory).GetFiles("*.safetensors");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw EdgeException.BadInput("the directory of models cannot be read", directory, "give --model-dir", e);
        }

        return files.OrderBy(f => f.Name, StringComparer.Ordinal).FirstOrDefault(f => HashOf(f) == hash)?.FullName
            ?? throw EdgeException.BadInput($"none of {files.Length} models has the hash {hash}", directory, "copy the search's model there, or give another --model-dir");
    }

    private string? HashOf(FileInfo file)
    {
        (string, long, DateTime) key = (file.FullName, file.Length, file.LastWriteTimeUtc);
        if (!_hashes.TryGetValue(key, out string? hash))
        {
            _hashes.Add(key, hash = Read(file.FullName));
        }

        return hash;
    }

    /// <summary>A checkpoint, a damaged file, or one that is just being copied is no model.</summary>
    private static string? Read(string path)
    {
        try
        {
            return ModelFile.Load(path).Hash;
        }
        catch (EdgeException)
        {
            return null;
        }
    }
}
