using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime.Text;
using Workshop.Data.Accounts;

namespace Workshop.Web.Areas.Admin.Pages.AuditLog;

/// <summary>The log as CSV (RFC 4180, UTF-8, times in UTC), written while it is read.</summary>
internal static partial class AuditCsv
{
    public const string MediaType = "text/csv; charset=utf-8; header=present";

    // Half of a chunk of the response at a time; the log may be longer than memory.
    private const int LinesAtOnce = 200;

    // What a spreadsheet would take for a formula (OWASP, "CSV Injection"), and where it may let a cell begin: in many
    // countries it splits at semicolons, and then no quotes hold a cell together that do not stand at the line's beginning.
    [GeneratedRegex(@"^(?=[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20])|(?<=[;\t\r\n])(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])")]
    private static partial Regex BeforeFormula { get; }

    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",;\"\t\r\n");

    public static async Task WriteAsync(Stream stream, IAsyncEnumerable<AuditEntry> entries, CancellationToken cancellation)
    {
        await using var output = new StreamWriter(
            stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true)
        { NewLine = "\r\n" };
        await output.WriteLineAsync("time,who,action,subject,revision,detail,address");
        var lines = 0;
        await foreach (var entry in entries.WithCancellation(cancellation))
        {
            await output.WriteLineAsync(LineOf(entry));
            if (++lines % LinesAtOnce == 0)
            {
                await output.FlushAsync(cancellation);
            }
        }
    }

    internal static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var harmless = BeforeFormula.Replace(text, "'");
        return harmless.AsSpan().ContainsAny(NeedsQuotes) ? $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : harmless;
    }

    private static string LineOf(AuditEntry entry) => string.Join(
        ',',
        InstantPattern.ExtendedIso.Format(entry.At),
        Cell(entry.Who),
        Cell(entry.Action),
        Cell(entry.Subject),
        entry.Revision?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Cell(entry.Detail),
        Cell(entry.Address));
}
