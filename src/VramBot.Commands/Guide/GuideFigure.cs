using VramBot.Commands.Grammar;
using VramBot.Commands.Handlers;
using VramBot.Core.Catalogs;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Speed;

namespace VramBot.Commands.Guide;

/// <summary>A figure of a table: a <c>/vram</c> line and what it is answered with.</summary>
/// <param name="Line">The line.</param>
/// <param name="Estimate">The estimate, on the line's cards where it names some.</param>
/// <param name="Own">How it sits on them; null where none are named.</param>
internal sealed record GuideFigure(TypedLine Line, Estimate Estimate, GpuFit? Own)
{
    /// <summary>The model.</summary>
    public ModelEntry Model => Estimate.Request.Model;

    /// <summary>How fast it answers on its cards; null where it does not fit, or nothing is known.</summary>
    public DecodeRate? Speed => Own is { } own && GpuPicker.Works(own) ? DecodeSpeed.Of(own) : null;

    /// <summary>The line as it is typed.</summary>
    public string Command => Line.ToString();
}
