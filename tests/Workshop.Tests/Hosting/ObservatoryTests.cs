using Workshop.Tests.Accounts;

namespace Workshop.Tests.Hosting;

/// <summary>
/// The organizers' answers by the rules of the Mozilla HTTP Observatory: 100, less for what is wrong, more for what few do.
/// </summary>
[StartsPortals(2, "one has a public address")]
public sealed class ObservatoryTests(TestDatabase databases)
{
    private const int Aim = 130;

    private static readonly string[] SafeAttributes = ["; secure", "; httponly", "; samesite=lax", "; path=/"];

    [Fact]
    public async Task Answers_ForOrganizers_ScoreAtLeastTheAim()
    {
        await using var portal = await RunningPortal.StartAsync(databases, "--Workshop:PublicUrl=https://workshop.example");
        await portal.AddOrganizerAsync();
        using var stranger = new ProxiedBrowser(portal.Client.BaseAddress!);
        using var organizer = new ProxiedBrowser(portal.Client.BaseAddress!);
        using var signedIn = await organizer.SignInAsync("ada@example.org");

        Assert.Equal((int)System.Net.HttpStatusCode.Redirect, (int)signedIn.StatusCode);
        AssertScore(signedIn);
        foreach (var path in Route.Of(portal).Where(route => route.IsForOrganizers).Select(route => route.Path).Distinct())
        {
            using var outside = await stranger.GetAsync(path);
            using var inside = await organizer.GetAsync(path);
            AssertScore(outside);
            AssertScore(inside);
        }
    }

    [Fact]
    public async Task Policy_ForOrganizers_AllowsScriptsOfOurOwnAndFormsThatStay()
    {
        await using var portal = await RunningPortal.StartAsync(databases);

        foreach (var path in new[] { "/account/login", "/admin/" })
        {
            using var answer = await portal.Client.GetAsync(path);
            var policy = Directives(answer);

            Assert.Equal("'none'", policy["default-src"]);
            Assert.Equal("'self'", policy["script-src"]);
            Assert.Equal("'self'", policy["style-src"]);
            Assert.Equal("'self'", policy["connect-src"]);
            Assert.Equal("'self'", policy["form-action"]);
            Assert.Equal("'none'", policy["frame-ancestors"]);
            Assert.Equal("'none'", policy["base-uri"]);
            Assert.Equal(
                path.StartsWith("/account", StringComparison.Ordinal) ? "no-referrer" : "same-origin", Header(answer, "Referrer-Policy"));
        }

        using var page = await portal.Client.GetAsync("/");
        Assert.DoesNotContain("script-src", Directives(page).Keys);
    }

    private static void AssertScore(HttpResponseMessage answer)
    {
        var policy = Directives(answer);
        var lost = new List<string>();
        var score = 100;
        Take(25, policy.GetValueOrDefault("default-src") == "'none'"
            && !policy.Values.Any(value => value.Contains("unsafe", StringComparison.Ordinal)), "a strict policy");
        Take(20, Header(answer, "Strict-Transport-Security")
            .StartsWith("max-age=31536000", StringComparison.Ordinal), "HSTS of six months or more");
        Take(5, Header(answer, "X-Content-Type-Options") == "nosniff", "nosniff");
        Take(20, policy.GetValueOrDefault("frame-ancestors") is "'none'" or "'self'", "no frames of others");
        Take(20, Header(answer, "Access-Control-Allow-Origin") == "", "nobody else's scripts read it");
        var cookies = answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.ToList() : [];
        Take(40, cookies.TrueForAll(IsSafe), "cookies that are Secure, HttpOnly and SameSite");
        if (lost.Count == 0)
        {
            Add(10, policy["default-src"] == "'none'", "default-src 'none'");
            Add(5, cookies.TrueForAll(IsSafe), "SameSite on every cookie");
            Add(5, Header(
                answer, "Referrer-Policy") is "no-referrer" or "same-origin" or "strict-origin-when-cross-origin", "Referrer-Policy");
            Add(5, policy["frame-ancestors"] == "'none'", "frame-ancestors");
            Add(10, Header(answer, "Cross-Origin-Resource-Policy") == "same-origin", "Cross-Origin-Resource-Policy");
        }

        Assert.True(score >= Aim, $"{answer.RequestMessage!.RequestUri} scores {score} for want of {string.Join(", ", lost)}.");
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Opener-Policy"));
        Assert.True(answer.Headers.CacheControl?.NoStore, $"{answer.RequestMessage.RequestUri} may be stored.");

        void Take(int points, bool isRight, string what)
        {
            if (!isRight)
            {
                score -= points;
                lost.Add(what);
            }
        }

        void Add(int points, bool isThere, string what)
        {
            if (isThere)
            {
                score += points;
            }
            else
            {
                lost.Add(what);
            }
        }
    }

    private static bool IsSafe(string cookie) =>
        cookie.StartsWith("__Host-", StringComparison.Ordinal)
        && SafeAttributes.All(attribute => cookie.Contains(attribute, StringComparison.OrdinalIgnoreCase));

    private static string Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";

    private static Dictionary<string, string> Directives(HttpResponseMessage answer) =>
        Header(answer, "Content-Security-Policy").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(directive => directive.Split(' ', 2)).ToDictionary(parts => parts[0], parts => parts.ElementAtOrDefault(1) ?? "");
}
