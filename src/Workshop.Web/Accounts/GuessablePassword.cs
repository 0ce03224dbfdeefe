namespace Workshop.Web.Accounts;

/// <summary>
/// Tells passwords that guessing programs try first from others, without asking anybody: a password is taken apart into what
/// such a program knows as one piece, common passwords and words, runs along the alphabet or the keyboard, years, and
/// repetitions. What is left has to have some length.
/// </summary>
internal static class GuessablePassword
{
    /// <summary>
    /// A common word counts as two characters, so "password1234" has 4 and "sunshine2024!" 5, while four words with spaces
    /// between them have 11.
    /// </summary>
    private const int MinPieces = 8;

    private const int KnownCounts = 2;
    private const int OwnCounts = 1;
    private const int ShortestRun = 3;
    private const int YearLength = 4;
    private static readonly string[] Runs =
    [
        "abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./", "qwertzuiopü", "azertyuiop", "yxcvbnm",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "!@#$%^&*()",
    ];

    private static readonly string[] Alphabets = [.. Runs, .. Runs.Select(run => new string([.. run.Reverse()]))];

    /// <param name="own">What anybody knows of the account: its address, its organizer, the workshop.</param>
    public static bool Is(string password, IEnumerable<string> own)
    {
        var plain = password.ToLowerInvariant();
        // What stands for a letter in "p@ssw0rd" is what guessing programs undo first.
        string[] readings = [plain, Letters(plain, one: 'i'), Letters(plain, one: 'l')];
        var ownWords = own.SelectMany(WordsOf).ToHashSet();
        var least = new int[plain.Length + 1];
        for (var end = 1; end <= plain.Length; end++)
        {
            least[end] = least[end - 1] + OwnCounts;
            for (var start = 0; start < end; start++)
            {
                if (CountOf(readings, start, end, ownWords) is { } count)
                {
                    least[end] = Math.Min(least[end], least[start] + count);
                }
            }
        }

        return least[^1] < MinPieces;
    }

    private static int? CountOf(string[] readings, int start, int end, HashSet<string> own)
    {
        var piece = readings[0][start..end];
        if (IsRepeated(readings[0], start, end))
        {
            return 0;
        }

        var words = readings.Select(reading => reading[start..end]).ToList();
        if (words.Any(own.Contains))
        {
            return OwnCounts;
        }

        return words.Any(CommonPasswords.Contains) || IsRun(piece) || IsYear(piece) ? KnownCounts : null;
    }

    /// <summary>Whether the same has stood right before.</summary>
    private static bool IsRepeated(string text, int start, int end)
    {
        var length = end - start;
        return length <= start && text.AsSpan(start, length).SequenceEqual(text.AsSpan(start - length, length));
    }

    private static bool IsRun(string piece) =>
        piece.Length >= ShortestRun && Alphabets.Any(alphabet => alphabet.Contains(piece, StringComparison.Ordinal));

    private static bool IsYear(string piece) =>
        piece.Length == YearLength
            && piece.All(char.IsAsciiDigit)
            && (piece.StartsWith("19", StringComparison.Ordinal) || piece.StartsWith("20", StringComparison.Ordinal));

    private static IEnumerable<string> WordsOf(string text) =>
        text.ToLowerInvariant().Split([' ', '@', '.', '-', '_', '+', ',', '\''], StringSplitOptions.RemoveEmptyEntries)
            .Append(string.Concat(text.ToLowerInvariant().Where(char.IsLetterOrDigit)))
            .Where(word => word.Length >= ShortestRun);

    private static string Letters(string text, char one) => string.Create(text.Length, (text, one), static (letters, given) =>
    {
        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = given.text[i] switch
            {
                '0' => 'o',
                '1' or '!' or '|' => given.one,
                '3' => 'e',
                '4' or '@' => 'a',
                '5' or '$' => 's',
                '7' or '+' => 't',
                '8' => 'b',
                var other => other,
            };
        }
    });
}
