using NodaTime;
using Workshop.Web.Areas.Admin.Pages.ProgrammeList;

namespace Workshop.Tests.Areas.Admin;

public sealed class TypedTimeTests
{
    [Theory]
    [InlineData("1899-12-31T23:59", false)]
    [InlineData("1900-01-01T00:00", true)]
    [InlineData("2200-12-31T23:59", true)]
    [InlineData("2201-01-01T00:00", false)]
    [InlineData("9999-12-31T23:59", false)]
    public void Parse_AnyYear_TakesThoseInWhichSomethingCanTakePlace(string text, bool isTaken)
    {
        var time = TypedTime.Parse(text, isLater: null, DateTimeZone.ForOffset(Offset.FromHours(-12)));

        Assert.Equal((isTaken, isTaken), (time.Value is not null, time.Error is null));
    }
}
