using Workshop.Data;

namespace Workshop.Tests;

/// <summary>The arrows of the architecture, kept by the compiler's own record of references.</summary>
public sealed class HouseTests
{
    [Fact]
    public void Data_ReferencesNoHttpMvcOrMarkdig()
    {
        var references = typeof(WorkshopDbContext).Assembly.GetReferencedAssemblies().Select(name => name.Name!);

        Assert.DoesNotContain(references, name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name == "Markdig");
    }
}
