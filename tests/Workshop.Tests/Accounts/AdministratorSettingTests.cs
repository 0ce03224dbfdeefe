using Microsoft.EntityFrameworkCore;
using Workshop.Data.Accounts;
using Workshop.Web.Hosting;

namespace Workshop.Tests.Accounts;

[StartsPortals(11, "they are about what a start does")]
public sealed class AdministratorSettingTests(TestDatabase databases)
{
    private const string Email = "--Workshop:Administrator:Email=ada@example.org";
    private const string Password = "--Workshop:Administrator:Password=" + PortalAccounts.Password;

    [Fact]
    public async Task Start_WithBothSettings_AddsTheAdministratorAndPrintsNoLink()
    {
        var log = new CapturedLog();
        await using var portal = await RunningPortal.StartAsync(databases, log.TakeOver, Email, Password);
        await portal.FirstAdministratorDoneAsync();

        using var browser = await portal.SignInAsync();

        Assert.Empty(log.InvitationPaths());
        Assert.DoesNotContain(log.Entries, entry => entry.Message.Contains(PortalAccounts.Password, StringComparison.Ordinal));
        await using var db = portal.OpenDatabase();
        Assert.Equal(OrganizerRole.Administrator, (await db.Organizers.SingleAsync()).Role);
        var entry = await db.AuditEntries.OrderBy(entry => entry.Id).FirstAsync();
        Assert.Equal(
            ("setting Workshop__Administrator__Email", AuditAction.OrganizerAdded, "organizer ada@example.org", "Administrator"),
            (entry.Who, entry.Action, entry.Subject, entry.Detail));
    }

    [Fact]
    public async Task Start_Again_AddsNobodyAndChangesNoPassword()
    {
        await using var portal = await RunningPortal.StartAsync(databases, Email, Password);
        await portal.FirstAdministratorDoneAsync();

        await using var same = await portal.StartReplicaAsync(Email, "--Workshop:Administrator:Password=another long pass phrase");
        await same.FirstAdministratorDoneAsync();
        await using var other = await portal.StartReplicaAsync("--Workshop:Administrator:Email=grace@example.org", Password);
        await other.FirstAdministratorDoneAsync();

        using var browser = await portal.SignInAsync();
        await using var db = portal.OpenDatabase();
        Assert.Equal("ada@example.org", (await db.Organizers.SingleAsync()).Email);
    }

    [Fact]
    public async Task Start_OfTwoReplicasAtOnce_AddsOneAdministrator()
    {
        await using var portal = await RunningPortal.StartAsync(databases);
        await portal.FirstAdministratorDoneAsync();

        var replicas = await Task.WhenAll(Enumerable.Range(1, 2).Select(_ => portal.StartReplicaAsync(Email, Password)));
        await Task.WhenAll(replicas.Select(replica => replica.FirstAdministratorDoneAsync()));

        await using var db = portal.OpenDatabase();
        Assert.Single(await db.Organizers.ToListAsync());
        Assert.Single(await db.AuditEntries.ToListAsync());
        foreach (var replica in replicas)
        {
            await replica.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("")]
    public async Task Start_PasswordInASecretFile_TakesItWithoutTheLineEnd(string end)
    {
        var secrets = Directory.CreateTempSubdirectory("workshop-secrets-");
        await File.WriteAllTextAsync(Path.Combine(secrets.FullName, "Workshop__Administrator__Password"), PortalAccounts.Password + end);

        await using (var portal = await RunningPortal.StartAsync(databases, Email, $"--Workshop:SecretsDirectory={secrets.FullName}"))
        {
            await portal.FirstAdministratorDoneAsync();
            using var browser = await portal.SignInAsync();
        }

        secrets.Delete(recursive: true);
    }

    [Fact]
    public async Task Start_AddressOfMoreThanANamesLength_AddsTheAdministrator()
    {
        var email = new string('a', Organizer.NameMaxLength + 10) + "@example.org";
        await using var portal = await RunningPortal.StartAsync(databases, $"--Workshop:Administrator:Email={email}", Password);
        await portal.FirstAdministratorDoneAsync();

        using var browser = await portal.SignInAsync(email);
    }

    [Theory]
    [InlineData("Workshop__Administrator__Email is set, but Workshop__Administrator__Password is not.", "ada@example.org", "")]
    [InlineData("Workshop__Administrator__Password is set, but Workshop__Administrator__Email is not.", " ", PortalAccounts.Password)]
    [InlineData("Workshop__Administrator__Email is 'ada'", "ada", PortalAccounts.Password)]
    [InlineData("Workshop__Administrator__Password must have 12 to 128 characters.", "ada@example.org", "short")]
    [InlineData("Workshop__Administrator__Password cannot be used: This password is easy to guess.", "ada@example.org", "password1234")]
    [InlineData("Workshop__Administrator__Password cannot be used: This password is easy to guess.", "ada@example.org", "ada@example.org")]
    public async Task Start_WrongSetting_StopsAndNamesIt(string message, string email, string password)
    {
        var stopped = await Assert.ThrowsAsync<SettingException>(() =>
            RunningPortal.StartNowhereAsync($"--Workshop:Administrator:Email={email}", $"--Workshop:Administrator:Password={password}"));

        Assert.StartsWith(message, stopped.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("password1234", stopped.Message, StringComparison.Ordinal);
    }
}
