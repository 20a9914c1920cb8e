using System.Text.RegularExpressions;
using VramBot.Hosting.Tests.Files;
using VramBot.Testing;
using YamlDotNet.RepresentationModel;

namespace VramBot.Hosting.Tests;

/// <summary>The compose files: what they set is known, what they start is shut in.</summary>
public sealed partial class ComposeTests
{
    private const string One = "docker-compose.yml";
    private const string Scale = "docker-compose.scale.yml";

    private static readonly string[] ExampleLines = File.ReadAllLines(Repository.PathOf(".env.example"));

    public static TheoryData<string, string> Services() => [.. new[] { One, Scale }.SelectMany(file => Yaml.Load(file).Map("services").Select(service => (file, service.Name)))];

    public static TheoryData<string, string> Bots() => [.. Services().Where(row => row.Data.Item2.StartsWith("vrambot", StringComparison.Ordinal)).Select(row => row.Data)];

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_is_shut_in(string file, string name)
    {
        var service = Service(file, name);
        Assert.Equal("true", service.Text("read_only"));
        Assert.Equal(["ALL"], service.Texts("cap_drop"));
        Assert.Equal(["no-new-privileges:true"], service.Texts("security_opt"));
        Assert.NotNull(service.Text("mem_limit"));
        Assert.Null(service.Text("privileged"));
        Assert.Equal("unless-stopped", service.Text("restart"));
        Assert.Equal("10m", service.Text("logging", "options", "max-size"));
    }

    [Theory]
    [MemberData(nameof(Bots))]
    public void Every_setting_of_a_bot_is_one_that_the_program_knows(string file, string name) =>
        Assert.All(Variables(file, name), variable => Assert.True(KnownSettings.Has(variable.Name), variable.Name));

    // Secrets come from .env or from files: none is written into these.
    [Theory]
    [MemberData(nameof(Bots))]
    public void Only_files_are_named_here(string file, string name) =>
        Assert.All(Variables(file, name).Where(variable => variable.Value is not null), variable => Assert.EndsWith(KnownSettings.FileSuffix, variable.Name, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Bots))]
    public void A_bot_has_longer_to_go_than_it_takes(string file, string name) => Assert.True(int.Parse(Service(file, name).Text("stop_grace_period")![..^1], System.Globalization.CultureInfo.InvariantCulture) > 25);

    [Theory]
    [MemberData(nameof(Services))]
    public void A_foreign_image_is_pinned(string file, string name)
    {
        var service = Service(file, name);
        if (service.At("build") is null)
            Assert.Matches(Pinned(), service.Text("image"));
    }

    [Fact]
    public void The_database_is_not_to_be_reached_from_outside()
    {
        var (file, postgres) = (Yaml.Load(Scale), Service(Scale, "postgres"));
        Assert.Equal(["back"], postgres.Texts("networks"));
        Assert.Equal("true", file.Text("networks", "back", "internal"));
        Assert.Empty(postgres.List("ports"));
    }

    [Fact]
    public void The_replicas_are_the_ones_that_the_proxy_knows()
    {
        var proxied = Regex.Matches(File.ReadAllText(Repository.PathOf("deploy", "nginx", "nginx.conf")), @"^\s*server (\S+) resolve", RegexOptions.Multiline).Select(match => match.Groups[1].Value);
        Assert.Equal(Bots().Where(row => row.Data.Item1 == Scale).Select(row => $"{row.Data.Item2}:8080"), proxied);
    }

    [Fact]
    public void A_bot_alone_is_reached_on_this_machine_only() => Assert.All(Service(One, "vrambot").Texts("ports"), port => Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal));

    [Fact]
    public void The_example_has_every_setting_of_the_bot_alone() =>
        Assert.Equal(Variables(One, "vrambot").Select(variable => variable.Name).Order(StringComparer.Ordinal), Examples().Where(name => name.Contains("__", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Fact]
    public void The_example_has_every_word_that_the_files_ask_for() =>
        Assert.Equal(
            new[] { One, Scale }.SelectMany(file => Asked().Matches(File.ReadAllText(Repository.PathOf(file))).Select(match => match.Groups[1].Value)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            Examples().Where(name => !name.Contains("__", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    // Copied as it is, it changes nothing.
    [Fact]
    public void Nothing_in_the_example_is_set() => Assert.All(ExampleLines.Where(line => line.Length > 0), line => Assert.StartsWith("#", line, StringComparison.Ordinal));

    [Fact]
    public void Every_line_of_the_example_is_explained() => Assert.All(
        ExampleLines.Index().Where(line => Example().IsMatch(line.Item)),
        line => Assert.True(ExampleLines[..line.Index].Reverse().SkipWhile(before => Example().IsMatch(before)).First() is ['#', ' ', ..], line.Item));

    private static IEnumerable<string> Examples() => ExampleLines.Select(line => Example().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value);

    private static YamlNode Service(string file, string name)
    {
        var service = Yaml.Load(file).At("services", name)!;
        return service.At("<<") ?? service;
    }

    private static IEnumerable<(string Name, string? Value)> Variables(string file, string name) =>
        Service(file, name).Texts("environment").Select(entry => entry.Split('=', 2)).Select(parts => (parts[0], parts.ElementAtOrDefault(1)));

    [GeneratedRegex("^[a-z/]+:[0-9][0-9a-z.-]*@sha256:[0-9a-f]{64}$")]
    private static partial Regex Pinned();

    [GeneratedRegex(@"\$\{([A-Z_]+)(?::-[^}]*)?\}")]
    private static partial Regex Asked();

    [GeneratedRegex("^#([A-Za-z_]+)=")]
    private static partial Regex Example();
}
