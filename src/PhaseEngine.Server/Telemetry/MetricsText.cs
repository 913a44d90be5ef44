using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace PhaseEngine.Server.Telemetry;

/// <summary>
/// The measurements of this process in Prometheus' text format. Counters and gauges as they are; histograms as buckets,
/// sum and count, in seconds.
/// </summary>
internal sealed class MetricsText : IDisposable
{
    private static readonly string[] Meters = [Instruments.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql"];
    private static readonly double[] Bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly ConcurrentDictionary<(Instrument Instrument, string Labels), Series> _series = new();
    private readonly MeterListener _listener = new();

    public MetricsText()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (Meters.Contains(instrument.Meter.Name)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    public string Write()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var family in _series.GroupBy(s => s.Key.Instrument).OrderBy(g => NameOf(g.Key), StringComparer.Ordinal))
        {
            var name = NameOf(family.Key);
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {family.Key.Description}\n# TYPE {name} {TypeOf(family.Key)}\n");
            foreach (var ((_, labels), series) in family.OrderBy(s => s.Key.Labels, StringComparer.Ordinal))
                series.WriteTo(text, name, labels, IsHistogram(family.Key));
        }

        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = _series.GetOrAdd((instrument, LabelsOf(tags)), static _ => new Series());
        if (IsHistogram(instrument)) series.Observe(value);
        else if (IsAbsolute(instrument)) series.Set(value);
        else series.Add(value);
    }

    private static bool IsHistogram(Instrument instrument) => TypeName(instrument).StartsWith("Histogram", StringComparison.Ordinal);

    // Observable instruments and gauges report where they stand; the others, by how much they moved.
    private static bool IsAbsolute(Instrument instrument) => instrument.IsObservable || TypeName(instrument).StartsWith("Gauge", StringComparison.Ordinal);

    private static string TypeOf(Instrument instrument) => TypeName(instrument) switch
    {
        var name when name.StartsWith("Histogram", StringComparison.Ordinal) => "histogram",
        var name when name.StartsWith("Counter", StringComparison.Ordinal) || name.StartsWith("ObservableCounter", StringComparison.Ordinal) => "counter",
        _ => "gauge",
    };

    private static string TypeName(Instrument instrument) => instrument.GetType().Name;

    private static string NameOf(Instrument instrument) =>
        string.Concat(instrument.Name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'))
        + (instrument.Unit == "s" ? "_seconds" : instrument.Unit == "By" ? "_bytes" : "")
        + (TypeOf(instrument) == "counter" ? "_total" : "");

    private static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new StringBuilder();
        foreach (var (key, value) in tags)
        {
            if (labels.Length > 0) labels.Append(',');
            foreach (var c in key) labels.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
            var escaped = Convert.ToString(value, CultureInfo.InvariantCulture)!.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n");
            labels.Append("=\"").Append(escaped).Append('"');
        }

        return labels.ToString();
    }

    private sealed class Series
    {
        private readonly Lock _lock = new();
        private readonly long[] _buckets = new long[Bounds.Length];
        private double _value;
        private long _count;

        public void Set(double value)
        {
            lock (_lock) _value = value;
        }

        public void Add(double by)
        {
            lock (_lock) _value += by;
        }

        public void Observe(double value)
        {
            lock (_lock)
            {
                _value += value;
                _count++;
                for (var i = 0; i < Bounds.Length; i++)
                    if (value <= Bounds[i]) _buckets[i]++;
            }
        }

        public void WriteTo(StringBuilder text, string name, string labels, bool histogram)
        {
            lock (_lock)
            {
                if (!histogram)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{name}{{{labels}}} {_value}\n");
                    return;
                }

                var before = labels.Length == 0 ? "" : labels + ",";
                for (var i = 0; i < Bounds.Length; i++)
                    text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{before}le=\"{Bounds[i]}\"}} {_buckets[i]}\n");
                text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{before}le=\"+Inf\"}} {_count}\n");
                text.Append(CultureInfo.InvariantCulture, $"{name}_sum{{{labels}}} {_value}\n{name}_count{{{labels}}} {_count}\n");
            }
        }
    }
}
