using System.Globalization;
using System.Text;
using VramBot.Core.Diffusion;
using VramBot.Testing;

namespace VramBot.Core.Tests.Diffusion;

/// <summary>Estimates of image models against published runs.</summary>
public sealed class ImageErrorTests
{
    private static readonly IReadOnlyList<double> Errors = [.. ImageCase.All.Where(run => run is { Scope: "pipeline", IsOfOtherRelease: false }).Select(run => run.Error).Order()];

    [Fact]
    public void The_band_of_answers_is_that_of_the_published_runs()
    {
        Assert.Equal(ImageErrors.Cases, Errors.Count);
        Assert.Equal(ImageErrors.Low, Math.Round(Quantile(Errors, 0.05), 3));
        Assert.Equal(ImageErrors.High, Math.Round(Quantile(Errors, 0.95), 3));
        Assert.Equal(ImageErrors.Typical, Math.Round(Quantile([.. Errors.Select(Math.Abs).Order()], 0.5), 3));
    }

    [Fact]
    public void Every_run_and_its_error_stand_in_one_table()
    {
        var table = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{"run",-34} {"scope",-9} {"counter",-10} {"measured",9} {"estimate",9} {"error",8}\n"));
        foreach (var run in ImageCase.All)
            table.Append(CultureInfo.InvariantCulture, $"{run.Id,-34} {run.Scope,-9} {run.Counter,-10} {run.Measured,9:0.000} {run.Predicted,9:0.000} {Math.Round(run.Error, 3),8:+0.0 %;-0.0 %;0.0 %}{(run.Note is { } note ? $"  {note}" : string.Empty)}\n");
        table.Append(CultureInfo.InvariantCulture, $"\nwhole runs of today's releases: {Errors.Count}, 5th percentile {Quantile(Errors, 0.05):+0.0 %;-0.0 %}, 95th {Quantile(Errors, 0.95):+0.0 %;-0.0 %}, typically ±{Quantile([.. Errors.Select(Math.Abs).Order()], 0.5):0.0 %}\n");
        Assert.Equal(string.Empty, Approval.Difference("diffusion-errors", table.ToString()));
    }

    /// <summary>What a decoder takes is not read off anything: the replay and the measurement are the same within a hundredth in use.</summary>
    [Fact]
    public void The_decoder_replayed_takes_what_the_decoder_took() =>
        Assert.All(ImageCase.All.Where(run => run is { Scope: "decoder", Counter: "allocated" }), run => Assert.InRange(run.Error, -0.01, 0.01));

    [Fact]
    public void What_the_allocator_holds_for_the_decoder_is_near_what_it_held() =>
        Assert.All(ImageCase.All.Where(run => run is { Scope: "decoder", Counter: "reserved" }), run => Assert.InRange(run.Error, -0.15, 0.05));

    private static double Quantile(IReadOnlyList<double> sorted, double share)
    {
        var place = share * (sorted.Count - 1);
        var below = (int)place;
        return sorted[below] + ((place - below) * (sorted[Math.Min(below + 1, sorted.Count - 1)] - sorted[below]));
    }
}
