namespace Edge.Telemetry.Tests.Support;

internal sealed class TemporaryDirectory : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("mohaq-test-");

    internal string Root => directory.FullName;

    internal string this[string name] => Path.Combine(Root, name);

    public void Dispose() => directory.Delete(recursive: true);
}
