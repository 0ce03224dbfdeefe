using System.CommandLine;
using Workshop.Web.Publishing;

namespace Workshop.Web.Commands;

/// <summary>Asks a running portal on this machine whether it is ready: the container image has no shell and no curl.</summary>
internal static class HealthCheckCommand
{
    public static Command Create()
    {
        var url = new Option<Uri>(
            "--url")
        { Description = "What to ask", DefaultValueFactory = _ => new Uri(SiteUrls.OnThisMachine() + "/health/ready") };
        var command = new Command("healthcheck", "Exit with 0 when the portal on this machine is ready.") { url };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(4) };
            try
            {
                using var answer = await client.GetAsync(parsed.GetValue(url), cancellation);
                return answer.IsSuccessStatusCode ? 0 : 1;
            }
            catch (Exception unreachable) when (unreachable is HttpRequestException or TaskCanceledException)
            {
                await Console.Error.WriteLineAsync(unreachable.Message);
                return 1;
            }
        });
        return command;
    }
}
