using System.Text.RegularExpressions;

namespace Workshop.Tests;

/// <summary>
/// What the documents point at is there: files move and types are renamed, and a document that is not changed with them misleads.
/// </summary>
public sealed partial class DocumentationTests
{
    private static readonly string[] Folders = ["src", "tests", "docs", "scripts"];

    // Half of what they name is of packages.
    private static readonly string[] AboutPackages =
        ["docs/adr/0001-packages.md", "docs/adr/0002-written-by-hand.md", "docs/adr/0008-liquid.md"];

    private static readonly Lazy<HashSet<string>> NamesInSource = new(() =>
        [.. FilesOf("src", "*.cs").SelectMany(file => Identifier().Matches(Repository.Read(file)).Select(match => match.Value))]);

    public static TheoryData<string> Documents =>
        [.. FilesOf("", "*.md", SearchOption.TopDirectoryOnly).Concat(FilesOf("docs", "*.md")).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Explanations => [.. FilesOf("docs/adr", "*.md").Append("docs/architecture.md").Except(AboutPackages)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_LinkToAFile_LeadsToOne(string document)
    {
        var folder = Path.GetDirectoryName(Repository.PathOf(document))!;
        var targets = Link().Matches(Repository.Read(document)).Select(match => match.Groups["target"].Value.Split('#')[0]);
        var files = targets.Where(target => target.Length > 0 && !target.Contains(':'));
        string[] missing = [.. files.Where(file => !Path.Exists(Path.Combine(folder, file)))];

        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_PathInCode_IsOfTheRepository(string document)
    {
        string[] missing = [.. CodeIn(document).Select(code => code.Split(' ')[0]).Where(code => IsPath(code) && !IsThere(code))];

        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(Explanations))]
    public void Explanation_NameInCode_IsOneOfTheSource(string document)
    {
        var names = CodeIn(document).Where(code => TypeOrMember().IsMatch(code)).SelectMany(code => code.Trim('[', ']').Split('.'));
        string[] missing = [.. names.Where(name => !NamesInSource.Value.Contains(name))];

        Assert.Empty(missing);
    }

    // From the root, as src/Workshop.Data, or from the web project, as Pages/Exports.
    private static bool IsPath(string code) => Folders.Contains(code.Split('/')[0]) || FolderOfTheWebProject().IsMatch(code);

    private static bool IsThere(string code) =>
        Path.Exists(Repository.PathOf(code)) || Path.Exists(Repository.PathOf($"src/Workshop.Web/{code}"));

    private static IEnumerable<string> CodeIn(string document) =>
        Code().Matches(Repository.Read(document)).Select(match => match.Groups["code"].Value);

    // By their names from the root of the repository.
    private static IEnumerable<string> FilesOf(string folder, string pattern, SearchOption depth = SearchOption.AllDirectories) =>
        Directory.EnumerateFiles(Repository.PathOf(folder), pattern, depth)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Repository.PathOf(""), file));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)|\bsrc=""(?<target>[^""]+)""")]
    private static partial Regex Link();

    [GeneratedRegex(@"`(?<code>[^`\n]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^([A-Z][A-Za-z]+|wwwroot)/[\w/.]*$")]
    private static partial Regex FolderOfTheWebProject();

    [GeneratedRegex(@"^\[?[A-Z][a-z]\w*(\.[A-Z][a-z]\w*)?\]?$")]
    private static partial Regex TypeOrMember();

    [GeneratedRegex(@"[A-Za-z]\w*")]
    private static partial Regex Identifier();
}
