using System.Collections.Immutable;

namespace VramBot.App.Settings;

/// <summary>Secrets from files, as Docker and Kubernetes hand them in: where <c>Discord__Token_FILE</c> is set, the file's text is <c>Discord__Token</c>.</summary>
internal sealed class SecretFiles : ConfigurationProvider, IConfigurationSource
{
    // A token has a hundred letters; what is far longer is some other file.
    private const int LongestSecret = 16 << 10;

    private readonly ImmutableArray<(Setting Secret, string Path, bool IsSet)> named;

    /// <summary>Makes it; the files are read when it is loaded.</summary>
    /// <param name="before">What is set otherwise.</param>
    /// <param name="secrets">The settings that are secrets.</param>
    public SecretFiles(IConfiguration before, IEnumerable<Setting> secrets) =>
        named = [.. secrets.Select(secret => (secret, before[secret.Key + Setting.FileSuffix] ?? string.Empty, before[secret.Key] is { Length: > 0 })).Where(secret => secret.Item2.Length > 0)];

    /// <summary>What is wrong with the files, after they were read.</summary>
    public ImmutableArray<string> Problems { get; private set; } = [];

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override void Load()
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        foreach (var (secret, path, isSet) in named)
            Take(secret, path, isSet, problems);
        Problems = problems.ToImmutable();
    }

    private void Take(Setting secret, string path, bool isSet, ImmutableArray<string>.Builder problems)
    {
        var variable = secret.Variable + Setting.FileSuffix;
        if (isSet)
            problems.Add($"{secret.Variable} and {variable} are both set: keep one of them.");
        else if (Read(path) is var (text, fault) && text is null)
            problems.Add($"{variable} names `{path}`, {fault}: write the path of a file that holds the secret and nothing else, or leave it out.");
        else
            Data[secret.Key] = text;
    }

    /// <summary>The secret without the line break that editors put behind it, or why there is none.</summary>
    private static (string? Text, string Fault) Read(string path)
    {
        try
        {
            if (Directory.Exists(path))
                return (null, "which is a folder");
            using var file = File.OpenRead(path);
            if (file.Length > LongestSecret)
                return (null, "which is far longer than any secret");
            using var reader = new StreamReader(file);
            return reader.ReadToEnd().TrimEnd('\r', '\n') is { Length: > 0 } text ? (text, string.Empty) : (null, "which is empty");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, "which is not there");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return (null, "which cannot be read");
        }
    }
}
