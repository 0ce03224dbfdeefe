using System.Net;

namespace Workshop.Tests.Media;

/// <summary>A photo or a logo counts as used as long as a programme or the notices have it, or readers still see it.</summary>
public sealed class ProgrammeMediaTests(SharedPortal shared) : MediaTest(shared)
{
    [Fact]
    public async Task Uses_PhotoAndLogo_AreNamedAndWarnedOf()
    {
        var file = await AddAsync("a.png", Pictures.Png());
        var seen = (await Organizer.ReadAsync($"/admin/media/{file.Id}")).QuerySelector("[name=seen]")!.GetAttribute("value") ?? "";
        using var person = await Organizer.SubmitAsync(
            "/admin/programme/people/new", ("Input.name", "Ada"), ("Input.photoUrl", file.Address));
        using var sponsor = await Organizer.SubmitAsync("/admin/sponsors/new", ("Input.name", "Lantern"), ("Input.logoUrl", file.Address));

        using var surprised = await Organizer.SubmitAsync($"/admin/media/{file.Id}", "form[action$='handler=Delete']", ("seen", seen));
        var page = await Organizer.ReadAsync($"/admin/media/{file.Id}");

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (person.StatusCode, sponsor.StatusCode));
        Assert.Equal(HttpStatusCode.Conflict, surprised.StatusCode);
        Assert.Equal(
            ["The notices of 2024 /admin/sponsors/?edition=2024", "The programme of 2024 /admin/programme/people/?edition=2024"],
            page.QuerySelectorAll(".plain-list li a").Select(link => $"{link.TextContent} {link.GetAttribute("href")}"));
    }

    [Fact]
    public async Task Uses_PhotoTakenAwayAgain_AreNone()
    {
        var file = await AddAsync("a.png", Pictures.Png());
        using var person = await Organizer.SubmitAsync(
            "/admin/programme/people/new", ("Input.name", "Ada"), ("Input.photoUrl", file.Address));
        using var without = await Organizer.SubmitAsync("/admin/programme/people/edit/ada", ("Input.photoUrl", ""));

        Assert.Empty((await Organizer.ReadAsync($"/admin/media/{file.Id}")).QuerySelectorAll(".plain-list li a"));
    }
}
