using Workshop.Web.Text;

namespace Workshop.Tests.Transfer;

public sealed class SlugTests
{
    [Theory]
    [InlineData("Crème brûlée, twice", "creme-brulee-twice")]
    [InlineData("What’s up", "whats-up")]
    [InlineData("a\uFFFEb", "ab")]
    [InlineData("a\uD800b", "a-b")]
    [InlineData("日本", "")]
    public void Of_AnyText_IsOfLatinLettersAndDigits(string text, string expected) => Assert.Equal(expected, Slug.Of(text, 60));
}
