using Xunit;

namespace HostTrainer.Tests.Workers;

/// <summary>Tests that share one broker, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class RabbitCollection : ICollectionFixture<RabbitBroker>
{
    public const string Name = "RabbitMQ";
}
