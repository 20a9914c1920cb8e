using System.Globalization;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.LlamaCpp;
using VramBot.Core.Fitting;
using VramBot.Core.Tests.Estimation;
using VramBot.Testing;

namespace VramBot.Core.Tests.Speed;

/// <summary>A speed that somebody measured and published, with where it stands.</summary>
/// <param name="Line">Engine, card, model, format and what else was set: <c>llama.cpp 2*3090 llama-3-70b Q4_K_M ctx:512</c>.</param>
/// <param name="Measured">Tokens a second: of one sequence, or of the prompt.</param>
/// <param name="Source">Who measured it.</param>
public sealed record PublicSpeed(string Line, double Measured, string Source)
{
    /// <summary>How the request sits on the cards of the line, fitting or not: a card that was measured did hold it.</summary>
    public GpuFit Fit()
    {
        var words = Line.Split(' ');
        var count = words[1].Contains('*', StringComparison.Ordinal) ? int.Parse(words[1].Split('*')[0], CultureInfo.InvariantCulture) : 1;
        var gpu = ShippedCatalogs.Catalog.Gpus.Find(words[1].Split('*')[^1]) ?? throw new InvalidOperationException(words[1]);
        var engine = KnownEngines.All.Find(words[0]) ?? throw new InvalidOperationException(words[0]);
        var request = Requests.Of(words[2], words[3], 512, engine);
        foreach (var option in words[4..])
            request = With(request, option.Split(':')[0], int.Parse(option.Split(':')[1], CultureInfo.InvariantCulture));
        return Assert.IsType<Result<GpuFit>.Ok>(FitFinder.Find(request, gpu, Math.Max(count, request.Parallelism.Gpus))).Value;
    }

    /// <inheritdoc/>
    public override string ToString() => Line;

    private static EstimateRequest With(EstimateRequest request, string option, int value) => option switch
    {
        "ctx" => request with { Context = new(value) },
        "users" => request with { Sequences = value },
        "tp" => request with { Parallelism = new(value, 1) },
        "ub" => request with { Settings = request.Settings with { MicroBatch = value, LogicalBatch = value } },
        "experts" => request with { Settings = new HostOffload(0, value).Apply(request.Settings, request.Engine, request.Model.Network!.Layers.Length) },
        _ => throw new InvalidOperationException(option),
    };
}
