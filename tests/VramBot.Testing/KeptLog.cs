using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace VramBot.Testing;

/// <summary>Keeps what is logged, at every level.</summary>
public sealed class KeptLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> lines = new();
    private readonly ConcurrentQueue<int> events = new();

    /// <summary>The lines: level, sentence, exception.</summary>
    public IReadOnlyCollection<string> Lines => lines;

    /// <summary>The numbers of the events.</summary>
    public IReadOnlyCollection<int> Events => events;

    /// <summary>All of it.</summary>
    public string Text => string.Join(Environment.NewLine, lines);

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc />
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc />
    public bool IsEnabled(LogLevel logLevel) => true;

    /// <inheritdoc />
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        events.Enqueue(eventId.Id);
        lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");
    }

    /// <inheritdoc />
    public void Dispose()
    {
    }
}
