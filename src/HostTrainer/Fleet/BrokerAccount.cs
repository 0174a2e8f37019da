namespace HostTrainer.Fleet;

/// <summary>One user of a <see cref="LoopbackBroker"/>.</summary>
/// <param name="Name">User name: letters, digits, <c>_</c>, <c>-</c> and <c>.</c>.</param>
/// <param name="Password">Password without line breaks.</param>
/// <param name="Access">Lines such as <c>read mohaq/v1/#</c>, <c>write a/b</c>, <c>readwrite c/+</c>; what is not named is denied.</param>
public sealed record BrokerAccount(string Name, string Password, IReadOnlyList<string> Access)
{
    /// <summary>An account with a random password of 192 bits.</summary>
    public static BrokerAccount WithRandomPassword(string name, params string[] access) =>
        new(name, Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(24)), access);
}
