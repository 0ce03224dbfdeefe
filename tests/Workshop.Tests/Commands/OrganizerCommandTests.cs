using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Data.Accounts;
using Workshop.Tests.Accounts;
using Workshop.Web.Commands;
using Workshop.Web.Hosting;

namespace Workshop.Tests.Commands;

public sealed partial class OrganizerCommandTests(SharedPortal shared) : IClassFixture<SharedPortal>, IAsyncLifetime
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();
    private readonly RunningPortal _portal = shared.Portal;

    public async ValueTask InitializeAsync()
    {
        await _portal.EmptyAsync();
        await _portal.FirstAdministratorDoneAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(false, null, OrganizerRole.Administrator)]
    [InlineData(false, "organizer", OrganizerRole.Organizer)]
    [InlineData(true, null, OrganizerRole.Organizer)]
    [InlineData(true, "administrator", OrganizerRole.Administrator)]
    public async Task Add_WithoutAPassword_PrintsALinkThatLetsInWithThatRole(bool hasAdministrator, string? role, OrganizerRole expected)
    {
        if (hasAdministrator)
        {
            await _portal.AddOrganizerAsync("ada@example.org", OrganizerRole.Administrator);
        }

        var code = await RunAsync(["add", " grace@example.org ", .. role is null ? Array.Empty<string>() : ["--role", role]]);

        Assert.Equal((0, ""), (code, _errors.ToString()));
        Assert.StartsWith(
            $"grace@example.org becomes {expected.ToString().ToLowerInvariant()} by opening this link",
            _output.ToString(),
            StringComparison.Ordinal);
        using var guest = _portal.OpenBrowser();
        using var accepted = await guest.SubmitAsync(PrintedPath(), ("Input.Name", "Grace"), ("Input.Password", PortalAccounts.Password));
        Assert.Equal("/admin/", accepted.Headers.Location?.OriginalString);
        await using var db = _portal.OpenDatabase();
        var grace = await db.Organizers.SingleAsync(organizer => organizer.Email == "grace@example.org");
        Assert.Equal(expected, grace.Role);
        AssertAudited(
            await db.AuditEntries.OrderBy(entry => entry.Id).FirstAsync(), AuditAction.Invited, "invitation grace@example.org", expected);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("")]
    public async Task Add_WithAPassword_LetsSignInAtOnce(string end)
    {
        var code = await RunAsync(["add", "grace@example.org", "--name", "Grace", "--password-stdin"], PortalAccounts.Password + end);

        Assert.Equal((0, ""), (code, _errors.ToString()));
        Assert.Equal("grace@example.org can sign in, as administrator.", _output.ToString().Trim());
        using var browser = await _portal.SignInAsync("grace@example.org");
        await using var db = _portal.OpenDatabase();
        var grace = await db.Organizers.SingleAsync();
        Assert.Equal(("Grace", OrganizerRole.Administrator), (grace.Name, grace.Role));
        AssertAudited(await db.AuditEntries
            .OrderBy(entry => entry.Id)
            .FirstAsync(), AuditAction.OrganizerAdded, "organizer grace@example.org", grace.Role);
    }

    [Fact]
    public async Task Add_WithAPasswordAndNoName_TakesTheNameFromTheAddressHoweverLong()
    {
        var local = new string('g', Organizer.NameMaxLength + 10);

        var code = await RunAsync(["add", $"{local}@example.org", "--password-stdin"], PortalAccounts.Password);

        Assert.Equal((0, ""), (code, _errors.ToString()));
        await using var db = _portal.OpenDatabase();
        Assert.StartsWith("ggg", (await db.Organizers.SingleAsync()).Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_AgainBeforeTheLinkIsUsed_LeavesOneLinkThatWorks()
    {
        await RunAsync(["add", "grace@example.org", "--role", "administrator"]);
        var first = PrintedPath();
        _output.GetStringBuilder().Clear();

        await RunAsync(["add", "grace@example.org", "--role", "organizer"]);

        using var old = await _portal.Client.GetAsync(first);
        using var current = await _portal.Client.GetAsync(PrintedPath());
        Assert.Equal((System.Net.HttpStatusCode.Gone, System.Net.HttpStatusCode.OK), (old.StatusCode, current.StatusCode));
    }

    [Theory]
    [InlineData("There is an account with this address already.", "add", "ADA@example.org")]
    [InlineData("EMAIL must be an email address", "add", "grace")]
    [InlineData("EMAIL must be an email address", "add", "grace@example.org,eve@example.org")]
    [InlineData("EMAIL must be an email address", "add", "Grace <grace@example.org>")]
    [InlineData("--name cannot be used", "add", "grace@example.org", "--name", "Grace\nHopper")]
    [InlineData("--name cannot be used", "add", "grace@example.org", "--name", " ")]
    public async Task Add_WhatCannotBe_SaysWhyAndAddsNothing(string message, params string[] arguments)
    {
        await _portal.AddOrganizerAsync("ada@example.org");

        await AssertRefusedAsync(message, arguments);
    }

    [Theory]
    [InlineData("Passwords must be at least 12 characters.", "short")]
    [InlineData("Passwords must be at least 12 characters.", "\n")]
    [InlineData("This password is easy to guess.", "password1234")]
    [InlineData("This password is easy to guess.", "graceexample.org")]
    [InlineData("The password has more than 128 characters.", "x")]
    public async Task Add_PasswordThatBreaksARule_SaysWhichAndLeavesAnEarlierLinkAlone(string message, string password)
    {
        await RunAsync(["add", "grace@example.org"]);
        var path = PrintedPath();
        _output.GetStringBuilder().Clear();
        await AssertRefusedAsync(message, ["add", "grace@example.org", "--password-stdin"], password == "x"
            ? string.Concat(Enumerable.Range(0, 129))
            : password);

        using var answer = await _portal.Client.GetAsync(path);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("add")]
    [InlineData("add", "grace@example.org", "--role", "owner")]
    [InlineData("add", "grace@example.org", "--password", "secret")]
    public async Task Add_ArgumentsThatAreNone_DoesNothing(params string[] arguments)
    {
        Assert.NotEqual(0, await RunAsync(arguments));
        await using var db = _portal.OpenDatabase();
        Assert.False(await db.Organizers.AnyAsync());
        Assert.False(await db.AuditEntries.AnyAsync());
    }

    private async Task AssertRefusedAsync(string message, string[] arguments, string input = "")
    {
        await using var db = _portal.OpenDatabase();
        var before = await CountsAsync();

        var code = await RunAsync(arguments, input);

        Assert.Equal((1, ""), (code, _output.ToString()));
        Assert.StartsWith($"Nobody was added. {message}", _errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, await CountsAsync());

        async Task<(int, int, int)> CountsAsync() =>
            (await db.Organizers.CountAsync(), await db.Invitations.CountAsync(), await db.AuditEntries.CountAsync());
    }

    private static void AssertAudited(AuditEntry entry, string action, string subject, OrganizerRole role) =>
        Assert.Equal(
            ("command organizer add", action, subject, role.ToString(), null),
            (entry.Who, entry.Action, entry.Subject, entry.Detail, entry.Address));

    private string PrintedPath() => new Uri(Link().Match(_output.ToString()).Value).AbsolutePath;

    private async Task<int> RunAsync(string[] arguments, string input = "")
    {
        using var typed = new StringReader(input);
        return await OrganizerCommand.Create(UsePortalAsync, typed, _output, _errors).Parse(arguments)
            .InvokeAsync(new System.CommandLine.InvocationConfiguration { Output = TextWriter.Null, Error = TextWriter.Null });
    }

    private async Task<int> UsePortalAsync(Func<IServiceProvider, Task<int>> run, CancellationToken cancellation)
    {
        await using var scope = _portal.Services.CreateAsyncScope();
        return await run(scope.ServiceProvider);
    }

    [GeneratedRegex(@"http://\S+" + OrganizerPaths.Invitation + @"/\S+")]
    private static partial Regex Link();
}
