namespace Workshop.Tests;

/// <summary>One portal for all tests of a class, with an address that its operator has set.</summary>
public sealed class PortalWithPublicUrl(TestDatabase databases) : SharedPortal(databases)
{
    protected override IEnumerable<string> Settings => ["--Workshop:PublicUrl=https://neuroai.example"];
}
