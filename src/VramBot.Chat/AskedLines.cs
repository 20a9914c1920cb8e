using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VramBot.Chat.Metrics;

namespace VramBot.Chat;

/// <summary>Keeps what people typed out of the log, or writes it there where the host wants it (<see cref="LogsOptions.UserText"/>).</summary>
public sealed partial class AskedLines(IOptions<LogsOptions> options, ILogger<AskedLines> logger)
{
    private readonly bool isWanted = options.Value.UserText;

    /// <summary>Notes a line that is asked, where that is wanted.</summary>
    /// <param name="platform">Where, as a label of metrics.</param>
    /// <param name="line">The line.</param>
    public void Note(string platform, string line)
    {
        if (isWanted && !Rehearsing.IsOn)
            Log.Asked(logger, platform, line);
    }

    /// <summary>A fault as the log tells it: kinds and places alone, for a message may quote what was typed; with the messages where that is wanted.</summary>
    public string Tell(Exception fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        if (isWanted)
            return fault.ToString();
        var told = new StringBuilder();
        for (var one = fault; one is not null; one = one.InnerException)
            told.Append(told.Length > 0 ? "\n caused by " : string.Empty).Append(one.GetType().FullName).Append('\n').Append(one.StackTrace);
        return told.ToString();
    }

    private static partial class Log
    {
        [LoggerMessage(80, LogLevel.Information, "Asked on {Platform}: {Line}")]
        public static partial void Asked(ILogger logger, string platform, string line);
    }
}
