using System.Net;
using Microsoft.Extensions.Logging;
using Workshop.Data.Accounts;
using Workshop.Tests.Accounts;

namespace Workshop.Tests.Areas.Admin;

/// <summary>Whoever reads the log has no business with the drafts that the links in it would show.</summary>
public sealed class PreviewSecretTests(TestDatabase databases)
{
    [Fact]
    public async Task Preview_AnsweredOrNot_IsLoggedWithoutItsSecret()
    {
        var log = new CapturedLog();
        await using var portal = await RunningPortal.StartAsync(databases, log.TakeOver);
        var page = await portal.PublishAsync(await portal.AddEditionAsync(), "/overview/", "Overview");
        using var browser = await portal.SignInAsAsync(OrganizerRole.Organizer);
        using var made = await browser.SubmitAsync($"/admin/pages/{page.Id}/share", ("days", "7"));
        var link = new Uri(
            (await browser.ReadAsync($"/admin/pages/{page.Id}/share")).QuerySelector("[data-copy]")!.GetAttribute("value")!).AbsolutePath;
        var secret = link.Split('/')[^1];
        Assert.Equal(43, secret.Length);

        await AssertAsync(HttpStatusCode.OK, link);
        await AssertAsync(HttpStatusCode.NotFound, link + "x");
        await AssertAsync(HttpStatusCode.NotFound, link + "/below");
        using var posted = await portal.Client.PostAsync(link, content: null);
        await portal.HideDatabaseAsync();
        await AssertAsync(HttpStatusCode.ServiceUnavailable, link);
        await portal.ShowDatabaseAsync();
        using var revoked = await browser.SubmitAsync($"/admin/pages/{page.Id}/share", "form[action$='handler=Revoke']", "");
        await AssertAsync(HttpStatusCode.Gone, link);

        Assert.Contains(log.Entries, entry => entry.Level == LogLevel.Warning
            && entry.Message.StartsWith("preview/{token} was answered 503", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Entries, entry => entry.Message.Contains(secret, StringComparison.Ordinal)
            || entry.Exception?.ToString().Contains(secret, StringComparison.Ordinal) == true);

        async Task AssertAsync(HttpStatusCode expected, string path)
        {
            using var answer = await portal.Client.GetAsync(path);
            Assert.Equal(expected, answer.StatusCode);
        }
    }
}
