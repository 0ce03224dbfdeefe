namespace Workshop.Data.Programme;

/// <param name="Url">http or https, or a path of this site.</param>
public sealed record Link(string Title, string Url);
