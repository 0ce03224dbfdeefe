using Workshop.Data.Programme;

namespace Workshop.Tests.Programme;

public sealed class FieldMergeTests
{
    private static readonly Person Began = new() { Slug = "ada", Name = "Ada", Roles = [PersonRole.Speaker] };

    [Fact]
    public void Of_DifferentFields_HasBoth()
    {
        var merge = FieldMerge.Of(
            Began, Began with { Affiliation = "Analytical Engines" }, Began with { Roles = [PersonRole.Speaker, PersonRole.Organizer] });

        Assert.Empty(merge.Clashes);
        Assert.Equal(("Analytical Engines", 2), (merge.Merged.Affiliation, merge.Merged.Roles.Length));
    }

    [Fact]
    public void Of_TheSameField_HasMineAndSaysSo()
    {
        var merge = FieldMerge.Of(Began, Began with { Name = "Ada L." }, Began with { Name = "A. Lovelace" });

        Assert.Equal(["name"], merge.Clashes);
        Assert.Equal("Ada L.", merge.Merged.Name);
    }

    [Fact]
    public void Of_TheSameChangeOrAFieldTakenAway_IsNoClash()
    {
        var began = Began with { Affiliation = "X" };

        var merge = FieldMerge.Of(began, began with { Affiliation = null }, began with { Affiliation = null, Name = "Ada L." });

        Assert.Empty(merge.Clashes);
        Assert.Equal((null, "Ada L."), (merge.Merged.Affiliation, merge.Merged.Name));
    }
}
