namespace VramBot.Testing;

/// <summary>Where the repository's own files lie.</summary>
public static class Repository
{
    /// <summary>The folder that holds VramBot.sln.</summary>
    public static string Root { get; } = Find();

    /// <summary>The path of a file, from the root on.</summary>
    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "VramBot.sln")))
                return folder;
        throw new InvalidOperationException("The tests run outside the repository.");
    }
}
