using Workshop.Data;
using Workshop.Web;

namespace Workshop.Tests;

/// <summary>The arrows of the architecture, kept by the compiler's own record of references.</summary>
public sealed class HouseTests
{
    // Portal.cs and Program.cs, which stand in no folder.
    private const string Composition = "";

    // From the ground up: a folder of Workshop.Web refers to those before it alone.
    private static readonly string[] Staircase =
    [
        "Hosting", "Text", "Rendering", "Programme", "Publishing", "Media", "Accounts", "Mail", "Transfer", "Pages", "Areas",
        Composition, "Commands",
    ];

    [Fact]
    public void Data_ReferencesNoHttpMvcOrMarkdig()
    {
        var references = typeof(WorkshopDbContext).Assembly.GetReferencedAssemblies().Select(name => name.Name!);

        Assert.DoesNotContain(references, name => IsHttpOrMvc(name) || name == "Markdig");
    }

    [Fact]
    public void Web_FromFolderToFolder_RefersDownward()
    {
        var upward = References.In(typeof(Portal).Assembly).All
            .Where(reference => StepOf(reference.To) > StepOf(reference.From))
            .Select(reference => $"{reference.From} -> {reference.To}");

        Assert.Empty(upward);
    }

    [Fact]
    public void Web_FoldersWithinFoldersIncluded_KnowEachOtherInNoCircle() =>
        Assert.Empty(References.In(typeof(Portal).Assembly).Circle());

    /// <summary>The reader of references sees what it has to: had it gone blind, the two before would say nothing.</summary>
    [Fact]
    public void References_OfAFolder_AreFound() =>
        Assert.Contains(("Workshop.Web.Publishing", "Workshop.Web.Rendering"), References.In(typeof(Portal).Assembly).All);

    [Fact]
    public void Lines_OfTheSource_EndAt140Characters()
    {
        var longer = Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/node_modules/", StringComparison.Ordinal))
            .Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal))
            .SelectMany(file => File.ReadLines(file).Index().Where(line => line.Item.Length > 140).Select(line => $"{file}:{line.Index + 1}"));

        Assert.Empty(longer);
    }

    private static int StepOf(string name)
    {
        var step = Array.IndexOf(Staircase, name[References.Root.Length..].TrimStart('.').Split('.')[0]);
        Assert.True(step >= 0, $"{name} has no place on the staircase.");
        return step;
    }

    // Identity's stores and the keys of data protection are tables, and know nothing of a request.
    private static bool IsHttpOrMvc(string assembly) =>
        assembly.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
        && assembly is not ("Microsoft.AspNetCore.Identity.EntityFrameworkCore"
            or "Microsoft.AspNetCore.DataProtection.EntityFrameworkCore");
}
