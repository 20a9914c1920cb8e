using System.Globalization;
using System.Text.RegularExpressions;
using VramBot.Testing;

namespace VramBot.Hosting.Tests.Replicas;

/// <summary>What <c>deploy/nginx/nginx.conf</c> says of replicas that do not answer.</summary>
/// <param name="TryFor">How long others are tried.</param>
/// <param name="MostFails">As many times one may fail before it is left out.</param>
/// <param name="LeftOut">How long it is.</param>
/// <param name="Conditions">When another is asked.</param>
internal sealed partial record ProxySettings(TimeSpan TryFor, int MostFails, TimeSpan LeftOut, IReadOnlyList<string> Conditions)
{
    public static string Text { get; } = File.ReadAllText(Repository.PathOf("deploy", "nginx", "nginx.conf"));

    public static ProxySettings Read() => new(
        Time(Of("proxy_next_upstream_timeout ([^;]+);")), int.Parse(Of("max_fails=([0-9]+)"), CultureInfo.InvariantCulture), Time(Of("fail_timeout=([^;]+);")), Of("proxy_next_upstream ([^;]+);").Split(' '));

    /// <summary>The same file for other replicas, on another port.</summary>
    public static string For(int port, string folder, IEnumerable<int> replicas)
    {
        var lines = Upstream().Matches(Text);
        Assert.NotEmpty(lines);
        var other = string.Concat(replicas.Select(replica => lines[0].Value.Replace(lines[0].Groups["address"].Value, $"127.0.0.1:{replica}", StringComparison.Ordinal).Replace(" resolve ", " ", StringComparison.Ordinal)));
        var text = Upstream().Replace(Text, match => match.Index == lines[0].Index ? other : string.Empty);
        return text.Replace("listen 8080;", $"listen 127.0.0.1:{port};", StringComparison.Ordinal).Replace("/tmp/", $"{folder}/", StringComparison.Ordinal);
    }

    private static string Of(string pattern) => Regex.Match(Text, pattern) is { Success: true } found ? found.Groups[1].Value : throw new InvalidDataException($"nginx.conf has no {pattern}");

    private static TimeSpan Time(string text) => Duration().Match(text) is { Success: true } found
        ? TimeSpan.FromMilliseconds(double.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) * (found.Groups[2].Value == "s" ? 1000 : 1))
        : throw new InvalidDataException($"{text} is no time");

    [GeneratedRegex(@"^\s*server (?<address>\S+) resolve [^;]*;\n", RegexOptions.Multiline)]
    private static partial Regex Upstream();

    [GeneratedRegex("^([0-9.]+)(ms|s)$")]
    private static partial Regex Duration();
}
