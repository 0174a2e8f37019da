using System.Runtime.InteropServices;

using Edge.Runtime.Errors;

namespace Edge.Tuner.Slots;

/// <summary>Real files in a real directory, readable by their owner only.</summary>
public sealed partial class PhysicalDurableFiles : IDurableFiles
{
    private const int ReadOnlyCloseOnExec = 0x80000;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string _directory;

    /// <summary>Uses a directory, making it where it is absent.</summary>
    /// <exception cref="EdgeException">The directory cannot be made.</exception>
    public PhysicalDurableFiles(string directory)
    {
        _directory = Path.GetFullPath(directory);
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(_directory);
            }
            else
            {
                Directory.CreateDirectory(_directory, OwnerOnly | UnixFileMode.UserExecute);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw EdgeException.BadInput("the directory for plans cannot be made", _directory, "check the path and its permissions", e);
        }
    }

    /// <inheritdoc/>
    public string Where => _directory;

    /// <inheritdoc/>
    public bool Exists(string name) => File.Exists(PathOf(name));

    /// <inheritdoc/>
    public byte[]? TryRead(string name, int maxBytes)
    {
        try
        {
            using FileStream file = File.OpenRead(PathOf(name));
            if (file.Length > maxBytes)
            {
                return null;
            }

            byte[] content = new byte[file.Length];
            file.ReadExactly(content);
            return content;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Write(string name, ReadOnlySpan<byte> content)
    {
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        Translated(name, content, (path, bytes) =>
        {
            using FileStream file = new(path, options);
            file.Write(bytes);
        });
    }

    /// <inheritdoc/>
    public void FlushFile(string name) => Translated(name, default, static (path, _) =>
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Write);
        file.Flush(flushToDisk: true);
    });

    /// <inheritdoc/>
    public void Rename(string from, string to) =>
        Translated(from, default, (path, _) => File.Move(path, PathOf(to), overwrite: true));

    /// <inheritdoc/>
    public void FlushDirectory()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        int descriptor = Open(_directory, ReadOnlyCloseOnExec);
        if (descriptor < 0)
        {
            throw new IOException($"open failed with error {Marshal.GetLastPInvokeError()}");
        }

        int result = FSync(descriptor);
        int error = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        if (result != 0)
        {
            throw new IOException($"fsync failed with error {error}");
        }
    }

    private delegate void FileAction(string path, ReadOnlySpan<byte> content);

    private void Translated(string name, ReadOnlySpan<byte> content, FileAction action)
    {
        try
        {
            action(PathOf(name), content);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    private string PathOf(string name) => Path.Combine(_directory, name);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
