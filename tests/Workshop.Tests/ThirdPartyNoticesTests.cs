using System.Text.Json;

namespace Workshop.Tests;

/// <summary>The file that the build leaves beside the portal, and publishing with it.</summary>
public sealed class ThirdPartyNoticesTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "THIRD-PARTY-NOTICES.txt"));

    public static TheoryData<string> Packages => [.. FromNuGet(), .. FromNpm()];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Notices_OfEveryPackageInTheLockFiles_NameItsVersionLicenceAndOwner(string package)
    {
        var at = Array.IndexOf(Lines, package);

        Assert.True(at >= 0, $"{package} is not named.");
        Assert.Matches("^  (MIT|Apache-2.0|BSD-2-Clause|PostgreSQL|MS-PL OR Apache-2.0|LGPL-3.0-or-later)$", Lines[at + 1]);
        Assert.Matches(@"^  .*\w{3}", Lines[at + 2]);
    }

    [Theory]
    [InlineData("Permission is hereby granted, free of charge")]
    [InlineData("GNU LESSER GENERAL PUBLIC LICENSE")]
    [InlineData("This software contains third-party libraries")]
    [InlineData("Copyright (c) 2012-2016 Dan Wheeler and Dropbox, Inc.")]
    public void Notices_WithTheList_HaveTheTexts(string start) =>
        Assert.Contains(Lines, line => line.TrimStart().StartsWith(start, StringComparison.Ordinal));

    [Fact]
    public void Notices_MadeOnSomeMachine_DoNotTellWhere() =>
        Assert.DoesNotContain(Lines, line =>
            line.Contains(Repository.PathOf(""), StringComparison.Ordinal) || line.Contains("/.nuget/", StringComparison.Ordinal));

    private static IEnumerable<string> FromNuGet()
    {
        using var packages = JsonDocument.Parse(Repository.Read("src/Workshop.Web/packages.lock.json"));
        return packages.RootElement.GetProperty("dependencies").EnumerateObject()
            .SelectMany(target => target.Value.EnumerateObject())
            .Where(package => package.Value.GetProperty("type").GetString() != "Project")
            .Select(package => $"{package.Name} {package.Value.GetProperty("resolved").GetString()}")
            .Distinct().ToList();
    }

    // Those of the scripts that readers and organizers are sent.
    private static IEnumerable<string> FromNpm()
    {
        using var manifest = JsonDocument.Parse(Repository.Read("src/Workshop.Web/package.json"));
        return manifest.RootElement.GetProperty("dependencies").EnumerateObject()
            .Select(package => $"{package.Name} {package.Value.GetString()}").ToList();
    }
}
