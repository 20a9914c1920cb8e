using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace VramBot.Observability.Logs;

/// <summary>Counts what goes wrong: log lines from a warning on, by level and event id, which are fixed. What they say is not looked at.</summary>
[ProviderAlias("Counter")]
public sealed class LogEntryCounter : ILoggerProvider
{
    private const string OwnCategories = "VramBot.";
    private readonly Meter meter = new($"{Metrics.ShownMeters.Own}.Logs");
    private readonly Counter<long> entries;
    private readonly Others others;

    /// <summary>Makes it.</summary>
    public LogEntryCounter()
    {
        entries = meter.CreateCounter<long>("vrambot.log.entries", "{entry}", "Log lines of level warning and above; event is the line's fixed number, 0 for those of other programs' parts.");
        others = new(entries);
    }

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => categoryName?.StartsWith(OwnCategories, StringComparison.Ordinal) is true ? new Own(entries) : others;

    /// <inheritdoc />
    public void Dispose() => meter.Dispose();

    private static string Label(LogLevel level) => level switch
    {
        LogLevel.Warning => "warning",
        LogLevel.Error => "error",
        _ => "critical",
    };

    private abstract class Counting(Counter<long> entries) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and < LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                entries.Add(1, new("level", Label(logLevel)), new("event", Number(eventId)));
        }

        protected abstract int Number(EventId id);
    }

    private sealed class Own(Counter<long> entries) : Counting(entries)
    {
        protected override int Number(EventId id) => id.Id;
    }

    private sealed class Others(Counter<long> entries) : Counting(entries)
    {
        protected override int Number(EventId id) => 0;
    }
}
