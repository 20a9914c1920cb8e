using VramBot.Hosting.Tests.Files;
using VramBot.Testing;

namespace VramBot.Hosting.Tests;

/// <summary>The unit for systemd.</summary>
public sealed class SystemdTests
{
    private static readonly string[] Lines = File.ReadAllLines(Repository.PathOf("deploy", "systemd", "vrambot.service"));

    // Those in comments too: they are there to be used.
    [Fact]
    public void Every_setting_is_one_that_the_program_knows() => Assert.All(
        Lines.Select(line => line.TrimStart('#')).Where(line => line.StartsWith("Environment=", StringComparison.Ordinal)).Select(line => line.Split('=')[1]),
        name => Assert.True(KnownSettings.Has(name), name));

    [Theory]
    [InlineData("DynamicUser=yes")]
    [InlineData("ProtectSystem=strict")]
    [InlineData("NoNewPrivileges=yes")]
    [InlineData("CapabilityBoundingSet=")]
    [InlineData("SystemCallFilter=@system-service")]
    // What a configuration that cannot be ends with; starting again would not mend it.
    [InlineData("RestartPreventExitStatus=1 2")]
    public void It_says(string line) => Assert.Contains(line, Lines);

    [Fact]
    public void The_bot_has_longer_to_go_than_it_takes() =>
        Assert.True(int.Parse(Assert.Single(Lines, line => line.StartsWith("TimeoutStopSec=", StringComparison.Ordinal)).Split('=')[1], System.Globalization.CultureInfo.InvariantCulture) > 25);

    [Fact]
    public void What_it_starts_is_what_a_release_holds()
    {
        var program = Assert.Single(Lines, line => line.StartsWith("ExecStart=", StringComparison.Ordinal)).Split('=', ' ')[1];
        Assert.Contains($"/VramBot.App/{Path.GetFileName(program)}}}", File.ReadAllText(Repository.PathOf("deploy", "publish.sh")), StringComparison.Ordinal);
    }
}
