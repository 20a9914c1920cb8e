using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace VramBot.Storage.Engines;

/// <summary>Reads <c>Storage__Postgres</c>: a connection string of Npgsql's (<c>Host=db;Username=vrambot;…</c>) or an address (<c>postgres://vrambot:…@db/vrambot</c>).</summary>
/// <remarks>What is wrong with it is said without repeating any of its words that could be a piece of a password: a semicolon or a slash in one cuts it in two.</remarks>
internal static class PostgresAddress
{
    // An answer waits for nothing longer; connections are few, for there are many replicas and PostgreSQL takes a hundred.
    private static readonly (string Name, object Value)[] Defaults =
        [("Timeout", 2), ("Command Timeout", 2), ("Cancellation Timeout", 500), ("Maximum Pool Size", 10), ("Application Name", "vrambot")];

    private static readonly string[] Schemes = ["postgres://", "postgresql://"];

    // libpq's names that Npgsql has others for.
    private static readonly Dictionary<string, string> Renamed = new(StringComparer.OrdinalIgnoreCase)
    {
        ["user"] = "Username",
        ["dbname"] = "Database",
        ["connect_timeout"] = "Timeout",
        ["application_name"] = "Application Name",
        ["channel_binding"] = "Channel Binding",
        ["target_session_attrs"] = "Target Session Attributes",
        ["sslmode"] = "SSL Mode",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["sslpassword"] = "SSL Password",
        ["sslrootcert"] = "Root Certificate",
    };

    /// <summary>The address; null with what is wrong with it.</summary>
    public static NpgsqlConnectionStringBuilder? Read(string text, out string? problem)
    {
        var address = new NpgsqlConnectionStringBuilder();
        problem = Array.Find(Schemes, scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) is { } scheme
            ? TakeUrl(address, text[scheme.Length..])
            : TakePairs(address, text);
        if (problem is null && string.IsNullOrWhiteSpace(address.Host))
            problem = "names no server: write Host=…, or postgres://user:password@server/database.";
        if (problem is not null)
            return null;
        foreach (var (name, value) in Defaults)
            if (!address.ShouldSerialize(name))
                address[name] = value;
        return address;
    }

    private static string? TakePairs(NpgsqlConnectionStringBuilder address, string text)
    {
        if (text.Contains("://", StringComparison.Ordinal) && !text.Contains('=', StringComparison.Ordinal))
            return "is an address of something else: it has to begin with postgres:// or postgresql://.";
        var pairs = new DbConnectionStringBuilder();
        try
        {
            pairs.ConnectionString = text;
        }
        catch (ArgumentException)
        {
            return "is neither postgres://user:password@server/database nor Host=…;Username=…;Password=…;Database=…; a value with ; or = in it stands in quotes.";
        }

        return pairs.Keys.Cast<string>().Select(name => Take(address, name, pairs[name])).FirstOrDefault(problem => problem is not null);
    }

    private static string? TakeUrl(NpgsqlConnectionStringBuilder address, string rest)
    {
        var (before, query) = Cut(rest, '?');
        var (authority, database) = Cut(before, '/');
        var at = authority.LastIndexOf('@');
        var (user, password) = Cut(at < 0 ? string.Empty : authority[..at], ':');
        if (TakeServer(address, authority[(at + 1)..]) is { } problem)
            return problem;
        foreach (var (name, value) in new[] { ("Username", user), ("Password", password), ("Database", database) })
            if (value is { Length: > 0 })
                address[name] = Uri.UnescapeDataString(value);
        return (query ?? string.Empty).Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair =>
        {
            var (name, value) = Cut(pair, '=');
            return Take(address, Renamed.GetValueOrDefault(name, name), Unlibpq(name, Uri.UnescapeDataString(value ?? string.Empty)));
        }).FirstOrDefault(wrong => wrong is not null);
    }

    private static string? TakeServer(NpgsqlConnectionStringBuilder address, string server)
    {
        // Several servers, each with its port, are Npgsql's own way of writing them too.
        var isSeveral = server.Contains(',', StringComparison.Ordinal);
        foreach (var one in server.Split(','))
        {
            var colon = one.LastIndexOf(':');
            var hasPort = colon > one.LastIndexOf(']');
            if (hasPort && !(int.TryParse(one[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue))
                return "has a port that is no number from 1 to 65535. A / : ? # or @ in a password is written %2F %3A %3F %23 %40.";
            if (isSeveral)
                continue;
            if (hasPort)
                address.Port = int.Parse(one[(colon + 1)..], CultureInfo.InvariantCulture);
            if ((hasPort ? one[..colon] : one).Trim('[', ']') is { Length: > 0 } host)
                address.Host = Uri.UnescapeDataString(host);
        }

        if (isSeveral)
            address.Host = server;
        return null;
    }

    private static string? Take(NpgsqlConnectionStringBuilder address, string name, object value)
    {
        try
        {
            address[name] = value;
            return null;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or OverflowException or NotSupportedException)
        {
            return IsSetting(name)
                ? $"has a {name} that PostgreSQL's client does not take."
                : "has a setting that PostgreSQL's client does not know. Check its names; a value with ; or = in it stands in quotes, and in an address & is written %26.";
        }
    }

    private static bool IsSetting(string name) => new NpgsqlConnectionStringBuilder().ContainsKey(name);

    /// <summary>libpq writes <c>verify-full</c> and <c>read-write</c>, Npgsql <c>VerifyFull</c> and, of sessions, <c>read-write</c>.</summary>
    private static string Unlibpq(string name, string value) => name.StartsWith("ssl", StringComparison.OrdinalIgnoreCase) && value.StartsWith("verify-", StringComparison.Ordinal)
        ? value.Replace("-", string.Empty, StringComparison.Ordinal)
        : value;

    private static (string Before, string? After) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var place ? (text[..place], text[(place + 1)..]) : (text, null);
}
