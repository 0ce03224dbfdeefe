using System.Text.RegularExpressions;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Pages;

/// <summary>
/// The site's own <c>_includes</c>. One is taken only if nothing in it is left for Jekyll to compute:
/// half a loop without its data would be worse than a finding.
/// </summary>
internal sealed partial class LiquidIncludes(SourceTree tree, LiquidBudget budget)
{
    private const int MaxDepth = 5;

    private int _depth;

    /// <param name="argument">The file's name and the values handed to it, as they stand in the tag.</param>
    /// <returns>Null where the file is missing, is not text, or needs Jekyll.</returns>
    /// <exception cref="BrokenSourceException">The page writes too much.</exception>
    public string? Read(string argument, LiquidExpression expression, Func<string, string?> linkTo)
    {
        var name = argument.Split((char[]?)null, 2)[0].Trim('"', '\'');
        if (_depth >= MaxDepth || tree.Find($"_includes/{name}") is not { Content: { } content } file)
        {
            return null;
        }

        if (TextOf(content) is not { } source)
        {
            return null;
        }

        _depth++;
        try
        {
            var findings = new List<ImportFinding>();
            var isHtml = !file.Path.EndsWith(".md", StringComparison.OrdinalIgnoreCase);
            var text = LiquidComments.Remove(new MappedText(budget.Spend(source), firstLine: 1), file.Path, []);
            text = CommentRemoval.Apply(text, file.Path, isHtml, LiquidComments.CodeIn(text.Text), []);
            var values = Values()
                .Matches(argument)
                .Select(match => new KeyValuePair<string, YamlNode>(
                    match.Groups["key"].Value, ValueOf(match.Groups["value"].Value, expression)));
            text = new LiquidRemoval(expression.ForInclude(new YamlMap(0, [.. values])), linkTo, this).Apply(text, file.Path, findings);
            return findings.Count == 0 ? text.Text.Trim('\n') : null;
        }
        finally
        {
            _depth--;
        }
    }

    private static string? TextOf(byte[] content)
    {
        try
        {
            return SourceText.Decode(content);
        }
        catch (BrokenSourceException)
        {
            return null;
        }
    }

    private static YamlScalar ValueOf(string source, LiquidExpression expression) =>
        new(0, expression.Evaluate(source) ?? "", IsNull: false);

    [GeneratedRegex("""\s(?<key>[\w-]+)\s*=\s*(?<value>"[^"]*"|'[^']*'|[^\s"']+)""", RegexOptions.NonBacktracking)]
    private static partial Regex Values();
}
