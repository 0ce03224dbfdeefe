namespace Workshop.Web.Accounts;

/// <summary>
/// The most common passwords and the words that they are made of, in lower case. CommonPasswords.txt is the head of the list
/// of leaked passwords in the npm package @zxcvbn-ts/language-common 4.1.3 (MIT), with those of the list that are long enough to be
/// used here.
/// </summary>
internal static class CommonPasswords
{
    private static readonly Lazy<HashSet<string>> All = new(Read);

    public static bool Contains(string word) => All.Value.Contains(word);

    private static HashSet<string> Read()
    {
        using var resource = typeof(CommonPasswords).Assembly.GetManifestResourceStream("CommonPasswords.txt")!;
        using var reader = new StreamReader(resource);
        return [.. reader
            .ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith("# ", StringComparison.Ordinal))];
    }
}
