namespace Workshop.Data;

/// <summary>What a person can do when the embedded database cannot serve, in words shared by every message.</summary>
internal static class WaysOut
{
    public const string WithoutInstalling =
        "To run without it: `docker compose up` starts the portal with its own database, and ConnectionStrings__Workshop names "
        + "one that you have.";

    public const string Installing =
        "Install PostgreSQL (Debian, Ubuntu: `apt-get install postgresql`; Fedora: `dnf install postgresql-server`; macOS: "
        + "`brew install postgresql@17`) and start again.";
}
