namespace Workshop.Web.Pages.Exports;

/// <summary>All formats in which a programme is given to others.</summary>
internal static class ExchangeFormats
{
    public static IReadOnlyList<IExchangeFormat> All { get; } = [new FahrplanXml(), new FahrplanJson()];

    /// <param name="file">One of <see cref="Publishing.ProgrammeAddress.ExchangeFiles"/>.</param>
    public static IExchangeFormat Of(string file) => All.First(format => format.File == file);
}
