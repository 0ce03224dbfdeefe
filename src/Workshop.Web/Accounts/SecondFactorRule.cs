using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;

namespace Workshop.Web.Accounts;

/// <summary>
/// Part of the admin area's policy: where an administrator requires a second factor of all, nothing is open to a session
/// without. Whoever has none can add one and do nothing else; whoever has one shows it.
/// </summary>
internal sealed class SecondFactorRule : IAuthorizationRequirement;

/// <summary>On the pages by which a second factor is added.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class AddsSecondFactorAttribute : Attribute;

internal sealed class SecondFactorCheck(IDbContextFactory<WorkshopDbContext> databases) : AuthorizationHandler<SecondFactorRule>
{
    private const string AddOne = "/admin/account/second-factor";

    /// <summary>Where somebody is led who was refused for want of a second factor; null where that is not why.</summary>
    public static string? WayOut(HttpContext context) => (context.Items[typeof(SecondFactorCheck)] as Outcome)?.WayOut;

    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, SecondFactorRule requirement)
    {
        if (context.Resource is not HttpContext request || request.User.OrganizerId() is not { } id)
        {
            return;
        }

        // Asked once, though the policies of a folder and of a folder in it both have the rule.
        var outcome = request.Items[typeof(SecondFactorCheck)] as Outcome ?? await FindAsync(request, id);
        request.Items[typeof(SecondFactorCheck)] = outcome;
        if (outcome.WayOut is null)
        {
            context.Succeed(requirement);
        }
    }

    private async Task<Outcome> FindAsync(HttpContext request, int id)
    {
        await using var db = await databases.CreateDbContextAsync(request.RequestAborted);
        var required = await db.PortalSecurity.Select(security => security.RequiresSecondFactor).SingleAsync(request.RequestAborted);
        if (!required)
        {
            return new Outcome(null);
        }

        var hasOne = await db.Organizers
            .Where(organizer => organizer.Id == id)
            .Select(organizer => organizer.TwoFactorEnabled || db.OrganizerPasskeys.Any(passkey => passkey.UserId == id))
            .SingleOrDefaultAsync(request.RequestAborted);
        return (hasOne, SignInProof.HasTwoFactors(request)) switch
        {
            (true, true) => new Outcome(null),
            // A password alone must not be enough to add a second factor beside the one that there is.
            (true, false) => new Outcome(RequiresRecentProofAttribute.ConfirmUrl(request.Request)),
            (false, _) => new Outcome(request.GetEndpoint()?.Metadata.GetMetadata<AddsSecondFactorAttribute>() is null ? AddOne : null),
        };
    }

    private sealed record Outcome(string? WayOut);
}

/// <summary>Leads to the way out in place of the answer "forbidden".</summary>
internal sealed class SecondFactorAnswer : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _usual = new();

    public Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult is { Forbidden: true, AuthorizationFailure.FailedRequirements: { } failed }
            && failed.All(requirement => requirement is SecondFactorRule)
            && SecondFactorCheck.WayOut(context) is { } wayOut)
        {
            context.Response.Redirect(wayOut);
            return Task.CompletedTask;
        }

        return _usual.HandleAsync(next, context, policy, authorizeResult);
    }
}
