using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Web.Hosting;
using Workshop.Web.Text;

namespace Workshop.Tests.Hosting;

public sealed class SafeTextTests(TestDatabase databases)
{
    [Theory]
    [InlineData("", "")]
    [InlineData("ten chars!", "ten chars!")]
    [InlineData("eleven char", "eleven ch…")]
    [InlineData("eight ch\U0001F600", "eight ch\U0001F600")]
    [InlineData("eight ch\U0001F600x", "eight ch…")]
    [InlineData("seven c\U0001F600xx", "seven c\U0001F600…")]
    [InlineData("a\r\nb\nc", "a b c")]
    [InlineData("a\0b\u001b[31m", "a\uFFFDb\uFFFD[31m")]
    [InlineData("a\u009bb", "a\uFFFDb")]
    public void Clip_WhateverItHolds_IsALineThatFits(string text, string line) => Assert.Equal(line, SafeText.Clip(text, 10));

    [Fact]
    public void Clip_HalfACharacter_IsReplaced() => Assert.Equal("a\uFFFDb\uFFFD", SafeText.Clip("a\uD83Db\uDE00", 10));

    [Theory]
    [InlineData("SELECT convert_from('\\x00', 'UTF8')")]
    [InlineData("SELECT '\"\\u0000\"'::jsonb::text")]
    [InlineData("SELECT '\"\\u0000\"'::jsonb ->> 0")]
    public async Task IsNoText_ZeroInATextOrInJson_IsTold(string sql)
    {
        var connectionString = await databases.CreateDatabaseAsync();
        await using var db = WorkshopDbContext.Open(connectionString);

        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync(sql));

        Assert.True(DatabaseTrouble.IsNoText(refusal), refusal.Message);
        await databases.DropDatabaseAsync(connectionString);
    }
}
