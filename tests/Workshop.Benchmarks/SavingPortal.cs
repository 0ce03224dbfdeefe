using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Workshop.Data;
using Workshop.Web;

namespace Workshop.Benchmarks;

/// <summary>
/// The portal with one more address, <c>POST /benchmark/save</c>, which saves the text it is sent as a draft, as an editor
/// does: until there is an admin area, nothing over HTTP does database work inside the serving process.
/// </summary>
internal static class SavingPortal
{
    public const string Name = "saving-portal";

    /// <summary>Each connection saves to a page of its own.</summary>
    public static string Permalink(int number) => $"/draft-{number}/";

    public static Command Command()
    {
        var command = new Command(
            Name,
            "The portal with an address that saves, for the scenario latency.")
        { Hidden = true, TreatUnmatchedTokensAsErrors = false };
        command.SetAction(async (parsed, cancellation) =>
        {
            var builder = Portal.CreateBuilder([.. parsed.UnmatchedTokens]);
            await using var app = Portal.Build(
                builder, builder.Configuration.GetConnectionString("Workshop")!, (_, _) => Task.CompletedTask);
            app.MapPost("/benchmark/save/{number:int}", async (
                int number, HttpRequest request, WorkshopDbContext db, CancellationToken stopping) =>
            {
                using var text = new StreamReader(request.Body);
                await Publisher.SaveDraftAsync(db, Permalink(number), await text.ReadToEndAsync(stopping), stopping);
                return Results.NoContent();
            });
            await app.RunAsync(cancellation);
        });
        return command;
    }
}
