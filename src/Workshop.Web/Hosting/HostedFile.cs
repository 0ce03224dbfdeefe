namespace Workshop.Web.Hosting;

/// <summary>Marks the endpoint whose answers are files that people have brought in: nothing in them may run, whatever they are.</summary>
internal sealed class HostedFile;
