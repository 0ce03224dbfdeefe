using NodaTime;
using Workshop.Web.Accounts;

namespace Workshop.Tests.Accounts;

public sealed class GuessablePasswordTests
{
    private static readonly string[] Own = ["ada.lovelace@example.org", "Ada Lovelace", "NeuroAI 2024", "workshop"];

    [Theory]
    [InlineData("password1234")]
    [InlineData("P@ssw0rd1234")]
    [InlineData("iloveyou12345")]
    [InlineData("Welcome2024!!")]
    [InlineData("qwertyuiop12")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("123456789012")]
    [InlineData("abcabcabcabcabc")]
    [InlineData("dragonmonkey12")]
    [InlineData("passwordpassword")]
    [InlineData("ada.lovelace@example.org")]
    [InlineData("adalovelace2024")]
    [InlineData("NeuroAI-2024-workshop")]
    [InlineData("motherfucker")]
    public void Is_CommonOrPredictable_True(string password) => Assert.True(GuessablePassword.Is(password, Own));

    [Theory]
    [InlineData("a long enough pass phrase")]
    [InlineData("correct horse battery staple")]
    [InlineData("tX9#vq2Lm!8z")]
    [InlineData("kelp obtuse banjo riddle")]
    [InlineData("пароль из многих слов")]
    public void Is_LongOrRandom_False(string password) => Assert.False(GuessablePassword.Is(password, Own));

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(20000000000, "353130")]
    public void AuthenticatorKey_VectorsOfRfc6238_AreOfTheirStep(long seconds, string code)
    {
        // "12345678901234567890" in base 32; appendix B, last six digits.
        var key = new AuthenticatorKey("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        var now = Instant.FromUnixTimeSeconds(seconds);

        Assert.Equal(seconds / 30, key.StepOf(code, now));
        Assert.Equal(seconds / 30, key.StepOf(code, now + Duration.FromSeconds(30)));
        Assert.Equal(seconds / 30, key.StepOf(code, now - Duration.FromSeconds(30)));
        Assert.Null(key.StepOf(code, now + Duration.FromSeconds(90)));
        Assert.Null(key.StepOf(code, now - Duration.FromSeconds(90)));
        Assert.Null(key.StepOf(code[1..], now));
        Assert.Null(key.StepOf("", now));
    }
}
