using VramBot.Storage.Engines;

namespace VramBot.Storage.Tests;

/// <summary>What <c>Storage__Postgres</c> takes, and what it says of what it does not take.</summary>
public sealed class PostgresAddressTests
{
    [Theory]
    [InlineData("Host=db;Username=bot;Password=x;Database=vrambot", "db", 5432, "bot", "x", "vrambot")]
    [InlineData("host=db;user id=bot;pwd='a;b=c';port=6432", "db", 6432, "bot", "a;b=c", null)]
    [InlineData("postgres://bot:x@db/vrambot", "db", 5432, "bot", "x", "vrambot")]
    [InlineData("postgresql://bot:x@db:6432/vrambot", "db", 6432, "bot", "x", "vrambot")]
    [InlineData("POSTGRES://b%40t:%3A%2F%3F%23%40%26@db", "db", 5432, "b@t", ":/?#@&", null)]
    [InlineData("postgres://bot:a:b@c@db/vrambot", "db", 5432, "bot", "a:b@c", "vrambot")]
    [InlineData("postgres://bot@[::1]:6432/vrambot", "::1", 6432, "bot", null, "vrambot")]
    [InlineData("postgres://bot@[::1]/vrambot", "::1", 5432, "bot", null, "vrambot")]
    [InlineData("postgres://bot:x@one:6432,two:6433/vrambot", "one:6432,two:6433", 5432, "bot", "x", "vrambot")]
    [InlineData("postgres:///vrambot?host=/var/run/postgresql&user=bot", "/var/run/postgresql", 5432, "bot", null, "vrambot")]
    public void Both_ways_of_writing_it_are_taken(string text, string host, int port, string user, string? password, string? database)
    {
        var address = PostgresAddress.Read(text, out var problem);
        Assert.Null(problem);
        Assert.Equal((host, port, user, password, database), (address!.Host, address.Port, address.Username, address.Password, address.Database));
        Assert.Equal((2, 2, 10, "vrambot"), (address.Timeout, address.CommandTimeout, address.MaxPoolSize, address.ApplicationName));
    }

    [Theory]
    [InlineData("postgres://bot:x@db/vrambot?sslmode=verify-full&connect_timeout=7&application_name=other", "VerifyFull", 7, "other")]
    [InlineData("postgres://bot:x@db/vrambot?sslmode=require", "Require", 2, "vrambot")]
    [InlineData("Host=db;SSL Mode=Require;Timeout=7", "Require", 7, "vrambot")]
    [InlineData("postgres://bot:x@db/vrambot", "Prefer", 2, "vrambot")]
    public void What_is_set_stays(string text, string mode, int timeout, string application)
    {
        var address = PostgresAddress.Read(text, out _)!;
        Assert.Equal((mode, timeout, application), ($"{address.SslMode}", address.Timeout, address.ApplicationName));
    }

    [Theory]
    [InlineData("localhost", "neither")]
    [InlineData("mysql://bot:hush@db/vrambot", "something else")]
    [InlineData("Username=bot;Password=hush", "names no server")]
    [InlineData("postgres://bot:hush@/vrambot", "names no server")]
    [InlineData("postgres://bot:hush/hush@db/vrambot", "%2F")]
    [InlineData("postgres://bot:hush@db:port/vrambot", "65535")]
    [InlineData("postgres://bot:hush@db:70000/vrambot", "65535")]
    [InlineData("postgres://bot:hush@one:1,two:hush/vrambot", "65535")]
    [InlineData("postgres://bot:x@db/vrambot?hush=hush", "does not know")]
    [InlineData("postgres://bot:x@db/vrambot?sslmode=hush", "has a SSL Mode")]
    [InlineData("Host=db;Username=bot;Password=a;hush=c", "does not know")]
    [InlineData("Host=db;Username=bot;Password=a;hush", "neither")]
    [InlineData("Host=db;Password=hush;Port=hush", "has a port")]
    [InlineData("Host=db;Password='hush", "neither")]
    public void What_is_wrong_is_said_without_a_piece_of_the_password(string text, string words)
    {
        Assert.Null(PostgresAddress.Read(text, out var problem));
        Assert.Contains(words, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", problem, StringComparison.Ordinal);
        var validated = new StorageOptions.Validator().Validate(null, new() { Postgres = text });
        Assert.StartsWith("Storage: Storage__Postgres ", Assert.Single(validated.Failures!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "data/vrambot.db", true)]
    [InlineData(" ", "data/vrambot.db", true)]
    [InlineData("Host=db", "", true)]
    [InlineData(null, " ", false)]
    public void A_file_is_needed_where_there_is_no_server(string? postgres, string path, bool isFine) =>
        Assert.Equal(isFine, new StorageOptions.Validator().Validate(null, new() { Postgres = postgres, Path = path }).Succeeded);
}
