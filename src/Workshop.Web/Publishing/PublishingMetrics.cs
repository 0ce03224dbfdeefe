using System.Diagnostics.Metrics;

namespace Workshop.Web.Publishing;

/// <summary>The meter <c>Workshop.Publishing</c>. Times are in seconds.</summary>
public sealed class PublishingMetrics
{
    public const string MeterName = "Workshop.Publishing";

    private readonly Counter<long> _cached;
    private readonly Counter<long> _rendered;
    private readonly Histogram<double> _loadTime;
    private readonly Histogram<double> _publishToLive;
    private volatile PublishedSite _site = PublishedSite.NotLoaded;
    private volatile bool _isListening;

    public PublishingMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _cached = meter.CreateCounter<long>("workshop.pages.cached", "{answer}", "Answers from the page cache, 304 included");
        _rendered = meter.CreateCounter<long>("workshop.pages.rendered", "{page}", "Pages rendered into the page cache");
        _loadTime = meter.CreateHistogram<double>("workshop.site.load.duration", "s", "Reading the published site from the database");
        _publishToLive = meter.CreateHistogram<double>(
            "workshop.site.publish.duration",
            "s",
            "From the beginning of a publishing transaction until this replica serves it, by the database's clock");
        meter.CreateObservableGauge(
            "workshop.listener.connected", () => _isListening ? 1 : 0, "{connection}", "1 while this replica hears of changes at once");
        meter.CreateObservableGauge(
            "workshop.site.pages", () => _site.Editions.Sum(edition => edition.Pages.Length), "{page}", "Published pages in the snapshot");
        meter.CreateObservableGauge(
            "workshop.site.cached", () => _site.Cache.Count, "{page}", "Pages of the snapshot that have been rendered");
        meter.CreateObservableGauge("workshop.site.cached.size", () => _site.Cache.Size, "By", "Rendered pages, in all their codings");
    }

    /// <summary>Whether this replica hears of changes at once; without it, it polls.</summary>
    public bool IsListening
    {
        get => _isListening;
        set => _isListening = value;
    }

    internal void Cached() => _cached.Add(1);

    internal void Rendered() => _rendered.Add(1);

    internal void Loaded(PublishedSite site, TimeSpan duration)
    {
        _site = site;
        _loadTime.Record(duration.TotalSeconds);
    }

    internal void Live(TimeSpan sincePublish) => _publishToLive.Record(sincePublish.TotalSeconds);
}
