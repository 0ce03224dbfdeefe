namespace Workshop.Web.Rendering.Html;

public sealed record ImageSource(string Url, int Width);
