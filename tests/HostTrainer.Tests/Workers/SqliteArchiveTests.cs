using HostTrainer.Tests.Search;

namespace HostTrainer.Tests.Workers;

public sealed class SqliteArchiveTests : SearchArchiveContract, IDisposable
{
    private readonly SearchFixture _files = new();

    public void Dispose() => _files.Dispose();

    protected override Task<string> NewAsync() => Task.FromResult(_files.Path($"{Guid.NewGuid():N}.sqlite"));
}
