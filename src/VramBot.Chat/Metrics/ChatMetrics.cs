using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace VramBot.Chat.Metrics;

/// <summary>What the front ends measure. Labels are the platform, the door, the command's own name and the outcome: never what somebody typed, or who it was.</summary>
/// <remarks>Static, for a measurement costs nothing where nobody listens, and a few hundred nanoseconds where somebody does.</remarks>
public static class ChatMetrics
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "VramBot";

    /// <summary>Discord, as a label.</summary>
    public const string Discord = "discord";

    /// <summary>Slack, as a label.</summary>
    public const string Slack = "slack";

    /// <summary>Signed HTTP, as a label.</summary>
    public const string Http = "http";

    /// <summary>A connection that the bot opened, as a label: the gateway, Socket Mode.</summary>
    public const string Socket = "socket";

    private const string Platform = "platform";

    private static readonly Meter Meter = new(MeterName, BotVersion.Text);

    private static readonly Counter<long> Commands =
        Meter.CreateCounter<long>("vrambot.commands", "{command}", "Commands by how they ended: answered, corrected (the person was told what to write), limited, busy, failed.");

    // From an answer that was written before to one for which a repository had to be read.
    private static readonly Histogram<double> Answers = Meter.CreateHistogram<double>(
        "vrambot.answer.duration", "s", "From a command's arrival to its whole answer, before that is sent.", null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] });

    // Both platforms give up after three seconds.
    private static readonly Histogram<double> Acknowledgements = Meter.CreateHistogram<double>(
        "vrambot.ack.duration", "s", "From a payload's arrival to the first answer that was sent, which the platform waits three seconds for.", null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 2.5, 3, 5] });

    private static readonly Counter<long> Reconnects = Meter.CreateCounter<long>("vrambot.reconnects", "{connection}", "Connections to a platform that had to be opened again.");

    /// <summary>Counts a command.</summary>
    /// <param name="platform">Where it was asked: <see cref="Discord"/> or <see cref="Slack"/>.</param>
    /// <param name="line">What was asked; of it only the command's name is kept.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="since">When it arrived, by <see cref="Stopwatch"/>.</param>
    public static void Ended(string platform, ReadOnlySpan<char> line, AnswerOutcome outcome, long since)
    {
        if (Rehearsing.IsOn || !(Commands.Enabled || Answers.Enabled))
            return;
        var (command, label, took) = (CommandNames.Of(line), Label(outcome), Stopwatch.GetElapsedTime(since));
        Commands.Add(1, new(Platform, platform), new("command", command), new("outcome", label));
        Answers.Record(took.TotalSeconds, new(Platform, platform), new("command", command));
        ChatTraces.Ended(platform, command, label, took);
    }

    /// <summary>Notes that a platform has its first answer to a payload.</summary>
    /// <param name="platform">Which.</param>
    /// <param name="door">Which way it came: <see cref="Http"/> or <see cref="Socket"/>.</param>
    /// <param name="since">When the payload arrived, by <see cref="Stopwatch"/>.</param>
    public static void Acknowledged(string platform, string door, long since)
    {
        if (Acknowledgements.Enabled)
            Acknowledgements.Record(Stopwatch.GetElapsedTime(since).TotalSeconds, new(Platform, platform), new("door", door));
    }

    /// <summary>Counts a connection that has to be opened again.</summary>
    public static void Reconnecting(string platform) => Reconnects.Add(1, new KeyValuePair<string, object?>(Platform, platform));

    private static string Label(AnswerOutcome outcome) => outcome switch
    {
        AnswerOutcome.Answered => "answered",
        AnswerOutcome.Corrected => "corrected",
        AnswerOutcome.Limited => "limited",
        AnswerOutcome.Busy => "busy",
        _ => "failed",
    };
}
