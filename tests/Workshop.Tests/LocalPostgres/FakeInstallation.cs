using System.Runtime.Versioning;

namespace Workshop.Tests;

/// <summary>Scripts that stand where a PostgreSQL of some version would: enough to be found, and to fail in a chosen way.</summary>
[UnsupportedOSPlatform("windows")]
internal static class FakeInstallation
{
    public static string Make(string root, string version, string initdb = "exit 1")
    {
        var folder = Path.Combine(root, $"fake-{version}", "bin");
        Directory.CreateDirectory(folder);
        Script(folder, "postgres", $"echo 'postgres (PostgreSQL) {version} (Fake 1)'");
        Script(folder, "initdb", initdb);
        Script(folder, "pg_ctl", "exit 1");
        return folder;
    }

    private static void Script(string folder, string name, string body)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
    }
}
