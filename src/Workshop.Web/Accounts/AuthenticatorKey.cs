using NodaTime;
using OtpNet;

namespace Workshop.Web.Accounts;

/// <summary>
/// What an authenticator app and the portal share: RFC 6238 with what apps take for granted, HMAC-SHA-1, six digits, 30 seconds.
/// </summary>
/// <param name="Base32">The key as Identity makes and keeps it (RFC 4648, without padding).</param>
internal readonly record struct AuthenticatorKey(string Base32)
{
    private const int StepSeconds = 30;
    private const int Digits = 6;

    // The step of now, or one beside it for clocks that differ (RFC 6238, section 6).
    private static readonly VerificationWindow OneEachWay = new(previous: 1, future: 1);

    /// <summary>What an app asks of a human who types the key: groups of four.</summary>
    public string InGroups => string.Join(' ', Base32.Chunk(4).Select(group => new string(group)));

    /// <summary>The time step that the code is of; null for none that is taken now.</summary>
    public long? StepOf(string code, Instant now)
    {
        var codes = new Totp(Base32Encoding.ToBytes(Base32), StepSeconds, OtpHashMode.Sha1, Digits);
        return codes.VerifyTotp(now.ToDateTimeUtc(), code, out var step, OneEachWay) ? step : null;
    }

    /// <summary>The address that a QR code carries, in the format that apps share.</summary>
    public string AddressFor(string issuer, string account) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}"
        + $"?secret={Base32}&issuer={Uri.EscapeDataString(issuer)}&digits={Digits}&period={StepSeconds}";
}
