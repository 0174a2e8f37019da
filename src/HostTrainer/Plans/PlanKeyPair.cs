using Edge.Runtime.Errors;
using Edge.Runtime.Files;
using Edge.Tuner.Signing;

namespace HostTrainer.Plans;

/// <summary>A new signing key on the disk: <c>ID.key.pem</c>, readable by its owner only, and <c>ID.pub.pem</c> for the devices.</summary>
/// <param name="KeyId">Its key id, 16 hexadecimal digits.</param>
/// <param name="PrivatePath">The private key. Stays on the host.</param>
/// <param name="PublicPath">The public key, for the trust folder of every device.</param>
public sealed record PlanKeyPair(string KeyId, string PrivatePath, string PublicPath)
{
    /// <summary>Makes a key pair in a folder, which is made where it is absent.</summary>
    /// <exception cref="EdgeException">The folder or a file cannot be written.</exception>
    public static PlanKeyPair Create(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw EdgeException.BadInput("the folder cannot be made", directory, "check the path and its permissions", e);
        }

        using PlanSigningKey key = PlanSigningKey.Generate();
        PlanKeyPair pair = new(key.Id, Path.Combine(directory, $"{key.Id}.key.pem"), Path.Combine(directory, $"{key.Id}.pub.pem"));
        WholeFile.WriteText(pair.PrivatePath, key.ExportPrivatePem(), "key", secret: true);
        WholeFile.WriteText(pair.PublicPath, key.ExportPublicPem(), "key");
        return pair;
    }
}
