using System.Globalization;
using MailKit.Security;
using MimeKit;
using Workshop.Web.Hosting;

namespace Workshop.Web.Mail;

/// <summary>The server that takes our mail, by the settings <c>Smtp:…</c>.</summary>
internal sealed record MailSettings(
    string Host, int Port, SecureSocketOptions Security, MailboxAddress From, string? Username, string? Password)
{
    private static readonly string[] Names = ["Port", "Username", "Password", "From", "Security"];

    // A record would print the password.
    public override string ToString() => $"{Host}:{Port}";

    /// <summary>Null where none of them is set: the portal sends no mail, and links are copied.</summary>
    /// <exception cref="SettingException">One is missing, wrong, or contradicts another; the message names it.</exception>
    public static MailSettings? Of(IConfiguration configuration)
    {
        var smtp = configuration.GetSection("Smtp");
        if (smtp["Host"] is not { Length: > 0 } host)
        {
            return Names.FirstOrDefault(name => !string.IsNullOrEmpty(smtp[name])) is { } lonely
                ? throw new SettingException($"Smtp__{lonely} is set, but Smtp__Host is not. Without a server no mail can be sent.")
                : null;
        }

        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            throw new SettingException(
                $"Smtp__Host is '{host}', but must be a name or an address alone, like mail.example.org. The port is Smtp__Port.");
        }

        var (security, usualPort) = SecurityOf(smtp["Security"]);
        var (username, password) = CredentialsOf(smtp, security);
        return new MailSettings(host, PortOf(smtp["Port"], usualPort), security, FromOf(smtp["From"]), username, password);
    }

    private static (SecureSocketOptions Security, int UsualPort) SecurityOf(string? setting) => setting?.ToUpperInvariant() switch
    {
        null or "" or "STARTTLS" => (SecureSocketOptions.StartTls, 587),
        "TLS" => (SecureSocketOptions.SslOnConnect, 465),
        "NONE" => (SecureSocketOptions.None, 25),
        _ => throw new SettingException($"Smtp__Security is '{setting}', but must be StartTls, Tls or None."),
    };

    private static int PortOf(string? setting, int usual) => setting switch
    {
        null or "" => usual,
        _ when int.TryParse(setting, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= ushort.MaxValue => port,
        _ => throw new SettingException($"Smtp__Port is '{setting}', but must be a number from 1 to 65535."),
    };

    private static MailboxAddress FromOf(string? setting) => setting switch
    {
        null or "" => throw new SettingException("Smtp__From is missing: the address that mail comes from, like workshop@example.org."),
        _ when MailboxAddress.TryParse(setting, out var from) && from.Domain.Length > 0 => from,
        _ => throw new SettingException(
            $"Smtp__From is '{setting}', but must be like workshop@example.org or Workshop <workshop@example.org>."),
    };

    private static (string? Username, string? Password) CredentialsOf(IConfigurationSection smtp, SecureSocketOptions security)
    {
        var (username, password) = (smtp["Username"], smtp["Password"]);
        return (string.IsNullOrEmpty(username), string.IsNullOrEmpty(password)) switch
        {
            (true, true) => (null, null),
            (false, true) => throw new SettingException("Smtp__Username is set, but Smtp__Password is not. Set both or neither."),
            (true, false) => throw new SettingException("Smtp__Password is set, but Smtp__Username is not. Set both or neither."),
            _ when security == SecureSocketOptions.None => throw new SettingException(
                "Smtp__Security is None, which would send Smtp__Password for everybody to read. Use StartTls or Tls, or no password."),
            _ => (username, password),
        };
    }
}
