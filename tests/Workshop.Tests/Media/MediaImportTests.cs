using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Workshop.Data.Programme;
using Workshop.Tests.Transfer;
using Workshop.Web.Media;
using Workshop.Web.Transfer.Into;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Tests.Media;

/// <summary>Pictures and documents that come with an import.</summary>
public sealed class MediaImportTests(SharedDatabase shared) : ImportTest(shared), IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("workshop-media-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Import_SiteWithPictures_TakesThoseOfItsPagesAndRewritesTheirAddresses(bool asZip)
    {
        WriteSite();

        var report = await ImportAsync(Source(asZip), new ImportOptions { Publish = true });

        await using var db = Open();
        var files = await db.MediaFiles.ToDictionaryAsync(file => file.Name, Cancellation);
        Assert.Equal(["call.pdf", "door.jpg", "grid.png"], files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("A grid", "import", (int?)60), (files["grid.png"].Alt, files["grid.png"].Author, files["grid.png"].Width));
        var pages = await db.Pages
            .Include(page => page.PublishedRevision)
            .ToDictionaryAsync(page => page.Permalink, page => page.PublishedRevision!.Markdown, Cancellation);
        Assert.Equal(
            $"Look: ![A grid]({files["grid.png"].Address}) and <img src=\"{files["grid.png"].Address}\" "
            + $"alt=\"again\">\n\n[call]({files["call.pdf"].Address}#page=2), "
                + $"[slides](/files/slides.pptx)\n\n![evil](/evil.svg)\n\n`![code](images/grid.png)`",
            pages["/a/"].Trim());
        Assert.Equal($"![door]({files["door.jpg"].Address} \"The door\")", pages["/sub/b/"].Trim());
        Assert.Equal(
            [("files/call.pdf", true), ("images/grid.png", true), ("sub/door.jpg", true)],
            report.Media.Select(file => (file.File, file.IsNew)));
        Assert.Equal(
            ["a.md:6: files/slides.pptx was not taken, so this address leads nowhere. The file is of another kind, whatever its "
                + "name says. JPEG, PNG, WebP, AVIF and GIF pictures and PDF files are taken.",
             "a.md:8: evil.svg was not taken, so this address leads nowhere. SVG is not taken, since it can hold scripts. Save "
             + "it as PNG or WebP."],
            report.Findings.Where(finding => finding.Kind == FindingKind.Error).Select(finding => finding.ToString()));
        Assert.Equal(["images/unused.png"], report.Assets.Select(asset => asset.Path));
        Assert.DoesNotContain(
            "SECRET",
            Encoding.Latin1.GetString(
                (await db.MediaContents.SingleAsync(content => content.Hash == files["door.jpg"].Hash, Cancellation)).Bytes),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Import_SecondTime_ChangesNothing(bool asZip)
    {
        WriteSite();
        await ImportAsync(Source(asZip), new ImportOptions { Publish = true });
        var before = await StateAsync();

        var report = await ImportAsync(Source(asZip), new ImportOptions { Publish = true });

        Assert.False(report.HasChanges);
        Assert.All(report.Media, file => Assert.False(file.IsNew));
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task Import_DryRun_SaysTheSameAndKeepsNothing()
    {
        WriteSite();
        var dry = await ImportAsync(Source(asZip: false), new ImportOptions { DryRun = true });
        await using (var db = Open())
        {
            Assert.Equal((0, 0), (await db.MediaFiles.CountAsync(Cancellation), await db.MediaContents.CountAsync(Cancellation)));
        }

        var real = await ImportAsync(Source(asZip: false));

        Assert.Equal(real.Media, dry.Media);
        var text = new StringWriter();
        ImportReportText.Write(real, text);
        Assert.Contains($"  images/grid.png  {real.Media[1].Address}  created", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("3 files in the media library: 3 created, 0 unchanged", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("1 other file (0.0 MB) left where it is: no page shows or links to it", text.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Import_PicturesThatListsAndSessionsName_AreTakenAndReferredTo(bool asZip)
    {
        WriteProgramme();

        var report = await ImportAsync(Source(asZip), new ImportOptions { Publish = true });

        await using var db = Open();
        var files = await db.MediaFiles.ToDictionaryAsync(file => file.Name, file => file.Address, Cancellation);
        Assert.Equal(["ada.jpg", "logo.png", "slides.pdf"], files.Keys.Order(StringComparer.Ordinal));
        var edition = await db.Editions.SingleAsync(Cancellation);
        var programme = await new ProgrammeWriter(db).ProgrammeOfAsync(edition.Id, Cancellation);
        Assert.Equal([files["ada.jpg"], null, null, "https://photos.example/x"], programme.People.Select(person => person.PhotoUrl));
        Assert.Equal([files["slides.pdf"], null], programme.Sessions.Select(session => session.SlidesUrl));
        Assert.Equal(
            [files["logo.png"], null],
            (await new ProgrammeWriter(db).NoticesOfAsync(edition.Id, Cancellation)).Sponsors.Select(sponsor => sponsor.LogoUrl));
        Assert.Equal(
            ["people.yml:5: 'photo' was left out, since evil.svg was not taken: SVG is not taken, since it can hold scripts. "
                + "Save it as PNG or WebP.",
             "people.yml:7: 'photo' was left out, since there is no file images/nobody.jpg.",
             "schedule.yml:7: 'slides' was left out, since there is no file nowhere.pdf.",
             "sponsors.csv: row 3, 'Logo' was left out, since there is no file images/none.png."],
            report.Findings
                .Where(finding => finding.Kind == FindingKind.Error)
                .Select(finding => finding.ToString())
                .Order(StringComparer.Ordinal));
        Assert.Empty(report.Assets);
        Assert.False((await ImportAsync(Source(asZip), new ImportOptions { Publish = true })).HasChanges);
    }

    [Fact]
    public async Task Import_PictureThatIsALink_IsNotFollowed()
    {
        var secret = Path.Combine(_folder, "secret.png");
        await File.WriteAllBytesAsync(secret, Pictures.Png(), Cancellation);
        Write("site/a.md", "![x](linked.png) ![y](swapped.png)");
        Write("site/swapped.png", Pictures.Png(80, 40));
        File.CreateSymbolicLink(Path.Combine(_folder, "site/linked.png"), secret);
        var tree = SourceTree.Open(Path.Combine(_folder, "site"));
        File.Delete(Path.Combine(_folder, "site/swapped.png"));
        File.CreateSymbolicLink(Path.Combine(_folder, "site/swapped.png"), secret);

        var report = await ImportAsync(tree);

        Assert.Empty(report.Media);
        Assert.Contains(
            "a.md:1: swapped.png was not taken, so this address leads nowhere. The file cannot be read.",
            report.Findings.Select(finding => finding.ToString()));
    }

    [Fact]
    public async Task Import_LargeOrEmptyPictureInAZip_IsReportedAndTheRestIsTaken()
    {
        var noise = new byte[MediaLimits.ImageBytes + 1];
        new Random(1).NextBytes(noise);
        Pictures.Jpeg().CopyTo(noise, 0);
        Write("site/a.md", "![x](large.jpg)\n![y](empty.png)\n![z](ok.png)");
        Write("site/large.jpg", noise);
        Write("site/empty.png", []);
        Write("site/ok.png", Pictures.Png());

        var report = await ImportAsync(Source(asZip: true));

        Assert.Equal(["ok.png"], report.Media.Select(file => file.File));
        Assert.Equal(
            ["a.md:1: large.jpg was not taken, so this address leads nowhere. The file is larger than 20 MB, the most for a picture.",
             "a.md:2: empty.png was not taken, so this address leads nowhere. The file is empty."],
            report.Findings.Where(finding => finding.Kind == FindingKind.Error).Select(finding => finding.ToString()));
    }

    [Fact]
    public void Open_ZipWhosePictureLeadsOutOfIt_IsRefusedWhole()
    {
        var path = Path.Combine(_folder, "slip.zip");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            using var entry = zip.CreateEntry("../../evil.png").Open();
            entry.Write(Pictures.Png());
        }

        Assert.Contains(
            "leads out of the folder",
            Assert.Throws<ImportRefusedException>(() => SourceTree.Open(path)).Message,
            StringComparison.Ordinal);
    }

    private void WriteSite()
    {
        Write(
            "site/a.md",
            "---\ntitle: A\n---\nLook: ![A grid](images/grid.png) and <img src=\"/images/grid.png?v=2\" "
            + "alt=\"again\">\n\n[call](files/call.pdf#page=2), "
                + "[slides](/files/slides.pptx)\n\n![evil](evil.svg)\n\n`![code](images/grid.png)`\n");
        Write("site/sub/b.md", "---\ntitle: B\n---\n![door](door.jpg \"The door\")\n");
        Write("site/images/grid.png", Pictures.Png());
        Write("site/images/unused.png", Pictures.Png(10, 10));
        Write("site/sub/door.jpg", Pictures.JpegOfACamera());
        Write("site/files/call.pdf", Pictures.Pdf);
        Write("site/files/slides.pptx", "PK\u0003\u0004slides"u8.ToArray());
        Write("site/evil.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray());
    }

    private void WriteProgramme()
    {
        Write(
            "site/people.yml",
            "people:\n  - name: Ada\n    photo: images/ada.jpg\n  - name: Ben\n    photo: evil.svg\n  - name: Cleo\n    photo: "
            + "images/nobody.jpg\n  - {name: Dan, photo: 'https://photos.example/x'}\n");
        Write("site/sponsors.csv", "Name,Logo\nLantern,/images/logo.png\nBrackwater,images/none.png\n");
        Write(
            "site/schedule.yml",
            "sessions:\n  - title: A\n    start: 2024-12-14 09:00\n    duration: 30\n    slides: ./files/slides.pdf\n  - "
            + "{title: B, start: 2024-12-14 10:00, duration: 30,\n     slides: nowhere.pdf}\n");
        Write("site/images/ada.jpg", Pictures.JpegOfACamera());
        Write("site/images/logo.png", Pictures.Png());
        Write("site/files/slides.pdf", Pictures.Pdf);
        Write("site/evil.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray());
    }

    private SourceTree Source(bool asZip)
    {
        var folder = Path.Combine(_folder, "site");
        if (!asZip)
        {
            return SourceTree.Open(folder);
        }

        var zip = Path.Combine(_folder, "site.zip");
        File.Delete(zip);
        ZipFile.CreateFromDirectory(folder, zip);
        return SourceTree.Open(zip);
    }

    private void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    private void Write(string path, byte[] bytes)
    {
        var file = new FileInfo(Path.Combine(_folder, path));
        file.Directory!.Create();
        File.WriteAllBytes(file.FullName, bytes);
    }

    private async Task<string> StateAsync()
    {
        await using var db = Open();
        return string.Join(
            '\n', (await db.MediaFiles.OrderBy(file => file.Id).ToListAsync(Cancellation)).Select(
                file => $"{file.Id} {file.Hash} {file.Version}"))
            + string.Join(
                '\n', (await db.Pages.OrderBy(page => page.Id).ToListAsync(Cancellation)).Select(
                    page => $"{page.Id} {page.LatestRevisionId} {page.Version}"));
    }
}
