using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Data.Accounts;
using Workshop.Tests.Accounts;
using Workshop.Web.Commands;

namespace Workshop.Tests.Commands;

/// <summary>The command on the services of a running portal.</summary>
public sealed class OrganizerNameTests(SharedPortal shared) : IClassFixture<SharedPortal>, IAsyncLifetime
{
    private readonly RunningPortal _portal = shared.Portal;

    public async ValueTask InitializeAsync() => await _portal.EmptyAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("Bob <bob@example.org>", "Please leave < and > out")]
    [InlineData("\u202Ebob", "Please leave line breaks and control characters out")]
    [InlineData("\u3164", "Please give a name that can be seen")]
    public async Task Add_NameThatLooksLikeSomethingElse_IsRefused(string name, string reason)
    {
        var (exitCode, said) = await RunAsync("add", "grace@example.org", "--name", name);

        Assert.Equal(1, exitCode);
        Assert.Contains(reason, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_SameAddressInAnotherSpelling_EndsTheEarlierLink()
    {
        await RunAsync("add", "Grace@Example.ORG");
        await RunAsync("add", "grace@example.org");

        await using var db = _portal.OpenDatabase();
        Assert.Equal(
            "grace@example.org",
            (await db.Invitations.SingleAsync(invitation => invitation.Email != null && invitation.RevokedAt == null)).Email);
    }

    [Fact]
    public async Task Add_LongAddressAndNoName_HasANameThatFits()
    {
        var (exitCode, _) = await RunAsync("add", new string('x', 200) + "@example.org", "--password-stdin");

        Assert.Equal(0, exitCode);
        await using var db = _portal.OpenDatabase();
        Assert.Equal(new string('x', Organizer.NameMaxLength - 1) + "…", (await db.Organizers.SingleAsync()).Name);
    }

    private async Task<(int ExitCode, string Said)> RunAsync(params string[] arguments)
    {
        using var input = new StringReader(PortalAccounts.Password);
        await using var said = new StringWriter();
        var command = OrganizerCommand.Create(
            async (act, _) =>
            {
                await using var scope = _portal.Services.CreateAsyncScope();
                return await act(scope.ServiceProvider);
            },
            input,
            said,
            said);
        return (await command.Parse(arguments).InvokeAsync(), said.ToString());
    }
}
