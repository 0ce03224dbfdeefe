namespace Workshop.Data;

/// <summary>Where on this machine things are looked for; the tests name other places.</summary>
/// <param name="Path">Folders in the order of PATH.</param>
/// <param name="UsualFolders">Folders where systems install PostgreSQL; <c>*</c> stands for any text within one name.</param>
/// <param name="SystemData">Where root keeps a cluster whose own folder is closed to the server's user.</param>
internal sealed record PostgresPlaces(IReadOnlyList<string> Path, IReadOnlyList<string> UsualFolders, string SystemData)
{
    public static PostgresPlaces OfThisSystem() => new(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        [
            "/usr/lib/postgresql/*/bin", // Debian, Ubuntu
            "/usr/pgsql-*/bin", // PGDG on Red Hat and its relatives
            "/usr/lib64/postgresql-*/bin", // Gentoo
            "/usr/libexec/postgresql*", // Alpine
            "/usr/local/pgsql/bin", // built from source
            "/opt/homebrew/opt/postgresql*/bin", // Homebrew on Apple silicon
            "/usr/local/opt/postgresql*/bin", // Homebrew on Intel
            "/home/linuxbrew/.linuxbrew/opt/postgresql*/bin",
            "/Applications/Postgres.app/Contents/Versions/*/bin",
            "/opt/local/lib/postgresql*/bin", // MacPorts
        ],
        "/var/lib/workshop");
}
