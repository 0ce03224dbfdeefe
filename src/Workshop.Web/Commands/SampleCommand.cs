using System.CommandLine;

namespace Workshop.Web.Commands;

internal static class SampleCommand
{
    public static Command Create()
    {
        var remove = new Command("remove", "Remove the sample workshop with all its pages.");
        remove.SetAction((_, cancellation) => PortalDatabase.UseMigratedAsync(async db =>
        {
            var wasThere = await FirstEdition.RemoveSampleAsync(db, cancellation);
            Console.WriteLine(wasThere ? "The sample workshop is gone." : "There is no sample workshop.");
            return 0;
        }, cancellation));
        return new Command("sample", "The workshop that comes with the portal.") { remove };
    }
}
