using System.Collections.Immutable;
using VramBot.Core.Units;

namespace VramBot.Hub.Repositories;

/// <summary>The weights of a repository that keeps them in PyTorch's older form. What is in them cannot be listed without running them; their size says about as much as their weights take.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Size">Bytes of them all; null when the hub does not say.</param>
internal sealed record PickleFiles(string First, Bytes? Size)
{
    // Each of them is a whole checkpoint: the first that is there is taken, the others are the same weights for another program.
    private static readonly (string Beginning, string Ending)[] Forms = [("pytorch_model", ".bin"), ("consolidated", ".pth"), ("model", ".bin"), ("", ".pth"), ("", ".pt"), ("", ".bin")];

    // What training leaves beside the weights.
    private static readonly string[] Others = ["training_args", "optimizer", "scheduler", "rng_state", "scaler", "random_states"];

    /// <summary>The files; null when there are none.</summary>
    public static PickleFiles? Of(RepositoryListing listing)
    {
        var candidates = listing.Files.Where(file => !file.Key.Contains('/', StringComparison.Ordinal) && !Array.Exists(Others, other => file.Key.StartsWith(other, StringComparison.Ordinal))).ToImmutableArray();
        foreach (var (beginning, ending) in Forms)
            if (candidates.Where(file => file.Key.StartsWith(beginning, StringComparison.Ordinal) && file.Key.EndsWith(ending, StringComparison.Ordinal)).ToImmutableArray() is { IsEmpty: false } files)
                return new(files[0].Key, files.All(file => file.Value is not null) ? Bytes.FromBytes(files.Sum(file => file.Value ?? 0)) : null);
        return null;
    }
}
