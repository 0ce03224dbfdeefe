using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NetVips;
using Workshop.Data.Accounts;
using Workshop.Tests.Accounts;
using Workshop.Web.Media;

namespace Workshop.Tests.Media;

/// <summary>What is taken, what is refused, and what is left of it.</summary>
public sealed class UploadTests(SharedPortal shared) : MediaTest(shared)
{
    public static TheoryData<string, string, string> Kinds => new()
    {
        { "jpeg", "image/jpeg", "a.jpg" },
        { "png", "image/png", "a.png" },
        { "webp", "image/webp", "a.webp" },
        { "avif", "image/avif", "a.avif" },
        { "gif", "image/gif", "a.gif" },
        { "pdf", "application/pdf", "a.pdf" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Upload_EachKind_IsServedAsWhatItIsWhateverItsName(string kind, string contentType, string name)
    {
        var file = await AddAsync("a.exe", Bytes(kind));

        Assert.Equal((name, contentType), (file.Name, file.ContentType));
        Assert.Equal(
            kind == "pdf" ? null : (60, 40), file is { Width: { } width, Height: { } height } ? (width, height) : ((int, int)?)null);
        using var answer = await Portal.Client.GetAsync(file.Address);
        Assert.Equal(
            (HttpStatusCode.OK, contentType, file.Length),
            (answer.StatusCode, answer.Content.Headers.ContentType!.ToString(), answer.Content.Headers.ContentLength));
        var entry = Assert.Single(await AuditAsync(AuditAction.MediaUploaded));
        Assert.Equal(($"media {name}", "Organizer <organizer@example.org>"), (entry.Subject, entry.Who));
    }

    public static TheoryData<string, string> Hostile => new()
    {
        { "empty", "The file is empty." },
        { "html", "The file is of another kind, whatever its name says." },
        { "exe", "The file is of another kind, whatever its name says." },
        { "zip", "The file is of another kind, whatever its name says." },
        { "svg", "SVG is not taken, since it can hold scripts." },
        { "svg with a prologue", "SVG is not taken, since it can hold scripts." },
        { "html before pdf", "The file is of another kind, whatever its name says." },
        { "half a pdf", "The PDF is damaged or incomplete." },
        { "half a jpeg", "The JPEG picture is damaged or incomplete." },
        { "half a png", "The PNG picture is damaged or incomplete." },
        { "half a webp", "The WebP picture is damaged or incomplete." },
        { "half an avif", "The AVIF picture is damaged or incomplete." },
        { "half a gif", "The GIF picture is damaged or incomplete." },
        { "gif in name only", "The GIF picture is damaged or incomplete." },
        { "heic", "The file is of another kind, whatever its name says." },
        { "animated avif", "Animated AVIF is not taken." },
        { "many frames", "The animation has 301 frames; 300 are allowed." },
        { "large frames", "million are allowed." },
        { "large avif", "The AVIF picture has 4200 × 4200 pixels; 16 million are allowed." },
        { "large picture file", "The file is larger than 20 MB, the most for a picture." },
        { "large pdf", "The file is larger than 50 MB, the most for a PDF." },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Upload_HostileOrBroken_IsRefusedByNameAndKeepsNothing(string what, string reason)
    {
        using var answer = await UploadAsync(("photo.jpg", Bytes(what)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var refusal = await RefusalAsync(answer);
        Assert.StartsWith("photo.jpg: ", refusal, StringComparison.Ordinal);
        Assert.Contains(reason, refusal, StringComparison.Ordinal);
        Assert.Empty(await FilesAsync());
        Assert.Equal(0, await ContentsAsync());
        Assert.Empty(await AuditAsync(AuditAction.MediaUploaded));
    }

    [Fact]
    public async Task Upload_SmallFileOfHugePicture_IsRefusedBeforeItIsDecoded()
    {
        // 400 million pixels, 1.2 GB once decoded.
        var bomb = Pictures.Bomb(20_000);
        Assert.InRange(bomb.Length, 1, MediaLimits.ImageBytes);
        await AddAsync("warm.png", Pictures.Png());
        var before = await PeakAfterAsync(() => Task.CompletedTask);

        var peak = await PeakAfterAsync(async () =>
        {
            using var answer = await UploadAsync(("bomb.png", bomb));
            Assert.Equal("bomb.png: The PNG picture has 20000 × 20000 pixels; 50 million are allowed.", await RefusalAsync(answer));
        });

        Assert.InRange(peak - before, -1_000_000, 250_000);
    }

    [Theory]
    [InlineData("../../x.png", "x.png")]
    [InlineData("..\\..\\windows\\x.png", "x.png")]
    [InlineData("/etc/passwd", "passwd.png")]
    [InlineData("x.php.png", "x.php.png")]
    [InlineData(".htaccess", "htaccess.png")]
    [InlineData("<img src=x onerror=alert(1)>.png", "img-src-x-onerror-alert-1.png")]
    [InlineData("a\u202Egnp.exe", "a-gnp.png")]
    [InlineData("a\u0001\tb.png", "a-b.png")]
    [InlineData("my (first) picture.JPG", "my-first-picture.png")]
    [InlineData("...", "file.png")]
    [InlineData("Zürich.png", "Zürich.png")]
    public void Name_WhateverIsGiven_IsFitForAnAddress(string given, string expected) =>
        Assert.Equal(expected, MediaName.Clean(given, MediaKind.Png));

    [Fact]
    public void Name_TooLong_IsCutWithItsExtension()
    {
        var name = MediaName.Clean(new string('a', 500) + ".png", MediaKind.Png);

        Assert.Equal(120, name.Length);
        Assert.EndsWith("a.png", name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_NameOfHtml_IsShownAsText()
    {
        using var answer = await UploadAsync(("<script>alert(1)</script>.jpg", "no picture"u8.ToArray()));

        var page = await Browser.ReadAsync(answer);
        Assert.Empty(page.QuerySelectorAll("main script"));
        Assert.Contains("<script>alert(1)</script>.jpg: ", page.QuerySelector(".refused")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_PhotographOfACamera_IsUprightAndTellsNothingOfWhereItWasTaken()
    {
        var source = Pictures.JpegOfACamera();
        Assert.Contains("SECRETCAM", Encoding.Latin1.GetString(source), StringComparison.Ordinal);
        Assert.Contains("SECRETXMP", Encoding.Latin1.GetString(source), StringComparison.Ordinal);

        var file = await AddAsync("door.jpg", source);

        Assert.Equal((40, 60), (file.Width, file.Height));
        var served = await Portal.Client.GetByteArrayAsync(file.Address);
        Assert.DoesNotContain("SECRET", Encoding.Latin1.GetString(served), StringComparison.Ordinal);
        Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(served), StringComparison.Ordinal);
        using var image = Image.NewFromBuffer(served);
        Assert.DoesNotContain(image.GetFields(), field => field.StartsWith("exif", StringComparison.Ordinal)
            || field.StartsWith("xmp", StringComparison.Ordinal)
            || field == "orientation");
        await using var db = Portal.OpenDatabase();
        Assert.All(
            await db.MediaContents.ToListAsync(),
            content => Assert.DoesNotContain("SECRET", Encoding.Latin1.GetString(content.Bytes), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("gif")]
    [InlineData("jpeg")]
    [InlineData("png")]
    public async Task Upload_PictureThatIsAScriptAsWell_IsThePictureAlone(string kind)
    {
        var file = await AddAsync("a.gif", [.. Bytes(kind), .. "/*<script>SECRET()</script>*/=1;"u8]);

        Assert.DoesNotContain(
            "SECRET", Encoding.Latin1.GetString(await Portal.Client.GetByteArrayAsync(file.Address)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("animated gif")]
    [InlineData("animated webp")]
    public async Task Upload_Animation_StaysOneInEveryWidth(string kind)
    {
        var file = await AddAsync("a", Bytes(kind));

        Assert.Equal((700, 300), (file.Width, file.Height));
        Assert.Equal([480], file.Renditions.Select(rendition => rendition.Width));
        foreach (var hash in new[] { file.Hash, file.Renditions[0].Hash })
        {
            using var image = Image.NewFromBuffer(await Portal.Client.GetByteArrayAsync($"/media/{hash}/{file.Name}"));
            Assert.Equal(4, (int)image.Get("n-pages"));
        }
    }

    [Theory]
    [InlineData(400, new int[0], 400)]
    [InlineData(500, new int[0], 500)]
    [InlineData(1000, new[] { 480 }, 1000)]
    [InlineData(2500, new[] { 480, 960, 1600 }, 2400)]
    public async Task Upload_Picture_ComesInWidthsThatAreSmallerThanItself(int width, int[] smaller, int main)
    {
        var file = await AddAsync("a.jpg", Pictures.Jpeg(width, width / 2));

        Assert.Equal((main, main / 2), (file.Width, file.Height));
        Assert.Equal(smaller, file.Renditions.Select(rendition => rendition.Width));
        Assert.All(file.Renditions, rendition => Assert.Equal(rendition.Width / 2, rendition.Height));
        Assert.Equal(smaller.Length + 1, await ContentsAsync());
    }

    [Fact]
    public async Task Upload_SameFileAgain_IsTheOneThatIsThere()
    {
        var bytes = Pictures.Png();
        var first = await AddAsync("one.png", bytes);

        var second = await AddAsync("two.png", bytes);

        Assert.Equal((first.Id, "one.png"), (second.Id, second.Name));
        Assert.Equal(1, await ContentsAsync());
        Assert.Single(await AuditAsync(AuditAction.MediaUploaded));
    }

    [Fact]
    public async Task Upload_Several_TakesWhatIsGoodAndNamesWhatIsNot()
    {
        using var answer = await UploadAsync(("a.png", Pictures.Png()), ("b.svg", "<svg/>"u8.ToArray()), ("c.pdf", Pictures.Pdf));

        Assert.StartsWith("b.svg: SVG is not taken", await RefusalAsync(answer), StringComparison.Ordinal);
        Assert.Equal(["a.png", "c.pdf"], (await FilesAsync()).Select(file => file.Name));
        var page = await Organizer.ReadAsync("/admin/media/");
        Assert.Equal(["No alternative text"], page.QuerySelectorAll(".shelf .wrong").Select(note => note.TextContent));
    }

    [Fact]
    public async Task Upload_ByAScript_AnswersInJson()
    {
        using var taken = await SendAsync("/admin/media/", "Upload", [("a.png", Pictures.Png())], alt: " A grid ", json: true);
        using var refused = await SendAsync("/admin/media/", "Upload", [("b.png", "<svg/>"u8.ToArray())], json: true);

        var file = Assert.Single(await FilesAsync());
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal(
            $$"""{"url":"{{file.Address}}","name":"a.png","alt":"A grid","width":60,"height":40}""",
            await taken.Content.ReadAsStringAsync());
        Assert.Equal(
            (HttpStatusCode.BadRequest, "application/problem+json"), (refused.StatusCode, refused.Content.Headers.ContentType!.MediaType));
        var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement;
        Assert.StartsWith("b.png: SVG is not taken", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_AlternativeTextTooLong_SaysSoAndKeepsNothing()
    {
        using var answer = await SendAsync("/admin/media/", "Upload", [("a.png", Pictures.Png())], alt: new string('x', 301));

        Assert.Equal("The alternative text is longer than 300 characters.", await RefusalAsync(answer));
        Assert.Empty(await FilesAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Upload_WithoutTokenOrSession_KeepsNothing(bool isSignedIn)
    {
        using var browser = isSignedIn ? null : Portal.OpenBrowser();
        using var content = new MultipartFormDataContent { { new ByteArrayContent(Pictures.Png()), "files", "a.png" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/media/?handler=Upload") { Content = content };

        using var answer = await (browser ?? Organizer).SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(await FilesAsync());
    }

    [Fact]
    public async Task Upload_FormLargerThanAllowed_IsAnsweredInWordsBeforeItIsSent()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Portal.Client.BaseAddress!.Host, Portal.Client.BaseAddress.Port);
        await using var stream = client.GetStream();
        var cookies = Organizer.Cookies.GetCookieHeader(Portal.Client.BaseAddress);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /admin/media/?handler=Upload HTTP/1.1\r\nHost: {Portal.Client.BaseAddress.Authority}\r\nCookie: "
            + $"{cookies}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 200000000\r\nConnection: close\r\n\r\n--x"));

        var answer = new byte[4096];
        var length = await stream.ReadAtLeastAsync(answer, 1024, throwOnEndOfStream: false);

        Assert.StartsWith("HTTP/1.1 413 ", Encoding.UTF8.GetString(answer, 0, length), StringComparison.Ordinal);
        Assert.Contains("That is too much at once", Encoding.UTF8.GetString(answer, 0, length), StringComparison.Ordinal);
    }

    private static byte[] Bytes(string what) => what switch
    {
        "jpeg" => Pictures.Jpeg(),
        "png" => Pictures.Png(),
        "webp" => Pictures.WebP(),
        "avif" => Pictures.Avif(),
        "gif" => Pictures.Gif(),
        "pdf" => Pictures.Pdf,
        "animated gif" => Pictures.AnimatedGif(4, 700, 300),
        "animated webp" => Pictures.AnimatedWebP(4, 700, 300),
        "empty" => [],
        "html" => "<!doctype html><script>alert(1)</script>"u8.ToArray(),
        "exe" => "MZ\u0090\0\u0003"u8.ToArray(),
        "zip" => "PK\u0003\u0004"u8.ToArray(),
        "svg" => "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray(),
        "svg with a prologue" => "\uFEFF<?xml version='1.0'?><!-- x --><svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(),
        "html before pdf" => [.. "<script>alert(1)</script>"u8, .. Pictures.Pdf],
        "half a pdf" => Pictures.Pdf[..20],
        "half a jpeg" => Half(Pictures.Jpeg(600, 400)),
        "half a png" => Half(Pictures.Png(600, 400)),
        "half a webp" => Half(Pictures.WebP(600, 400)),
        "half an avif" => Half(Pictures.Avif(600, 400)),
        "half a gif" => Half(Pictures.Gif(600, 400)),
        "gif in name only" => "GIF89a=1;/*<script>*/alert(1)//"u8.ToArray(),
        "heic" => [0, 0, 0, 24, .. "ftypheic\0\0\0\0mif1heic"u8],
        "animated avif" => [0, 0, 0, 28, .. "ftypavis\0\0\0\0avifavismsf1"u8],
        "many frames" => Pictures.AnimatedGif(301, 8, 8),
        "large frames" => Pictures.AnimatedWebP(8, 2000, 2000),
        "large avif" => Pictures.Avif(4200, 4200),
        "large picture file" => [.. Pictures.Jpeg(), .. new byte[MediaLimits.ImageBytes]],
        "large pdf" => [.. Pictures.Pdf, .. new byte[MediaLimits.PdfBytes]],
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };

    private static byte[] Half(byte[] bytes) => bytes[..(bytes.Length / 2)];

    /// <summary>The most memory that the process had meanwhile, in kB.</summary>
    private static async Task<long> PeakAfterAsync(Func<Task> act)
    {
        // Begins to count anew (proc(5), clear_refs).
        await File.WriteAllTextAsync("/proc/self/clear_refs", "5");
        await act();
        var line = (await File.ReadAllLinesAsync("/proc/self/status")).Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(new string([.. line.Where(char.IsDigit)]), System.Globalization.CultureInfo.InvariantCulture);
    }
}
