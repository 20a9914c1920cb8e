using System.Collections.Immutable;
using System.Text;
using VramBot.Slack.Messages;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Slack.Rendering;

/// <summary>Packs lines into sections, none of which is too long: whole lines go into the next one, and when there is no more room they are counted and left out.</summary>
/// <param name="mostBlocks">How many sections there may be.</param>
internal sealed class SectionPacker(int mostBlocks)
{
    private const string Fence = "```";

    /// <summary>Room for the fence that a section may still have to close.</summary>
    private const int Closing = 4;

    /// <summary>Room for the line that says what was left out.</summary>
    private const int Notice = 60;

    private readonly ImmutableArray<Block>.Builder blocks = ImmutableArray.CreateBuilder<Block>();
    private readonly StringBuilder section = new();
    private bool isFixed;
    private int written;
    private int gone;

    /// <summary>Begins another section.</summary>
    public void Break()
    {
        if (section.Length == 0)
            return;
        if (isFixed)
            section.Append('\n').Append(Fence);
        written += section.Length;
        blocks.Add(Block.Section(section.ToString()));
        section.Clear();
        isFixed = false;
    }

    /// <summary>Adds a line, already escaped.</summary>
    /// <param name="line">The line.</param>
    /// <param name="inFence">Whether it stands in fixed width.</param>
    public void Add(string line, bool inFence = false)
    {
        if (Cost(line, inFence) > SlackLimits.Text)
            Break();
        if (gone > 0 || Cost(line, inFence) > SlackLimits.Text || blocks.Count + 1 >= mostBlocks || written + Cost(line, inFence) + Notice > SlackLimits.AllText)
        {
            gone += line.Length > 0 ? 1 : 0;
            return;
        }

        if (isFixed && !inFence)
            section.Append('\n').Append(Fence);
        if (section.Length > 0)
            section.Append('\n');
        if (inFence && !isFixed)
            section.Append(Fence).Append('\n');
        section.Append(line);
        isFixed = inFence;
    }

    /// <summary>The sections; the last one says how much was left out.</summary>
    public ImmutableArray<Block> Done()
    {
        Break();
        if (gone > 0)
            blocks.Add(Block.Section($"… {Tr(gone, $"{gone} more line does not fit here.", $"{gone} more lines do not fit here.")}"));
        return blocks.ToImmutable();
    }

    /// <summary>How long the section is with the line and the fences that it takes.</summary>
    private int Cost(string line, bool inFence) => section.Length + line.Length + 1 + Closing + (inFence == isFixed ? 0 : Closing);
}
