using Workshop.Web.Rendering;
using Workshop.Web.Rendering.Syntax;

namespace Workshop.Tests.Rendering;

public sealed class CommentTests
{
    [Theory]
    [InlineData("- <!-- secret start\n\nsecret link pw 123 -->", "")]
    [InlineData("> <!-- a\n\nzoom pw -->\n\nx", "x")]
    [InlineData("> <!-- a\n> b\n>\n> c -->\n> x", "x")]
    [InlineData("Text <!-- secret\n\nzoom pw --> x", "Text x")]
    [InlineData("| a <!-- x | y --> |\n|---|", "a")]
    [InlineData("<div>\n<!--\n\nsecret\n\n-->\n    <p>x</p>\n</div>", "x")]
    [InlineData("a {::comment}b\n\nc{:/comment} d {::comment}e{:/} f", "a d f")]
    [InlineData("1. a\n\n    <!-- b\n\nc -->", "a")]
    [InlineData("a `b\n\n<!-- c ` d -->", "a `b")]
    [InlineData("```\n<!-- a\n\nb -->", "")]
    [InlineData("a\r\n\r\n<!-- b\r\n\r\nc -->\r\n\r\nd", "a d")]
    public void Render_Comment_IsNeverShown(string markdown, string text) =>
        Assert.Equal(text, MarkdownRenderer.Render(markdown).PlainText);

    [Theory]
    [InlineData("`<!-- a -->`", "<p><code>&lt;!-- a --&gt;</code></p>")]
    [InlineData("```\n<!-- a -->\n{::comment}b{:/}\n```", "<pre><code>&lt;!-- a --&gt;\n{::comment}b{:/}\n</code></pre>")]
    [InlineData("x\n\n    <!-- a -->\n    b", "<p>x</p>\n<pre><code>&lt;!-- a --&gt;\nb\n</code></pre>")]
    [InlineData("\\<!-- a -->", "<p>&lt;!– a –&gt;</p>")]
    public void Render_CommentInCode_StaysAsItIs(string markdown, string html) =>
        Assert.Equal(html, MarkdownRenderer.Render(markdown).Html.Trim());

    [Theory]
    [InlineData("- a\n- b\n\n<!-- -->\n\n- c", 2)]
    [InlineData("- a\n<!-- b\n\nc -->\n- d", 2)]
    public void Render_CommentBetweenLists_PartsThem(string markdown, int lists) =>
        Assert.Equal(lists, MarkdownRenderer.Render(markdown).Html.Split("<ul>").Length - 1);

    [Theory]
    [InlineData("a\n\n<!-- b", 3, "This comment is never closed, so everything up to the end of its block is hidden.")]
    [InlineData("a <!-- b", 1, "This comment is never closed, so it is shown as text.")]
    [InlineData("<!-- a\n\nb -->\n\nc <!-- d", 5, "This comment is never closed, so it is shown as text.")]
    [InlineData("a\n\n{::comment}b", 3, "This comment is never closed, so it is shown as text.")]
    [InlineData("a <!-- b\nc --> d\n\n<font>e</font>", 4, "The tag <font> was removed; what it holds stays.")]
    public void Render_Comment_WarnsOnTheLineOfTheSource(string markdown, int line, string message) =>
        Assert.Equal([new RenderWarning(line, message)], MarkdownRenderer.Render(markdown).Warnings);
}
