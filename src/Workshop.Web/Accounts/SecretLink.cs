using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Workshop.Web.Accounts;

/// <summary>The address that makes somebody an organizer. Its secret has 256 bits and is shown once; only its hash is kept.</summary>
internal sealed class InvitationLink
{
    public const string Root = "/account/invitation";

    private readonly string _token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public byte[] Hash => HashOf(_token);

    public string Path => $"{Root}/{_token}";

    /// <param name="token">Whatever somebody has put in its place.</param>
    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
