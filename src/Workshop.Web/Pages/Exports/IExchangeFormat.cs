namespace Workshop.Web.Pages.Exports;

/// <summary>A format in which schedule apps read a whole programme.</summary>
internal interface IExchangeFormat
{
    /// <summary>One of <see cref="Publishing.ProgrammeAddress.ExchangeFiles"/>.</summary>
    string File { get; }

    string ContentType { get; }

    byte[] Write(Fahrplan plan);
}
