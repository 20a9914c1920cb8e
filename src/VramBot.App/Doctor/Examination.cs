using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using VramBot.Chat.Checkups;

namespace VramBot.App.Doctor;

/// <summary>Looks at everything at once, each thing for so long and no longer.</summary>
internal static class Examination
{
    /// <summary>How long one thing may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>All that is found, in the order of the checkups.</summary>
    public static async Task<ImmutableArray<Finding>> RunAsync(IEnumerable<ICheckup> checkups, TimeProvider time, CancellationToken cancellationToken) =>
        [.. (await Task.WhenAll(checkups.Select(checkup => RunAsync(checkup, time, cancellationToken)))).SelectMany(found => found)];

    private static async Task<IReadOnlyList<Finding>> RunAsync(ICheckup checkup, TimeProvider time, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await Task.Run(() => checkup.ExamineAsync(either.Token), either.Token).WaitAsync(either.Token);
        }
        catch (OptionsValidationException)
        {
            return [Finding.Broken(checkup.Name, "not looked at: its settings are wrong", "Mend the settings first.")];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [Finding.Broken(checkup.Name, $"it took longer than {Patience.TotalSeconds} seconds", "See whether this machine's network is slow, or something holds connections back.")];
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Never its text: nobody knows what it holds.
            return [Finding.Broken(checkup.Name, $"it could not be looked at ({exception.GetType().Name})", "Please report it: this should have been foreseen.")];
        }
    }
}
