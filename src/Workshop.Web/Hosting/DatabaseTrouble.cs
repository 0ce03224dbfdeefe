using System.Net.Sockets;
using Npgsql;

namespace Workshop.Web.Hosting;

/// <summary>What an exception says about the database. EF Core and the driver wrap what happened in one another.</summary>
internal static class DatabaseTrouble
{
    /// <summary>
    /// Why the database cannot be used, as a sentence. Refusals of class 28 (password), 3D (no such database), 53
    /// (resources) and 57 (shutting down), and of a server that only reads, as after a failover, are the operator's to mend;
    /// any other error of the server is a bug of ours, is not hidden, and has no reason here.
    /// </summary>
    public static string? ReasonOf(Exception failure)
    {
        foreach (var cause in Chain(failure))
        {
            switch (cause)
            {
                case PostgresException { SqlState: var state } refusal:
                    return state[..2] is "28" or "3D" or "53" or "57" || state == PostgresErrorCodes.ReadOnlySqlTransaction
                        ? refusal.MessageText + "."
                        : null;
                case NpgsqlException or SocketException:
                    return cause.Message + ".";
            }
        }

        return null;
    }

    /// <summary>Whether somebody sent what PostgreSQL takes for no text: a zero byte, in JSON written as <c>\u0000</c>.</summary>
    public static bool IsNoText(Exception failure) =>
        Chain(failure)
            .Any(cause => cause is PostgresException
            {
                SqlState: PostgresErrorCodes.CharacterNotInRepertoire
                or PostgresErrorCodes.UntranslatableCharacter
            });

    /// <summary>Whether trying again, with nothing else changed, can help.</summary>
    public static bool MayPass(Exception failure) =>
        Chain(failure).Any(cause => cause is NpgsqlException { IsTransient: true } or SocketException or TimeoutException);

    private static IEnumerable<Exception> Chain(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}
