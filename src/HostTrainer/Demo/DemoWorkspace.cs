using Edge.Runtime.Errors;
using Edge.Runtime.Files;
using Edge.Tuner.Signing;

using HostTrainer.Plans;

namespace HostTrainer.Demo;

/// <summary>Everything a demonstration writes: a temporary folder only the user can read, gone when disposed of.</summary>
public sealed class DemoWorkspace : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory(Prefix);

    /// <summary>Makes the folder, a signing key pair and the device's trust folder with its public half.</summary>
    /// <exception cref="EdgeException">A file cannot be written.</exception>
    public DemoWorkspace()
    {
        try
        {
            Keys = PlanKeyPair.Create(PathOf("keys"));
            Directory.CreateDirectory(TrustDirectory);
            File.Copy(Keys.PublicPath, Path.Combine(TrustDirectory, Path.GetFileName(Keys.PublicPath)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Dispose();
            throw EdgeException.BadInput("the temporary folder cannot be written", _directory.FullName, "free some space, or set TMPDIR", e);
        }
    }

    /// <summary>How the folder's name begins.</summary>
    public static string Prefix => "mohaq-demo-";

    /// <summary>The key pair of this run.</summary>
    public PlanKeyPair Keys { get; }

    /// <summary>Public keys the device believes.</summary>
    public string TrustDirectory => PathOf("trust");

    /// <summary>Plans and journal of the device.</summary>
    public string DeviceDirectory => PathOf("device");

    /// <summary>Archive of the search.</summary>
    public string Archive => PathOf("search.sqlite");

    /// <summary>Writes the device's password file.</summary>
    /// <returns>Its path.</returns>
    public string WritePassword(string password)
    {
        string path = PathOf("password");
        WholeFile.WriteText(path, password + "\n", "password", secret: true);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(_directory.FullName))
        {
            _directory.Delete(recursive: true);
        }
    }

    /// <summary>The private key, to sign with.</summary>
    public PlanSigningKey OpenKey() => PlanSigningKey.Load(Keys.PrivatePath);

    private string PathOf(string name) => Path.Combine(_directory.FullName, name);
}
