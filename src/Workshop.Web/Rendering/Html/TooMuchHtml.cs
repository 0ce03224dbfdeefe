namespace Workshop.Web.Rendering.Html;

/// <summary>
/// A text would cost more than any honest one. An exception, since Markdig's writer and AngleSharp's parser stop for nothing else.
/// </summary>
internal sealed class TooMuchHtml : Exception;
