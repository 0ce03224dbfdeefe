using System.Globalization;

namespace Workshop.Tests.Rendering;

/// <summary>Texts put together of what comments, code and escapes are written with. The same number is always the same text.</summary>
internal static class RandomMarkdown
{
    private const int MostPieces = 14;

    // @ is a word of its own.
    private static readonly string[] Pieces =
    [
        "@ ", "@", " ", "\n", "\n\n", "  \n", "\r\n", "\t", "    ", "     ", "- ", "-     ", "1. ", "> ", ">     ", "* ",
        "+ @\n", "# @\n", "@\n=\n", ": @\n",
        "<!--", "-->", "--!>", "<!-- @ -->", "<!--@-->", "<!-->", "<!--->", "<!---->", "<!-- @\n@ -->", "<!-- @\n\n@ -->",
        "<!-- `@ -->", "<!-- ``` -->",
        "<!--\n```\n-->", "<!<!-- @ -->-- @ -->", "-     <!-- @ -->", "\n    <!-- @ -->\n", "\t<!-- @ -->\n",
        "\n- a\n\n      <!-- @ -->\n", "<!-- @ --!> @ -->",
        "\\", "\\\\", "\\<!-- @ -->", "\\<!-- @\n", "\\`", "`", "``", "```", "`<!-- @ -->`", "`` ` <!-- @ --> ``", "`<!--`", "` @ `",
        "\n```\n", "\n~~~\n", "\n````\n", "\n```html\n<!-- @ -->\n```\n", "\n> ```\n> <!-- @ -->\n> ```\n",
        "\n- ```\n  <!-- @ -->\n  ```\n", "```<!-- @ -->\n",
        "{::comment}", "{:/comment}", "{:/}", "{::comment}@{:/}", "{::comment}\n\n@\n{:/comment}", "\\{::comment}", "{% comment "
            + "%}@{% endcomment %}",
        "&lt;!-- @ --&gt;", "&lt;", "&#60;!-- @ -->", "<div>", "</div>", "\n<div>\n", "\n</div>\n", "<pre>", "</pre>",
        "\n<pre>\n@ <!-- @ -->\n</pre>\n",
        "<b>", "</b>", "<p>@ <!-- @ --></p>", "<script>w</script>", "<textarea>w</textarea>", "<div>@ <!-- @\n", "\n<div><!-- @ "
            + "-->@</div>\n",
        "<? @ ?>", "\n<? @\n\n@ ?>\n", "<!X @>", "\n<!DOCTYPE @>\n", "<![CDATA[ @ ]]>", "\n<![CDATA[\n@\n]]>\n",
        "\n<div>\n<? @ >\n</div>\n",
        "[@](/x \"w\")", "[@](/x '`')", "[@](<!-- w -->)", "[@](/x \"<!-- w -->\")", "\n[w]: /x \"w\"\n", "\n[w]: <!-- w -->\n", "[^1]",
        "\n[^1]: w\n", "\n[^1]: w\n\n    <!-- @ -->\n",
        "|", " | ", "\n| @ | <!-- @ --> |\n|---|---|\n| `<!-- @ -->` | @ |\n", "| a \\| `<!-- @ -->` |\n", "\n|a|b|\n|-|-|\n", "$@$",
        "$<!-- @ -->$", "\n$$\n<!-- @ -->\n$$\n",
        "\n---\n", "--", "---", "<", ">", "!", "![@](/y)", "<https://a.example/>", "**", "*", "~~", "{: .x}", "\n{: .x}\n", "*[w]: w\n",
        "\n@\n: @\n",
    ];

    /// <summary>How many texts a test tries: a few in the suite, as many as WORKSHOP_TEXTS says in a longer run.</summary>
    public static int CountOr(int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable("WORKSHOP_TEXTS"), CultureInfo.InvariantCulture, out var count) ? count : usual;

    public static string Text(int number)
    {
        var random = new Random(number);
        var words = 0;
        var text = new System.Text.StringBuilder();
        for (var pieces = random.Next(1, MostPieces + 1); pieces > 0; pieces--)
        {
            foreach (var c in Pieces[random.Next(Pieces.Length)])
            {
                _ = c == '@' ? text.Append('w').Append(++words) : text.Append(c);
            }
        }

        return text.ToString();
    }
}
