using System.Diagnostics;

namespace VramBot.Chat.Metrics;

/// <summary>Traces of commands: one span each, from its arrival to its whole answer. None is made where no collector listens.</summary>
public static class ChatTraces
{
    private static readonly ActivitySource Source = new(ChatMetrics.MeterName, BotVersion.Text);

    /// <summary>Notes a command that has ended, as a span. It bears what the metrics bear: never what somebody typed.</summary>
    /// <param name="platform">Where it was asked.</param>
    /// <param name="command">The command's own name.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="took">How long it took.</param>
    internal static void Ended(string platform, string command, string outcome, TimeSpan took)
    {
        if (!Source.HasListeners())
            return;
        var end = DateTimeOffset.UtcNow;

        // A trace of its own: the server's activity around it, which nobody records, would have it left out.
        var around = Activity.Current;
        Activity.Current = null;
        using (var span = Source.StartActivity(command, ActivityKind.Server, parentContext: default, startTime: end - took))
        {
            span?.SetTag("platform", platform).SetTag("outcome", outcome).SetEndTime(end.UtcDateTime);
            if (outcome == "failed")
                span?.SetStatus(ActivityStatusCode.Error);
        }

        Activity.Current = around;
    }
}
