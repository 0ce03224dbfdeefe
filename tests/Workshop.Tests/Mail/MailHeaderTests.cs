using System.Text;
using MimeKit;
using Workshop.Data.Mail;

namespace Workshop.Tests.Mail;

/// <summary>Subjects and texts hold what strangers and organizers have typed; recipients and headers stay ours.</summary>
public sealed class MailHeaderTests(MailPortal shared) : IClassFixture<MailPortal>, IAsyncLifetime
{
    private static readonly string[] Ours =
        ["Auto-Submitted", "Content-Type", "Date", "From", "MIME-Version", "Message-Id", "Subject", "To"];

    private readonly RunningPortal _portal = shared.Portal;
    private readonly MailServer _server = shared.Server;

    public async ValueTask InitializeAsync()
    {
        await shared.EmptyAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("Hello\r\nBcc: eve@example.org", "Hello Bcc: eve@example.org")]
    [InlineData("Hello\nBcc: eve@example.org", "Hello Bcc: eve@example.org")]
    [InlineData("Hello\r\n\r\n<b>Another text</b>", "Hello <b>Another text</b>")]
    [InlineData("Hello\u2028Bcc:\0 eve@example.org\u0085", "Hello Bcc: eve@example.org")]
    [InlineData("Ada \u202Egro.elpmaxe\u202C \u2066wrote\u2069", "Ada gro.elpmaxe wrote")]
    [InlineData("=?utf-8?Q?Hello=0D=0ABcc:_eve@example.org?=", "=?utf-8?Q?Hello=0D=0ABcc:_eve@example.org?=")]
    [InlineData("Þórr, 工作坊 👩‍🔬", "Þórr, 工作坊 👩‍🔬")]
    public async Task Subject_OfAnyText_IsOneLineAndAddsNoHeader(string subject, string expected)
    {
        await _portal.PostAsync(subject: subject);
        await _portal.AfterAttemptAsync(1);

        var mail = Assert.Single(_server.Received);
        Assert.Equal(expected, (await _portal.OnlyMailAsync()).Subject);
        AssertOurs(mail);
        Assert.DoesNotContain("\n", mail.Subject, StringComparison.Ordinal);
        Assert.Equal(PortalMail.Text, mail.TextBody!.TrimEnd());
    }

    [Theory]
    [InlineData("x")]
    [InlineData("👩")]
    [InlineData("x👩")]
    public async Task Subject_Of500Characters_IsCutBetweenCharacters(string character)
    {
        var subject = string.Concat(Enumerable.Repeat(character, 500));

        await _portal.PostAsync(subject: subject);
        await _portal.AfterAttemptAsync(1);

        var mail = Assert.Single(_server.Received);
        AssertOurs(mail);
        Assert.InRange(mail.Subject!.Length, OutboxMessage.SubjectMaxLength - 1, OutboxMessage.SubjectMaxLength);
        Assert.EndsWith("…", mail.Subject, StringComparison.Ordinal);
        Assert.StartsWith(mail.Subject[..^1], subject, StringComparison.Ordinal);
        Assert.DoesNotContain(mail.Subject.EnumerateRunes(), rune => rune == Rune.ReplacementChar);
    }

    [Fact]
    public async Task Text_ThatLooksLikeTheEndOfAMailAndAnother_IsOneText()
    {
        const string Smuggled = "Hello\r\n.\r\nMAIL FROM:<eve@example.org>\r\nRCPT TO:<ada@example.org>\r\nDATA\r\nSubject: Another";

        await _portal.PostAsync(text: Smuggled);
        await _portal.AfterAttemptAsync(1);

        Assert.Equal(Smuggled, Assert.Single(_server.Received).TextBody!.ReplaceLineEndings("\r\n"));
    }

    [Theory]
    [InlineData("grace@example.org, eve@example.org")]
    [InlineData("grace@example.org\r\nBcc: eve@example.org")]
    [InlineData("Grace <grace@example.org>")]
    [InlineData("grace\u202E@example.org")]
    [InlineData("grace")]
    public async Task Recipient_OtherThanOneAddress_IsRefusedAtOnce(string recipient) =>
        await Assert.ThrowsAsync<ArgumentException>(() => _portal.PostAsync(recipient));

    private static void AssertOurs(MimeMessage mail)
    {
        Assert.Equal(Ours, mail.Headers.Concat(mail.Body!.Headers).Select(header => header.Field).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal("grace@example.org", mail.GetRecipients().Single().Address);
    }
}
