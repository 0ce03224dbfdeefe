using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Web.Publishing;

namespace Workshop.Tests.Publishing;

/// <summary>What one portal's meter says from now on; tests run side by side, each with portals of its own.</summary>
internal sealed class PublishingCounts : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _sums = new();
    private readonly ConcurrentDictionary<string, long> _latest = new();

    public PublishingCounts(RunningPortal portal)
    {
        var ours = portal.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == PublishingMetrics.MeterName && ReferenceEquals(instrument.Meter.Scope, ours))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(
            (instrument, value, _, _) => _sums.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => _latest[instrument.Name] = value);
        _listener.Start();
    }

    public long Rendered => _sums.GetValueOrDefault("workshop.pages.rendered");

    public long Cached => _sums.GetValueOrDefault("workshop.pages.cached");

    /// <summary>Entries of the current snapshot's cache.</summary>
    public long InCache => Observe("workshop.site.cached");

    public bool IsListening => Observe("workshop.listener.connected") == 1;

    public void Dispose() => _listener.Dispose();

    private long Observe(string gauge)
    {
        _listener.RecordObservableInstruments();
        return _latest[gauge];
    }
}
