using Workshop.Data;

namespace Workshop.Tests;

/// <summary>The arrows of the architecture, kept by the compiler's own record of references.</summary>
public sealed class HouseTests
{
    [Fact]
    public void Data_ReferencesNoHttpMvcOrMarkdig()
    {
        var references = typeof(WorkshopDbContext).Assembly.GetReferencedAssemblies().Select(name => name.Name!);

        Assert.DoesNotContain(references, name => IsHttpOrMvc(name) || name == "Markdig");
    }

    // Identity's stores and the keys of data protection are tables, and know nothing of a request.
    private static bool IsHttpOrMvc(string assembly) =>
        assembly.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
        && assembly is not ("Microsoft.AspNetCore.Identity.EntityFrameworkCore" or "Microsoft.AspNetCore.DataProtection.EntityFrameworkCore");
}
