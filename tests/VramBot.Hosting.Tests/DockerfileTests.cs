using System.Text.RegularExpressions;
using VramBot.Testing;

namespace VramBot.Hosting.Tests;

/// <summary>What the image is made of.</summary>
public sealed partial class DockerfileTests
{
    private static readonly string[] Lines = File.ReadAllLines(Repository.PathOf("Dockerfile"));

    public static TheoryData<string> Projects() => [.. Directory.GetDirectories(Repository.PathOf("src")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    // What is missing here is restored anew with every change of code, or not at all.
    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_project_is_restored_from_its_own_list(string project)
    {
        Assert.Contains($"COPY src/{project}/{project}.csproj src/{project}/packages.lock.json src/{project}/", Lines);
        Assert.True(File.Exists(Repository.PathOf("src", project, "packages.lock.json")));
    }

    [Theory]
    [InlineData("SDK_IMAGE")]
    [InlineData("RUNTIME_IMAGE")]
    public void Base_images_are_arguments_with_a_version_and_a_digest(string argument) =>
        Assert.Matches(Pinned(), Assert.Single(Lines, line => line.StartsWith($"ARG {argument}=", StringComparison.Ordinal)));

    [Fact]
    public void Nothing_else_is_built_upon() => Assert.All(
        Lines.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)),
        line => Assert.Matches(@"^FROM (--platform=\$BUILDPLATFORM )?\$\{(SDK|RUNTIME)_IMAGE\}( AS build)?$", line));

    [Theory]
    [InlineData("USER 1654:1654")]
    [InlineData("VOLUME /data")]
    [InlineData("EXPOSE 8080")]
    [InlineData("ENTRYPOINT [\"dotnet\", \"/app/VramBot.App.dll\"]")]
    [InlineData("RUN dotnet restore src/VramBot.App --locked-mode")]
    public void It_says(string line) => Assert.Contains(line, Lines);

    [Theory]
    [InlineData("title")]
    [InlineData("description")]
    [InlineData("licenses")]
    [InlineData("version")]
    [InlineData("revision")]
    [InlineData("source")]
    public void It_is_labelled(string label) => Assert.Contains(Lines, line => line.Contains($"org.opencontainers.image.{label}=", StringComparison.Ordinal));

    [Fact]
    public void Only_what_it_is_made_of_is_handed_to_the_builder()
    {
        var rules = File.ReadAllLines(Repository.PathOf(".dockerignore")).Where(line => line.Length > 0 && line[0] != '#').ToList();
        Assert.Equal("*", rules[0]);
        Assert.All(Lines.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal)).SelectMany(line => line.Split(' ')[1..^1]),
            source => Assert.Contains($"!{source.Split('/')[0]}", rules));
    }

    [GeneratedRegex("^ARG [A-Z_]+=[a-z0-9./-]+:[0-9]+\\.[0-9]+\\.[0-9]+-noble@sha256:[0-9a-f]{64}$")]
    private static partial Regex Pinned();
}
