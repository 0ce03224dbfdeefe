using System.CommandLine;

namespace Workshop.Web.Commands;

/// <summary>The command line: <c>serve</c> when nothing else is said.</summary>
public static class WorkshopCommand
{
    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Workshop: a portal for academic and technical workshops.");
        ServeCommand.MakeDefault(root, args);
        root.Add(ServeCommand.Create(args));
        root.Add(MigrateCommand.Create());
        root.Add(ImportCommand.Create(PortalDatabase.UseMigratedAsync, Console.Out, Console.Error));
        root.Add(OrganizerCommand.Create(PortalDatabase.UsePortalAsync, Console.In, Console.Out, Console.Error));
        root.Add(SampleCommand.Create());
        root.Add(HealthCheckCommand.Create());

        // Ctrl+C and SIGTERM cancel the command, which then has this long to leave everything in order.
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(45) });
    }
}
