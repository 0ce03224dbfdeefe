using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Tests.Transfer;

public sealed class SourceTreeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("workshop-import-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Open_Folder_ReadsTextAndNotesTheRest()
    {
        Write("index.md", "Hello");
        Write("images/logo.png", "png");
        foreach (var ignored in new[] { ".git/config.md", "node_modules/x/readme.md", "_site/index.html", "vendor/a.md", ".hidden.md" })
        {
            Write(ignored, "no");
        }

        var tree = SourceTree.Open(_folder.FullName);

        Assert.Equal(
            [("images/logo.png", 3L, false), ("index.md", 5L, true)],
            tree.Files.Select(file => (file.Path, file.Size, file.Content is not null)));
        Assert.Empty(tree.Findings);
    }

    [Fact]
    public void Open_FolderWithSymbolicLinks_ReportsAndDoesNotFollowThem()
    {
        Write("index.md", "Hello");
        File.CreateSymbolicLink(At("passwd.md"), "/etc/passwd");
        Directory.CreateSymbolicLink(At("loop"), _folder.FullName);

        var tree = SourceTree.Open(_folder.FullName);

        Assert.Equal(["index.md"], tree.Files.Select(file => file.Path));
        Assert.Equal(["loop", "passwd.md"], tree.Findings.Select(finding => finding.File).Order());
    }

    [Fact(Timeout = 20_000)]
    public async Task Open_FolderWithAPipe_ReportsAndDoesNotWaitForIt()
    {
        Write("index.md", "Hello");
        await ShellAsync("mkfifo pipe.md");

        var tree = await Task.Run(() => SourceTree.Open(_folder.FullName), TestContext.Current.CancellationToken);

        Assert.Equal(["index.md"], tree.Files.Select(file => file.Path));
        Assert.Equal(
            ["pipe.md: The file is empty, or a pipe or a device, and was left out."], tree.Findings.Select(finding => finding.ToString()));
        Assert.Throws<ImportRefusedException>(() => SourceTree.Open(At("pipe.md")));
    }

    [Fact]
    public async Task Open_FileWhoseNameIsNoUtf8_IsReportedAsThat()
    {
        await ShellAsync("touch \"$(printf 'a\\377.md')\"");

        var tree = SourceTree.Open(_folder.FullName);
        await ShellAsync("rm -f a*.md");

        Assert.Equal(
            ["a\uFFFD.md: The name is not UTF-8, so the file was left out. Rename it and import it again."],
            tree.Findings.Select(finding => finding.ToString()));
    }

    [Fact]
    public void Open_FileAboveTheLimit_IsReportedAndTheOthersAreRead()
    {
        Write("big.md", new string('x', 2_000));
        Write("small.md", "x");

        var tree = SourceTree.Open(_folder.FullName, new SourceLimits { TextBytes = 1_000 });

        Assert.Equal([("big.md", FindingKind.Error)], tree.Findings.Select(finding => (finding.File, finding.Kind)));
        Assert.NotNull(tree.Find("small.md")!.Content);
        Assert.Null(tree.Find("big.md")!.Content);
    }

    [Fact]
    public void Open_NothingThere_IsRefused() =>
        Assert.Throws<ImportRefusedException>(() => SourceTree.Open(At("missing")));

    [Fact]
    public void Open_OneMarkdownFile_IsATreeOfOne()
    {
        Write("overview.md", "Hello");

        Assert.Equal(["overview.md"], SourceTree.Open(At("overview.md")).Files.Select(file => file.Path));
    }

    [Fact]
    public void Open_FileOfAnotherKind_IsRefused()
    {
        Write("paper.pdf", "%PDF");

        Assert.Throws<ImportRefusedException>(() => SourceTree.Open(At("paper.pdf")));
    }

    [Fact]
    public void Open_ZipWithOneTopFolder_IsUnwrapped()
    {
        var tree = Open(zip =>
        {
            Add(zip, "site-main/index.md", "Hello");
            Add(zip, "site-main/_posts/a.md", "x");
            Add(zip, "__MACOSX/site-main/._index.md", "x");
        });

        Assert.Equal(["_posts/a.md", "index.md"], tree.Files.Select(file => file.Path));
        Assert.Equal("Hello", Encoding.UTF8.GetString(tree.Find("index.md")!.Content!));
    }

    [Fact]
    public void Open_ZipWithNamesDifferingByCase_KeepsBoth() =>
        Assert.Equal(["A.md", "a.md"], Open(zip => { Add(zip, "A.md", "1"); Add(zip, "a.md", "2"); }).Files.Select(file => file.Path));

    [Theory]
    [InlineData("../evil.md")]
    [InlineData("site/../../evil.md")]
    [InlineData("/etc/evil.md")]
    [InlineData("C:/evil.md")]
    [InlineData("..\\evil.md")]
    [InlineData("a\\b.md")]
    [InlineData("a\0.md")]
    [InlineData("a\n.md")]
    public void Open_ZipWithANameThatLeadsOut_IsRefused(string name)
    {
        var refusal = Assert.Throws<ImportRefusedException>(() => Open(zip => { Add(zip, "index.md", "x"); Add(zip, name, "evil"); }));

        Assert.Single(refusal.Reasons);
    }

    [Theory]
    [InlineData(0xA1FF)]
    [InlineData(0x11A4)]
    [InlineData(0x21A4)]
    public void Open_ZipWithALinkOrSpecialFile_IsRefused(int unixMode) =>
        Assert.Throws<ImportRefusedException>(() => Open(zip => Add(zip, "link.md", "/etc/passwd").ExternalAttributes = unixMode << 16));

    [Fact]
    public void Open_ZipThatHoldsANameTwice_IsRefused() =>
        Assert.Throws<ImportRefusedException>(() => Open(zip => { Add(zip, "a.md", "1"); Add(zip, "./a.md", "2"); }));

    [Fact]
    public void Open_ZipWithTooManyEntries_IsRefused() =>
        Assert.Throws<ImportRefusedException>(() => Open(
            zip => { for (var i = 0; i <= 50; i++) { Add(zip, $"{i}.md", ""); } }, new SourceLimits { Entries = 50 }));

    [Theory]
    [InlineData("bomb.md")]
    [InlineData("bomb.png")]
    public void Open_ZipBomb_IsRefusedWithoutUnpackingIt(string name)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<ImportRefusedException>(() => Open(zip => AddZeros(zip, name, 100_000_000)));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
    }

    [Fact]
    public void Open_ZipWhoseHeadersHideItsSize_IsCountedWhileUnpacking()
    {
        var path = Zip(zip => AddZeros(zip, "bomb.md", 50_000_000));
        ClaimSize(path, 50_000_000, 100);

        Assert.Equal(100, SourceTree.Open(path).Find("bomb.md")!.Content!.Length);
    }

    [Fact]
    public void Open_ZipWithTooMuchText_IsRefused() =>
        Assert.Throws<ImportRefusedException>(() => Open(
            zip => { for (var i = 0; i < 20; i++) { Add(zip, $"{i}.md", new string('x', 100)); } },
            new SourceLimits { TotalTextBytes = 1_000 }));

    [Fact]
    public void Open_DamagedZip_IsRefused()
    {
        File.WriteAllBytes(At("site.zip"), [.. "PK\u0003\u0004"u8, .. new byte[100]]);

        Assert.Throws<ImportRefusedException>(() => SourceTree.Open(At("site.zip")));
    }

    private static ZipArchiveEntry Add(ZipArchive zip, string name, string text)
    {
        var entry = zip.CreateEntry(name);
        using var stream = entry.Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
        return entry;
    }

    private static void AddZeros(ZipArchive zip, string name, int count)
    {
        using var stream = zip.CreateEntry(name).Open();
        var chunk = new byte[1_000_000];
        for (var written = 0; written < count; written += chunk.Length)
        {
            stream.Write(chunk);
        }
    }

    // Both headers carry the size as four bytes, little endian.
    private static void ClaimSize(string path, int size, int claim)
    {
        var bytes = File.ReadAllBytes(path);
        var span = bytes.AsSpan();
        for (int at = span.IndexOf(BitConverter.GetBytes(size)); at >= 0; at = span.IndexOf(BitConverter.GetBytes(size)))
        {
            BitConverter.GetBytes(claim).CopyTo(bytes, at);
        }

        File.WriteAllBytes(path, bytes);
    }

    private SourceTree Open(Action<ZipArchive> fill, SourceLimits? limits = null) => SourceTree.Open(Zip(fill), limits);

    private string Zip(Action<ZipArchive> fill)
    {
        using (var zip = ZipFile.Open(At("site.zip"), ZipArchiveMode.Create))
        {
            fill(zip);
        }

        return At("site.zip");
    }

    private async Task ShellAsync(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", command]) { WorkingDirectory = _folder.FullName })!;
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, shell.ExitCode);
    }

    private string At(string path) => Path.Combine(_folder.FullName, path);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }
}
