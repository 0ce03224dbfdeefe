using Microsoft.AspNetCore.Builder;

namespace Workshop.Tests.Accounts;

/// <summary>One portal for all tests of a class, with an OpenID provider that they set up.</summary>
public sealed class OidcPortal(TestDatabase databases) : SharedPortal(databases)
{
    internal OpenIdProvider Provider { get; private set; } = null!;

    internal CapturedLog Log { get; } = new();

    protected override IEnumerable<string> Settings => SettingsFor(Provider);

    public override async ValueTask InitializeAsync()
    {
        Provider = await OpenIdProvider.StartAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Provider.DisposeAsync();
    }

    internal static string[] SettingsFor(OpenIdProvider provider) =>
    [
        "--Workshop:PublicUrl=http://localhost:5000",
        $"--Oidc:Authority={provider.Address}",
        $"--Oidc:ClientId={OpenIdProvider.ClientId}",
        $"--Oidc:ClientSecret={OpenIdProvider.ClientSecret}",
        "--Oidc:Name=the university",
    ];

    protected override void Configure(WebApplicationBuilder builder) => Log.TakeOver(builder);
}
