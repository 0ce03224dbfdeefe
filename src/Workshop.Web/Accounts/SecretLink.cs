using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Workshop.Web.Accounts;

/// <summary>
/// An address that opens something to whoever has it. Its secret has 256 bits and is shown once; only its hash is kept.
/// </summary>
/// <param name="root">What stands before the secret: one of those in <see cref="Hosting.OrganizerPaths"/>.</param>
internal sealed class SecretLink(string root)
{
    private readonly string _token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public byte[] Hash => HashOf(_token);

    public string Path => $"{root}/{_token}";

    /// <param name="token">Whatever somebody has put in its place.</param>
    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
